/* Is every kind of field judged as a person would expect, forgiving where that is harmless? */
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "base/now.h"
#include "web/validate.h"
#include "unit.h"

/* Tuesday 2026-11-24, 12:00 in China. */
#define NOON INT64_C(1795492800000)

static const struct {
	enum field_type type;
	const char *typed;
	const char *key;	/* of the error; NULL: right */
	const char *text;
} rows[] = {
	{ FIELD_PHONE, "13812341234", NULL, "13812341234" },
	{ FIELD_PHONE, "138 1234-1234", NULL, "13812341234" },
	{ FIELD_PHONE, "１３８１２３４１２３４", NULL, "13812341234" },
	{ FIELD_PHONE, "+86 138 1234 1234", NULL, "13812341234" },
	{ FIELD_PHONE, "＋８６－１３８１２３４１２３４", NULL, "13812341234" },
	{ FIELD_PHONE, "0086 13812341234", NULL, "13812341234" },
	{ FIELD_PHONE, "8613812341234", NULL, "13812341234" },
	{ FIELD_PHONE, "013812341234", NULL, "13812341234" },	/* as exchanges give one of another city */
	{ FIELD_PHONE, "+86013812341234", NULL, "13812341234" },
	{ FIELD_PHONE, "8675582345678", NULL, "0755-82345678" },	/* E.164 without its + */
	{ FIELD_PHONE, "862082345678", NULL, "020-82345678" },
	{ FIELD_PHONE, "86223456801", "phone", "" },		/* and not Tianjin's, a digit short */
	{ FIELD_PHONE, "00755-82345678", "phone", "" },
	{ FIELD_PHONE, "013812341234转5", "phone", "" },
	{ FIELD_PHONE, "0755-12345678", "phone", "" },		/* no exchange begins with 1 */
	{ FIELD_PHONE, "0755-82345678", NULL, "0755-82345678" },
	{ FIELD_PHONE, "（0755）8234 5678", NULL, "0755-82345678" },
	{ FIELD_PHONE, "010-82345678", NULL, "010-82345678" },
	{ FIELD_PHONE, "01082345678", NULL, "010-82345678" },
	{ FIELD_PHONE, "0891-6321234", NULL, "0891-6321234" },
	{ FIELD_PHONE, "+86 755 82345678", NULL, "0755-82345678" },
	{ FIELD_PHONE, "0755-82345678-801", NULL, "0755-82345678-801" },
	{ FIELD_PHONE, "0755-82345678转801", NULL, "0755-82345678-801" },
	{ FIELD_PHONE, "0755-82345678 ext. 801", NULL, "0755-82345678-801" },
	{ FIELD_PHONE, "400-123-4567", NULL, "4001234567" },
	{ FIELD_PHONE, "95128", NULL, "95128" },
	{ FIELD_PHONE, "12328", NULL, "12328" },
	{ FIELD_PHONE, "+852 2345 6789", NULL, "+85223456789" },
	{ FIELD_PHONE, "82345678", "phone_area", "" },
	{ FIELD_PHONE, "12812341234", "phone", "" },
	{ FIELD_PHONE, "1381234123", "phone", "" },
	{ FIELD_PHONE, "138123412345", "phone", "" },
	{ FIELD_PHONE, "13812341234转5", "phone", "" },
	{ FIELD_PHONE, "电话没有", "phone", "" },
	{ FIELD_PHONE, "+", "phone", "" },
	{ FIELD_PHONE, "-", "phone", "" },
	{ FIELD_PHONE, "0000000000", "phone", "" },

	{ FIELD_TIME, "2026-11-24T11:59", NULL, "2026-11-24T11:59" },
	{ FIELD_TIME, "2026-11-24T11:59:30", NULL, "2026-11-24T11:59" },
	{ FIELD_TIME, "2026年11月24日 9时5分", NULL, "2026-11-24T09:05" },
	{ FIELD_TIME, "2026年11月24日9点", NULL, "2026-11-24T09:00" },
	{ FIELD_TIME, "２０２６－１１－２４　０９：０５", NULL, "2026-11-24T09:05" },
	{ FIELD_TIME, "2026/11/24 9:05", NULL, "2026-11-24T09:05" },
	{ FIELD_TIME, "2026.11.24", NULL, "2026-11-24T00:00" },
	{ FIELD_TIME, "20261124", NULL, "2026-11-24T00:00" },
	{ FIELD_TIME, "2024-02-29", NULL, "2024-02-29T00:00" },
	{ FIELD_TIME, "2026-11-24T12:04", NULL, "2026-11-24T12:04" },	/* a clock a little ahead */
	{ FIELD_TIME, "2026-11-24T12:06", "time_future", "" },
	{ FIELD_TIME, "2026-11-25", "time_future", "" },
	{ FIELD_TIME, "2026-02-29", "time", "" },
	{ FIELD_TIME, "2026-13-01", "time", "" },
	{ FIELD_TIME, "2026-00-01", "time", "" },
	{ FIELD_TIME, "2026-11-24T24:00", "time", "" },
	{ FIELD_TIME, "2026-11-24T09:60", "time", "" },
	{ FIELD_TIME, "2026-11", "time", "" },
	{ FIELD_TIME, "26-11-24", "time", "" },
	{ FIELD_TIME, "2026-?-24", "time", "" },
	{ FIELD_TIME, "昨天下午", "time", "" },
	{ FIELD_TIME, "2026-11-24-01-01-01-01", "time", "" },
	{ FIELD_TIME, "99999999999999999999", "time", "" },
	{ FIELD_DAY, "2027年1月1日", NULL, "2027-01-01" },
	{ FIELD_DAY, "2027-01-01T09:00", "day", "" },

	{ FIELD_REGION, "440300", NULL, "440300" },
	{ FIELD_REGION, "４４０３００", NULL, "440300" },
	{ FIELD_REGION, "44030", "region", "" },
	{ FIELD_REGION, "44030a", "region", "" },
	{ FIELD_REGION, "深圳", "region", "" },
	{ FIELD_ITEM, "3101", NULL, "3101" },
	{ FIELD_ITEM, "31", "item", "" },

	{ FIELD_CHOICE, "phone", NULL, "phone" },
	{ FIELD_CHOICE, "web", NULL, "web" },
	{ FIELD_CHOICE, "pho", "choice", "" },
	{ FIELD_CHOICE, "sms web", "choice", "" },
	{ FIELD_CHOICE, " ", "choice", "" },
	{ FIELD_YES, "on", NULL, "yes" },
	{ FIELD_YES, "0", NULL, "no" },
	{ FIELD_YES, "maybe", "choice", "" },

	{ FIELD_NUMBER, "５", NULL, "5" },
	{ FIELD_NUMBER, "0", "number", "" },
	{ FIELD_NUMBER, "11", "number", "" },
	{ FIELD_NUMBER, "5.5", "number", "" },
	{ FIELD_NUMBER, "99999999999999999999", "number", "" },

	{ FIELD_CODE, "abcd-efgh", NULL, "ABCDEFGH" },
	{ FIELD_CODE, "ＯＩＬ０ １２３４", NULL, "01101234" },
	{ FIELD_CODE, "ABCDEFGU", "code", "" },
	{ FIELD_CODE, "ABCDEFG", "code", "" },
	{ FIELD_TICKET, "JT440300202611240001237", NULL, "JT440300202611240001237" },
	{ FIELD_TICKET, "jt 440300-20261124-000123-7", NULL, "JT440300202611240001237" },
	{ FIELD_TICKET, "ＪＴ４４０３００　２０２６１１２４　０００１２３　７", NULL, "JT440300202611240001237" },
	{ FIELD_TICKET, "440300202611240001237", NULL, "JT440300202611240001237" },
	{ FIELD_TICKET, "JT44030020261124000123", "ticket", "" },
	{ FIELD_TICKET, "XX440300202611240001237", "ticket", "" },

	{ FIELD_EMAIL, "a.b+c@example.com.cn", NULL, "a.b+c@example.com.cn" },
	{ FIELD_EMAIL, "ａ＠ｅｘａｍｐｌｅ．ｃｏｍ", NULL, "a@example.com" },
	{ FIELD_EMAIL, "a@b", "email", "" },
	{ FIELD_EMAIL, "a b@example.com", "email", "" },
	{ FIELD_EMAIL, "@example.com", "email", "" },
	{ FIELD_EMAIL, "a@example..com", "email", "" },
	{ FIELD_EMAIL, "a@-example.com", "email", "" },
	{ FIELD_EMAIL, "a@example.com\nBcc: x@y.com", "email", "" },

	{ FIELD_HEX, "00ff", NULL, "00ff" },
	{ FIELD_HEX, "00FF", "hex", "" },
	{ FIELD_LINE, "一行\n两行", NULL, "一行 两行" },
	{ FIELD_BLOCK, "一行\n两行", NULL, "一行\n两行" },
};

START_TEST(a_value_is_judged_by_its_kind)
{
	struct field field = { "f", rows[_i].type, .choices = "phone sms web" };
	struct verdict verdict;
	const char *clean;

	if (field.type == FIELD_NUMBER) {
		field.min = 1;
		field.max = 10;
	}
	ck_assert_int_eq(text_clean(arena, rows[_i].typed, strlen(rows[_i].typed), &clean), ST_OK);
	verdict = validate(arena, &field, clean, NOON);
	ck_assert_msg(text_equal(verdict.key ? verdict.key : "right", rows[_i].key ? rows[_i].key : "right"),
		      "'%s': wanted %s, is %s", rows[_i].typed, rows[_i].key ? rows[_i].key : "right",
		      verdict.key ? verdict.key : "right");
	if (!verdict.key)
		ck_assert_str_eq(verdict.text, rows[_i].text);
}
END_TEST

static const struct { const char *typed, *text; bool warns; } plates[] = {
	{ "粤B12345", "粤B12345", false },
	{ "粤b·12345", "粤B12345", false },
	{ "粤 B D12345", "粤BD12345", false },
	{ "粤Ｂ１２３４５", "粤B12345", false },
	{ "京A1234学", "京A1234学", false },
	{ "粤B1234港", "粤B1234港", false },
	{ "粤B1234", "粤B1234", true },
	{ "粤B学1234", "粤B学1234", true },
	{ "大车一辆", "大车一辆", true },
	{ "X1", "X1", true },
};

START_TEST(an_unusual_plate_warns_and_never_blocks)
{
	struct field field = { "plate", FIELD_PLATE };
	struct verdict verdict = validate(arena, &field, plates[_i].typed, NOON);

	ck_assert_ptr_null(verdict.key);
	ck_assert_str_eq(verdict.text, plates[_i].text);
	ck_assert_int_eq(verdict.warning != NULL, plates[_i].warns);
}
END_TEST

START_TEST(a_time_is_counted_in_china_standard_time)
{
	struct field time = { "t", FIELD_TIME }, day = { "d", FIELD_DAY };

	ck_assert_int_eq(validate(arena, &time, "2026-11-24T12:00", NOON).number, NOON);
	ck_assert_int_eq(validate(arena, &day, "2026-11-24", NOON).number, day_of_ms(NOON));
}
END_TEST

START_TEST(text_is_measured_in_characters)
{
	struct field field = { "content", FIELD_BLOCK, 5, 10 };
	static const struct { const char *text, *key; } texts[] = {
		{ "一二三四", "too_short" }, { "一二三四五", NULL }, { "一二三四五六七八九😀", NULL }, { "一二三四五六七八九十一", "too_long" },
	};

	for (int i = 0; i < ROWS(texts); i++) {
		struct verdict verdict = validate(arena, &field, texts[i].text, NOON);

		ck_assert_msg(text_equal(verdict.key, texts[i].key), "'%s'", texts[i].text);
		ck_assert(verdict.min == 5 && verdict.max == 10);
	}
}
END_TEST

UNIT(web_fields)
{
	tcase_add_loop_test(tc, a_value_is_judged_by_its_kind, 0, ROWS(rows));
	tcase_add_loop_test(tc, an_unusual_plate_warns_and_never_blocks, 0, ROWS(plates));
	tcase_add_test(tc, a_time_is_counted_in_china_standard_time);
	tcase_add_test(tc, text_is_measured_in_characters);
}
