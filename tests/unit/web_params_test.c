/* Do queries, forms and cookies come through whole, and is what is malformed told rather than dropped? */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/limits.h"
#include "web/params.h"
#include "unit.h"

/* Shown as name=value joined by '|', with ! for malformed and * for repeated, in the order of names. */
static const char *shown(const struct params *params)
{
	struct buf text = buf_new(arena, 64);

	for (size_t i = 0; i < params->count; i++)
		buf_printf(&text, "%s%s=%s%s%s", i ? "|" : "", params->list[i].name, params->list[i].value,
			   params->list[i].malformed ? "!" : "", params->list[i].repeated ? "*" : "");
	return text.text;
}

static const struct { const char *query; enum status status; const char *shown; } queries[] = {
	{ "", ST_OK, "" },
	{ "&&&", ST_OK, "" },
	{ "a=1&b=2", ST_OK, "a=1|b=2" },
	{ "b=2&a=1", ST_OK, "a=1|b=2" },
	{ "a", ST_OK, "a=" },
	{ "a=b=c", ST_OK, "a=b=c" },
	{ "q=%E7%B2%A4B+1%2b2", ST_OK, "q=粤B 1+2" },
	{ "a=x&a=y", ST_OK, "a=x*|a=y*" },
	{ "a=%", ST_OK, "a=%!" },
	{ "a=%4", ST_OK, "a=%4!" },
	{ "a=%zz&b=1", ST_OK, "a=%zz!|b=1" },
	{ "a=x%00y", ST_OK, "a=x\xef\xbf\xbdy!" },
	{ "a=%ff%e5%8f", ST_OK, "a=\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd!" },
	{ "a=%c0%af", ST_OK, "a=\xef\xbf\xbd\xef\xbf\xbd!" },
	{ "a=%ed%a0%80", ST_OK, "a=\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd!" },
	{ "a=%E5%A5%BD%ff", ST_OK, "a=好\xef\xbf\xbd!" },
	{ "a=1&a=%zz", ST_OK, "a=1*|a=%zz!*" },
	{ "=1", ST_INVALID, "" },
	{ "%ff=1", ST_INVALID, "" },
	{ "%zz=1", ST_INVALID, "" },
};

START_TEST(a_query_is_decoded_and_what_is_malformed_is_marked)
{
	struct params params;

	ck_assert_int_eq(params_parse(arena, queries[_i].query, strlen(queries[_i].query), &params), queries[_i].status);
	if (queries[_i].status == ST_OK)
		ck_assert_str_eq(shown(&params), queries[_i].shown);
}
END_TEST

START_TEST(first_of_a_repeated_name_counts_and_all_can_be_read)
{
	static const char query[] = "b=0&a=1&c=9&a=2&a=3";
	struct params params;
	const struct param *all;
	size_t count;

	ck_assert_int_eq(params_parse(arena, query, sizeof(query) - 1, &params), ST_OK);
	ck_assert_str_eq(params_get(&params, "a"), "1");
	all = params_all(&params, "a", &count);
	ck_assert_uint_eq(count, 3);
	ck_assert_str_eq(all[2].value, "3");
	ck_assert(params_find(&params, "a")->repeated && !params_find(&params, "b")->repeated);
	ck_assert_ptr_null(params_get(&params, "aa"));
}
END_TEST

/* ClearSilver's own parser took 7.4 s for this. */
START_TEST(a_body_of_repeated_keys_costs_nothing)
{
	struct buf body = buf_new(arena, 200 * 1024);
	struct params params;
	clock_t began = clock();

	while (body.len < 160 * 1024)
		buf_text(&body, "a=b&");
	ck_assert_int_eq(params_parse(arena, body.text, body.len, &params), ST_TOO_LARGE);
	ck_assert_int_lt((long)((clock() - began) * 1000 / CLOCKS_PER_SEC), 100);
}
END_TEST

START_TEST(limits_hold_at_their_edge)
{
	struct buf body = buf_new(arena, 2 * LIMIT_PARAM_VALUE_BYTES);
	struct params params;

	for (int i = 0; i < LIMIT_PARAMS; i++)
		buf_printf(&body, "n%d=&", i);
	ck_assert_int_eq(params_parse(arena, body.text, body.len, &params), ST_OK);
	ck_assert_uint_eq(params.count, LIMIT_PARAMS);
	buf_text(&body, "more=");
	ck_assert_int_eq(params_parse(arena, body.text, body.len, &params), ST_TOO_LARGE);

	body.len = 0;
	buf_text(&body, "v=");
	for (unsigned i = 0; i < LIMIT_PARAM_VALUE_BYTES; i++)
		buf_char(&body, 'x');
	ck_assert_int_eq(params_parse(arena, body.text, body.len, &params), ST_OK);
	buf_char(&body, 'x');
	ck_assert_int_eq(params_parse(arena, body.text, body.len, &params), ST_TOO_LARGE);
}
END_TEST

static const struct { const char *header; const char *shown; } cookies[] = {
	{ NULL, "" },
	{ "", "" },
	{ "lang=en", "lang=en" },
	{ "b=2; a=1;c=3", "a=1|b=2|c=3" },
	{ "__Host-draft=00ff; elder=1", "__Host-draft=00ff|elder=1" },
	{ "a=%zz", "a=%zz" },
	{ "no value; a=1", "a=1" },
	{ "=x; ;;; a=1;", "a=1" },
	{ "a=x y; b=\"q\"; c=\x01; d=好; e=1", "e=1" },
	{ "a=1; a=2", "a=1*|a=2*" },
};

START_TEST(cookies_of_ours_are_found_among_strange_ones)
{
	struct params params;

	params_parse_cookies(arena, cookies[_i].header, &params);
	ck_assert_str_eq(shown(&params), cookies[_i].shown);
}
END_TEST

UNIT(web_params)
{
	tcase_add_loop_test(tc, a_query_is_decoded_and_what_is_malformed_is_marked, 0, ROWS(queries));
	tcase_add_test(tc, first_of_a_repeated_name_counts_and_all_can_be_read);
	tcase_add_test(tc, a_body_of_repeated_keys_costs_nothing);
	tcase_add_test(tc, limits_hold_at_their_edge);
	tcase_add_loop_test(tc, cookies_of_ours_are_found_among_strange_ones, 0, ROWS(cookies));
}
