/* Template functions; see functions.h.
 *
 * None of them may jump out: ClearSilver would be left in the middle of a render. They use malloc, as
 * ClearSilver expects, and say NERR_NOMEM when there is none. All but json() are auto-escaped like any value,
 * so none has to escape.
 */
#include "web/functions.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/now.h"
#include "base/text.h"

static const struct request *rendering;

void functions_render_for(const struct request *req)
{
	rendering = req;
}

static bool in_english(void)
{
	return rendering && strcmp(rendering->language, "en") == 0;
}

/* Hands malloc'd text over as the result; NULL: no memory. */
static NEOERR *give(char *text, CSARG *result)
{
	if (!text)
		return nerr_raise(NERR_NOMEM, "no memory for a function's result");
	result->op_type = CS_TYPE_STRING;
	result->s = text;
	result->alloc = 1;
	return STATUS_OK;
}

/* The one argument as malloc'd text, never NULL on STATUS_OK. */
static NEOERR *take(CSPARSE *parse, CSARG *args, char **text)
{
	NEOERR *err;

	*text = NULL;
	err = cs_arg_parse(parse, args, "s", text);
	if (err != STATUS_OK)
		return nerr_pass(err);
	if (!*text)
		*text = strdup("");
	return *text ? STATUS_OK : nerr_raise(NERR_NOMEM, "no memory for a function's argument");
}

/* ---- links, attributes, scripts ----------------------------------------------------------------- */

static bool is_safe_url(const char *url)
{
	static const char *const schemes[] = { "http://", "https://", "mailto:", "tel:" };

	for (const char *p = url; *p; p++)
		if ((unsigned char)*p <= ' ' || *p == 0x7f || *p == '\\')
			return false;
	if (url[0] == '/')
		return url[1] != '/';
	if (url[0] == '#' || url[0] == '?')
		return true;
	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++)
		if (strncasecmp(url, schemes[i], strlen(schemes[i])) == 0)
			return true;
	return false;
}

static NEOERR *fn_href(CSPARSE *parse, CS_FUNCTION *csf, CSARG *args, CSARG *result)
{
	char *url;
	NEOERR *err = take(parse, args, &url);

	(void)csf;
	if (err != STATUS_OK)
		return nerr_pass(err);
	if (!is_safe_url(url)) {
		free(url);
		url = strdup("#");
	}
	return give(url, result);
}

static NEOERR *fn_attr(CSPARSE *parse, CS_FUNCTION *csf, CSARG *args, CSARG *result)
{
	char *text;
	NEOERR *err = take(parse, args, &text);

	(void)csf;
	if (err != STATUS_OK)
		return nerr_pass(err);
	for (char *p = text; *p; p++)
		if ((unsigned char)*p < 0x20)
			*p = ' ';
	return give(text, result);
}

/* JSON in which no '<', '>', '&' or quote can end a script element or an attribute. */
static char *json_text(const char *text)
{
	size_t len = strlen(text);
	char *out = malloc(6 * len + 3), *to = out;

	if (!out)
		return NULL;
	*to++ = '"';
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c < 0x20 || strchr("\"\\<>&'", c))
			to += sprintf(to, "\\u%04x", c);
		else if (strncmp(text, "\xe2\x80\xa8", 3) == 0 || strncmp(text, "\xe2\x80\xa9", 3) == 0) {
			to += sprintf(to, "\\u202%c", text[2] == '\xa8' ? '8' : '9');
			text += 2;
		} else
			*to++ = (char)c;
	}
	strcpy(to, "\"");
	return out;
}

static NEOERR *fn_json(CSPARSE *parse, CS_FUNCTION *csf, CSARG *args, CSARG *result)
{
	char *text, *json;
	NEOERR *err = take(parse, args, &text);

	(void)csf;
	if (err != STATUS_OK)
		return nerr_pass(err);
	json = json_text(text);
	free(text);
	return give(json, result);
}

/* ---- times -------------------------------------------------------------------------------------- */

enum { WITH_DATE = 1, WITH_TIME = 2, WITH_WEEKDAY = 4 };

static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
				      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
static const char *const weekdays_en[] = { "Sunday",   "Monday", "Tuesday", "Wednesday",
					   "Thursday", "Friday", "Saturday" };
static const char *const weekdays_zh[] = { "星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六" };

#define MOMENT_BYTES 64	/* "Wednesday, 30 Sep 2026, 23:59"; no year has five digits here */

/* Dates stand all over a page, so they are put together without printf; each returns where it ends. */
static char *put(char *at, const char *text)
{
	size_t len = strlen(text);

	memcpy(at, text, len + 1);
	return at + len;
}

static char *put_number(char *at, int n, int least_digits)
{
	char digits[12];
	int count = 0;

	for (; n > 0 || count < least_digits; n /= 10)
		digits[count++] = (char)('0' + n % 10);
	while (count > 0)
		*at++ = digits[--count];
	*at = '\0';
	return at;
}

static char *put_month(char *at, int year, int month)
{
	if (in_english())
		return put_number(put(put(at, months[month - 1]), " "), year, 1);
	at = put(put_number(at, year, 1), "年");
	return put(put_number(at, month, 1), "月");
}

static char *put_date(char *at, int32_t day, bool with_weekday)
{
	int year, month, mday, weekday = weekday_of_day(day);

	date_from_day(day, &year, &month, &mday);
	if (in_english()) {
		if (with_weekday)
			at = put(put(at, weekdays_en[weekday]), ", ");
		return put_month(put(put_number(at, mday, 1), " "), year, month);
	}
	at = put(put_number(put_month(at, year, month), mday, 1), "日");
	return with_weekday ? put(put(at, " "), weekdays_zh[weekday]) : at;
}

static char *moment_text(int64_t ms, unsigned what)
{
	int64_t minute = minute_of_ms(ms);
	char out[MOMENT_BYTES] = "", *at = out;

	if (what & WITH_DATE)
		at = put_date(at, day_of_ms(ms), what & WITH_WEEKDAY);
	if (what & WITH_TIME) {
		if (at != out)
			at = put(at, in_english() ? ", " : " ");
		at = put(put_number(at, (int)(minute / 60), 2), ":");
		put_number(at, (int)(minute % 60), 2);
	}
	return strdup(out);
}

/* Nothing for what is no time, and for 0: a time that is not there yet. */
static NEOERR *moment(CSPARSE *parse, CSARG *args, CSARG *result, unsigned what)
{
	int64_t ms = 0;
	char *text;
	NEOERR *err = take(parse, args, &text);

	if (err != STATUS_OK)
		return nerr_pass(err);
	if (text_to_int(text, 1, INT64_C(7258118400000), &ms) != ST_OK)
		ms = 0;
	free(text);
	return give(ms ? moment_text(ms, what) : strdup(""), result);
}

static NEOERR *fn_date_cn(CSPARSE *parse, CS_FUNCTION *csf, CSARG *args, CSARG *result)
{
	(void)csf;
	return moment(parse, args, result, WITH_DATE);
}

static NEOERR *fn_datetime_cn(CSPARSE *parse, CS_FUNCTION *csf, CSARG *args, CSARG *result)
{
	(void)csf;
	return moment(parse, args, result, WITH_DATE | WITH_TIME);
}

static NEOERR *fn_time_cn(CSPARSE *parse, CS_FUNCTION *csf, CSARG *args, CSARG *result)
{
	(void)csf;
	return moment(parse, args, result, WITH_TIME);
}

/* The month that a day lies in. */
static NEOERR *fn_month_cn(CSPARSE *parse, CS_FUNCTION *csf, CSARG *args, CSARG *result)
{
	int year, month, mday;
	int64_t day = 0;
	char out[MOMENT_BYTES] = "", *text;
	NEOERR *err = take(parse, args, &text);

	(void)csf;
	if (err != STATUS_OK)
		return nerr_pass(err);
	if (text_to_int(text, 1, 84000, &day) == ST_OK) {
		date_from_day((int32_t)day, &year, &month, &mday);
		put_month(out, year, month);
	}
	free(text);
	return give(strdup(out), result);
}

static NEOERR *fn_day_cn(CSPARSE *parse, CS_FUNCTION *csf, CSARG *args, CSARG *result)
{
	int64_t day = 0;
	char out[MOMENT_BYTES] = "", *text;
	NEOERR *err = take(parse, args, &text);

	(void)csf;
	if (err != STATUS_OK)
		return nerr_pass(err);
	if (text_to_int(text, 1, 84000, &day) == ST_OK)
		put_date(out, (int32_t)day, true);
	free(text);
	return give(strdup(out), result);
}

/* ---- people and figures ------------------------------------------------------------------------- */

/* base/text masks into an arena; one of its own, emptied each time, keeps the request's out of this. */
static NEOERR *masked(CSPARSE *parse, CSARG *args, CSARG *result,
		      const char *(*mask)(struct arena *, const char *))
{
	static struct arena *scratch;
	char *text, *out;
	NEOERR *err = take(parse, args, &text);

	if (err != STATUS_OK)
		return nerr_pass(err);
	if (!scratch)
		scratch = arena_new("mask", 64 * 1024);
	out = strlen(text) > 256 ? strdup("****") : strdup(mask(scratch, text));
	arena_reset(scratch);
	free(text);
	return give(out, result);
}

static NEOERR *fn_mask(CSPARSE *parse, CS_FUNCTION *csf, CSARG *args, CSARG *result)
{
	(void)csf;
	return masked(parse, args, result, text_mask_phone);
}

static NEOERR *fn_mask_name(CSPARSE *parse, CS_FUNCTION *csf, CSARG *args, CSARG *result)
{
	(void)csf;
	return masked(parse, args, result, text_mask_name);
}

/* Is there a Han character in it? Text may be any bytes. */
static bool has_han(const char *text)
{
	const char *at = text;
	uint32_t c;

	if (!text_is_utf8(text, strlen(text)))
		return false;
	while ((c = text_next(&at)) != 0)
		if ((c >= 0x3400 && c <= 0x9fff) || (c >= 0x20000 && c <= 0x3ffff))
			return true;
	return false;
}

static NEOERR *fn_lang_of(CSPARSE *parse, CS_FUNCTION *csf, CSARG *args, CSARG *result)
{
	char *text;
	NEOERR *err = take(parse, args, &text);
	bool chinese;

	(void)csf;
	if (err != STATUS_OK)
		return nerr_pass(err);
	chinese = has_han(text);
	free(text);
	return give(strdup(chinese || !in_english() ? "zh-CN" : "en"), result);
}

/* JT 440 300 202 611 230 001 235: threes, for reading aloud, and no eight that look like a query code. What is no number stays as it is. */
static NEOERR *fn_group(CSPARSE *parse, CS_FUNCTION *csf, CSARG *args, CSARG *result)
{
	char out[32], *text;
	NEOERR *err = take(parse, args, &text);

	(void)csf;
	if (err != STATUS_OK)
		return nerr_pass(err);
	if (strlen(text) != 23)
		return give(text, result);
	snprintf(out, sizeof(out), "%.2s %.3s %.3s %.3s %.3s %.3s %.3s %.3s", text, text + 2, text + 5, text + 8, text + 11, text + 14, text + 17, text + 20);
	free(text);
	return give(strdup(out), result);
}

static NEOERR *fn_percent(CSPARSE *parse, CS_FUNCTION *csf, CSARG *args, CSARG *result)
{
	long n = 0, of = 0;
	char out[32];
	NEOERR *err = cs_arg_parse(parse, args, "ii", &n, &of);

	(void)csf;
	if (err != STATUS_OK)
		return nerr_pass(err);
	if (of <= 0)
		return give(strdup("–"), result);
	snprintf(out, sizeof(out), "%.1f%%", 100.0 * (double)n / (double)of);
	return give(strdup(out), result);
}

NEOERR *functions_register(CSPARSE *parse)
{
	static const struct { const char *name; int args; CSFUNCTION fn; } functions[] = {
		{ "href", 1, fn_href }, { "attr", 1, fn_attr }, { "group", 1, fn_group },
		{ "date_cn", 1, fn_date_cn }, { "datetime_cn", 1, fn_datetime_cn },
		{ "time_cn", 1, fn_time_cn }, { "day_cn", 1, fn_day_cn }, { "month_cn", 1, fn_month_cn },
		{ "mask", 1, fn_mask }, { "mask_name", 1, fn_mask_name }, { "percent", 2, fn_percent },
		{ "lang_of", 1, fn_lang_of },
		{ "json", 1, fn_json },
	};
	size_t count = sizeof(functions) / sizeof(functions[0]);

	for (size_t i = 0; i < count; i++) {
		NEOERR *err =
			cs_register_function(parse, functions[i].name, functions[i].args, functions[i].fn);

		if (err != STATUS_OK)
			return nerr_pass(err);
	}
	parse->functions->escape = NEOS_ESCAPE_FUNCTION;	/* the last one: JSON in a script is not HTML */
	return STATUS_OK;
}
