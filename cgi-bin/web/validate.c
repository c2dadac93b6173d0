/* One field's value judged; see validate.h and the types in fields.h. */
#include "web/validate.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/now.h"
#include "base/text.h"

#define CLOCK_SKEW_MS (5 * 60 * 1000)	/* a phone's clock may be ahead of ours */
#define EMAIL_BYTES 254			/* RFC 5321 4.5.3.1.3 */
#define EMAIL_LOCAL_BYTES 64

static struct verdict wrong(const char *key)
{
	return (struct verdict){ .key = key, .text = "" };
}

static bool all_digits(const char *text)
{
	return *text && text[strspn(text, "0123456789")] == '\0';
}

/* The text without the given ASCII characters. */
static char *without(struct arena *arena, const char *text, const char *dropped)
{
	char *out = arena_alloc(arena, strlen(text) + 1), *to = out;

	for (; *text; text++)
		if (!strchr(dropped, *text))
			*to++ = *text;
	return out;
}

static char *upper(struct arena *arena, const char *text)
{
	char *out = arena_strdup(arena, text);

	for (char *p = out; *p; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
	return out;
}

/* ---- text ------------------------------------------------------------------------------------- */

int64_t validate_max(const struct field *field)
{
	switch (field->type) {
	case FIELD_LINE:
	case FIELD_BLOCK:
	case FIELD_HEX:
		return field->max ? field->max : LIMIT_SHORT_CHARS;
	case FIELD_SECRET:
		return field->max ? field->max : LIMIT_PASSPHRASE_CHARS;
	default:
		return 0;
	}
}

static struct verdict check_text(const struct field *field, const char *text)
{
	int64_t chars = (int64_t)text_chars(text), max = validate_max(field);
	struct verdict verdict = { .text = text, .min = field->min, .max = max };

	if (chars > max)
		verdict.key = "too_long";
	else if (chars < field->min)
		verdict.key = "too_short";
	return verdict;
}

static struct verdict check_line(struct arena *arena, const struct field *field, const char *text)
{
	char *line = arena_strdup(arena, text);

	for (char *p = line; *p; p++)
		if (*p == '\n' || *p == '\t')
			*p = ' ';
	return check_text(field, line);
}

static struct verdict check_hex(const struct field *field, const char *text)
{
	if (text[strspn(text, "0123456789abcdef")])
		return wrong("hex");
	return check_text(field, text);
}

static struct verdict check_choice(const struct field *field, const char *text)
{
	size_t len = strlen(text);

	for (const char *p = field->choices; p && *p; p += strspn(p, " ")) {
		size_t word = strcspn(p, " ");

		if (word == len && memcmp(p, text, len) == 0)
			return (struct verdict){ .text = text };
		p += word;
	}
	return wrong("choice");
}

static struct verdict check_yes(const char *text)
{
	static const char *const yes[] = { "1", "yes", "on", "true" };
	static const char *const no[] = { "0", "no", "off", "false" };

	for (size_t i = 0; i < 4; i++) {
		if (strcmp(text, yes[i]) == 0)
			return (struct verdict){ .text = "yes", .number = 1 };
		if (strcmp(text, no[i]) == 0)
			return (struct verdict){ .text = "no" };
	}
	return wrong("choice");
}

/* ---- numbers and codes ------------------------------------------------------------------------ */

static struct verdict check_number(struct arena *arena, const struct field *field, const char *text)
{
	struct verdict verdict = { .text = text_half_width(arena, text), .min = field->min, .max = field->max };

	if (text_to_int(verdict.text, field->min, field->max, &verdict.number) != ST_OK)
		verdict.key = "number";
	return verdict;
}

static struct verdict check_digits(struct arena *arena, const char *text, size_t digits, const char *key)
{
	struct verdict verdict = { .text = without(arena, text_half_width(arena, text), " ") };

	if (strlen(verdict.text) != digits || !all_digits(verdict.text))
		return wrong(key);
	verdict.number = strtoll(verdict.text, NULL, 10);
	return verdict;
}

static struct verdict check_code(struct arena *arena, const char *text)
{
	char *code = upper(arena, without(arena, text_half_width(arena, text), " -"));

	for (char *p = code; *p; p++) {
		if (*p == 'O')
			*p = '0';
		else if (*p == 'I' || *p == 'L')
			*p = '1';
	}
	if (strlen(code) != 8 || code[strspn(code, "0123456789ABCDEFGHJKMNPQRSTVWXYZ")])
		return wrong("code");
	return (struct verdict){ .text = code };
}

static struct verdict check_ticket(struct arena *arena, const char *text)
{
	const char *number = upper(arena, without(arena, text_half_width(arena, text), " -\t\n"));

	if (strncmp(number, "JT", 2) != 0)
		number = arena_printf(arena, "JT%s", number);
	if (strlen(number) != 23 || !all_digits(number + 2))
		return wrong("ticket");
	return (struct verdict){ .text = number };
}

/* ---- telephones ------------------------------------------------------------------------------- */

/* 010 and 02x have three digits, all others four. 0 when none begins here. */
static size_t area_code_length(const char *digits)
{
	if (digits[0] != '0' || digits[1] == '0' || !digits[1])
		return 0;
	return digits[1] == '1' || digits[1] == '2' ? (digits[1] == '1' && digits[2] != '0' ? 0 : 3) : 4;
}

static bool is_mobile(const char *digits)
{
	return strlen(digits) == 11 && digits[0] == '1' && digits[1] >= '3';
}

/* 95xxx … 96xxx services, and the short numbers of authorities (12328). */
static bool is_service_number(const char *digits, size_t len)
{
	if (digits[0] == '9' && (digits[1] == '5' || digits[1] == '6'))
		return len >= 5 && len <= 8;
	return len == 5 && digits[0] == '1' && digits[1] == '2';
}

static struct verdict check_landline(struct arena *arena, const char *digits, const char *extension)
{
	size_t area = area_code_length(digits), len = strlen(digits);
	struct verdict verdict = { .text = "" };

	if (area == 0 || len < area + 7 || len > area + 8 || digits[area] < '2')
		return wrong("phone");
	verdict.text = arena_printf(arena, "%.*s-%s%s%s", (int)area, digits, digits + area,
				    *extension ? "-" : "", extension);
	return verdict;
}

static struct verdict check_digits_of_phone(struct arena *arena, const char *digits, const char *extension)
{
	size_t len;

	digits += digits[0] == '0' && is_mobile(digits + 1);	/* exchanges give one of another city with a 0 */
	len = strlen(digits);
	if (digits[0] == '0')
		return check_landline(arena, digits, extension);
	if (*extension)
		return wrong("phone");
	if (is_mobile(digits) || is_service_number(digits, len) ||
	    (len == 10 && (strncmp(digits, "400", 3) == 0 || strncmp(digits, "800", 3) == 0)))
		return (struct verdict){ .text = digits };
	if ((len == 7 || len == 8) && digits[0] >= '2')
		return wrong("phone_area");
	return wrong("phone");
}

/* What stands behind 转, ext, x, # or a second hyphen of a landline. Cuts it off the text. */
static const char *split_extension(struct arena *arena, char *text)
{
	static const char *const marks[] = { "转", "ext.", "ext", "x", "X", "#" };
	char *hyphen = strchr(text, '-');

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		char *at = strstr(text, marks[i]);

		if (at) {
			*at = '\0';
			return without(arena, at + strlen(marks[i]), " -");
		}
	}
	if (text[0] == '0' && hyphen && hyphen - text <= 4 && (hyphen = strchr(hyphen + 1, '-')) &&
	    strlen(text) - strlen(hyphen) >= 11) {
		*hyphen = '\0';
		return without(arena, hyphen + 1, " -");
	}
	return "";
}

static struct verdict check_foreign(struct arena *arena, const char *digits)
{
	size_t len = strlen(digits);

	if (len < 7 || len > 15 || digits[0] == '0')
		return wrong("phone");
	return (struct verdict){ .text = arena_printf(arena, "+%s", digits) };
}

/* Numbers of China may carry +86, 0086 or 86, without the 0 of the area code. NULL: another country's. */
static const char *without_country(struct arena *arena, const char *digits, bool plus)
{
	const char *rest = NULL;

	if (strncmp(digits, "0086", 4) == 0)
		rest = digits + 4;
	else if (strncmp(digits, "86", 2) == 0 && (plus || strlen(digits) >= 12))
		rest = digits + 2;
	if (!rest)
		return plus ? NULL : digits;
	if (*rest >= '1' && *rest <= '9' && strlen(rest) >= 9 && !is_mobile(rest) && strncmp(rest, "400", 3) != 0 &&
	    strncmp(rest, "800", 3) != 0)
		return arena_printf(arena, "0%s", rest);
	return rest;
}

static struct verdict check_phone(struct arena *arena, const char *text)
{
	char *half = arena_strdup(arena, text_half_width(arena, text));
	const char *extension = split_extension(arena, half), *digits, *inland;
	char *plain = without(arena, half, " -().\t");
	bool plus = *plain == '+';

	digits = plain + plus;
	if (!all_digits(digits) || (*extension && (!all_digits(extension) || strlen(extension) > 6)) ||
	    strlen(digits) > LIMIT_PHONE_CHARS)
		return wrong("phone");
	inland = without_country(arena, digits, plus);
	return inland ? check_digits_of_phone(arena, inland, extension) : check_foreign(arena, digits);
}

/* ---- plates: a wrong one still helps to find the car, so it only warns ------------------------------ */

static bool is_one_of(uint32_t c, const char *set)
{
	for (uint32_t member = text_next(&set); member; member = text_next(&set))
		if (member == c)
			return true;
	return false;
}

static bool is_usual_plate(const char *plate)
{
	static const char provinces[] = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
	static const char suffixes[] = "挂学警港澳领使试超";
	const char *p = plate;
	uint32_t c = text_next(&p);
	size_t tail = 0;

	if (!is_one_of(c, provinces) || !(*p >= 'A' && *p <= 'Z'))
		return false;
	for (p++; *p; tail++) {
		c = text_next(&p);
		if (!(c < 0x80 && isalnum((int)c)) && !(*p == '\0' && is_one_of(c, suffixes)))
			return false;
	}
	return tail == 5 || tail == 6;
}

static struct verdict check_plate(struct arena *arena, const char *text)
{
	const char *half = upper(arena, without(arena, text_half_width(arena, text), " -.\t\n"));
	struct buf plate = buf_new(arena, 32);
	struct verdict verdict;

	for (uint32_t c = text_next(&half); c; c = text_next(&half))
		if (c != 0xb7 && c != 0x2022 && c != 0x30fb)	/* the dot behind 粤B, as keyboards have it */
			buf_codepoint(&plate, c);
	verdict = (struct verdict){ .text = plate.text, .max = LIMIT_PHONE_CHARS };
	if (text_chars(plate.text) > LIMIT_PHONE_CHARS)
		verdict.key = "too_long";
	else if (!is_usual_plate(plate.text))
		verdict.warning = "plate_unusual";
	return verdict;
}

/* ---- times ------------------------------------------------------------------------------------ */

struct moment {
	int part[6];	/* year, month, day, hour, minute, second */
	int count;
};

/* A separator between parts, or 0: an ASCII sign or one of 年月日号时点分秒. */
static size_t separator_length(const char *p)
{
	const char *rest = p;

	if (strchr("-/.:T ,", *p))
		return 1;
	return is_one_of(text_next(&rest), "年月日号时点分秒") ? (size_t)(rest - p) : 0;
}

static void split_compact(struct moment *m, int yyyymmdd)
{
	m->part[0] = yyyymmdd / 10000;
	m->part[1] = yyyymmdd / 100 % 100;
	m->part[2] = yyyymmdd % 100;
	m->count = 3;
}

static bool parse_moment(const char *text, struct moment *m)
{
	*m = (struct moment){ 0 };
	while (*text) {
		size_t digits = strspn(text, "0123456789"), gap = 0;

		if (digits == 0 || m->count == 6 || digits > (m->count == 0 ? 8 : 2))
			return false;
		m->part[m->count++] = atoi(text);
		if (m->count == 1 && digits == 8)
			split_compact(m, m->part[0]);
		else if (m->count == 1 && digits != 4)
			return false;
		for (text += digits; *text && (gap = separator_length(text)); text += gap)
			;
		if (*text && !isdigit((unsigned char)*text))
			return false;
	}
	return m->count >= 3;
}

static bool is_real(const struct moment *m)
{
	int year, month, day;

	if (m->part[0] < 1900 || m->part[0] > 2200 || m->part[1] < 1 || m->part[1] > 12 || m->part[2] < 1 ||
	    m->part[2] > 31)
		return false;
	date_from_day(day_from_date(m->part[0], m->part[1], m->part[2]), &year, &month, &day);
	return month == m->part[1] && day == m->part[2] && m->part[3] < 24 && m->part[4] < 60 &&
	       m->part[5] < 60;
}

static struct verdict check_time(struct arena *arena, const struct field *field, const char *text, int64_t now)
{
	struct verdict verdict = { 0 };
	struct moment m;

	if (!parse_moment(text_half_width(arena, text), &m) || !is_real(&m))
		return wrong("time");
	verdict.number = (int64_t)day_from_date(m.part[0], m.part[1], m.part[2]) * MS_PER_DAY - CST_OFFSET_MS +
			 ((int64_t)m.part[3] * 60 + m.part[4]) * 60000;
	if (!(field->flags & FIELD_FUTURE) && verdict.number > now + CLOCK_SKEW_MS)
		return wrong("time_future");
	verdict.text = arena_printf(arena, "%04d-%02d-%02dT%02d:%02d", m.part[0], m.part[1], m.part[2],
				    m.part[3], m.part[4]);
	return verdict;
}

static struct verdict check_day(struct arena *arena, const char *text)
{
	struct moment m;

	if (!parse_moment(text_half_width(arena, text), &m) || m.count != 3 || !is_real(&m))
		return wrong("day");
	return (struct verdict){
		.text = arena_printf(arena, "%04d-%02d-%02d", m.part[0], m.part[1], m.part[2]),
		.number = day_from_date(m.part[0], m.part[1], m.part[2]),
	};
}

/* ---- mail ------------------------------------------------------------------------------------- */

static bool is_domain(const char *domain)
{
	bool dot = false;

	while (*domain) {
		size_t label =
			strspn(domain, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

		if (label == 0 || label > 63 || domain[0] == '-' || domain[label - 1] == '-')
			return false;
		domain += label;
		if (*domain == '\0')
			return dot;
		if (*domain++ != '.')
			return false;
		dot = true;
	}
	return false;
}

static struct verdict check_email(struct arena *arena, const char *text)
{
	const char *half = text_half_width(arena, text), *at = strrchr(half, '@');
	size_t local = at ? (size_t)(at - half) : 0;

	if (local == 0 || local > EMAIL_LOCAL_BYTES || strlen(half) > EMAIL_BYTES || !is_domain(at + 1))
		return wrong("email");
	for (const char *p = half; p < at; p++)
		if (*p <= ' ' || strchr("\"(),:;<>@[\\]\x7f", *p))
			return wrong("email");
	return (struct verdict){ .text = half };
}

/* ---- all -------------------------------------------------------------------------------------- */

struct verdict validate(struct arena *arena, const struct field *field, const char *clean, int64_t now)
{
	switch (field->type) {
	case FIELD_LINE:	return check_line(arena, field, clean);
	case FIELD_BLOCK:	return check_text(field, clean);
	case FIELD_SECRET:	return check_text(field, clean);
	case FIELD_REGION:	return check_digits(arena, clean, 6, "region");
	case FIELD_ITEM:	return check_digits(arena, clean, 4, "item");
	case FIELD_CHOICE:	return check_choice(field, clean);
	case FIELD_YES:		return check_yes(clean);
	case FIELD_NUMBER:	return check_number(arena, field, clean);
	case FIELD_PHONE:	return check_phone(arena, clean);
	case FIELD_PLATE:	return check_plate(arena, clean);
	case FIELD_TIME:	return check_time(arena, field, clean, now);
	case FIELD_DAY:		return check_day(arena, clean);
	case FIELD_EMAIL:	return check_email(arena, clean);
	case FIELD_CODE:	return check_code(arena, clean);
	case FIELD_TICKET:	return check_ticket(arena, clean);
	case FIELD_HEX:		return check_hex(field, clean);
	case FIELD_FILE:	break;	/* files are no text */
	}
	return wrong("unknown_field");
}
