/* Is text from outside made safe at the border without harming what a person wrote? */
#include <string.h>

#include "base/text.h"
#include "unit.h"

static const struct { const char *raw; size_t len; const char *clean; } cleaned[] = {
	{ "  司机拒载\t ", 0, "司机拒载" },
	{ "a\r\nb\rc", 0, "a\nb\nc" },
	{ "a\x01\x02\x7f" "b", 0, "ab" },
	{ "\xe2\x80\xae" "evil", 0, "evil" },				/* U+202E right-to-left override */
	{ "e\xcc\x81", 0, "\xc3\xa9" },					/* NFC: e + acute → é */
	{ "😀 好👍🏽", 0, "😀 好👍🏽" },
	{ "👨\u200d👩\u200d👧", 0, "👨\u200d👩\u200d👧" },		/* joiners hold a family together */
	{ "\u3000\u3000全角空格\u3000", 0, "全角空格" },
	{ "ᠮᠣᠩᠭᠣᠯ བོད་ ئۇيغۇر", 0, "ᠮᠣᠩᠭᠣᠯ བོད་ ئۇيغۇر" },
	{ "\xff\xfe", 0, NULL }, { "\xc0\xaf", 0, NULL }, { "\xed\xa0\x80", 0, NULL }, { "\xe5\x8f", 0, NULL },
	{ "a\0b", 3, NULL },
	{ "", 0, "" }, { " \n\t\u3000", 0, "" },
};

START_TEST(text_from_outside_is_cleaned_or_refused)
{
	size_t len = cleaned[_i].len ? cleaned[_i].len : strlen(cleaned[_i].raw);
	const char *clean;
	enum status status = text_clean(arena, cleaned[_i].raw, len, &clean);

	ck_assert_int_eq(status, cleaned[_i].clean ? ST_OK : ST_INVALID);
	if (cleaned[_i].clean)
		ck_assert_str_eq(clean, cleaned[_i].clean);
}
END_TEST

static const struct { const char *phone; const char *mask; } phones[] = {
	{ "13812341234", "138****1234" }, { "0755-12345678", "0755-****5678" }, { "12345678", "1****678" }, { "", "" }, { "110", "****" },
};

START_TEST(a_masked_phone_shows_only_its_ends)
{
	ck_assert_str_eq(text_mask_phone(arena, phones[_i].phone), phones[_i].mask);
}
END_TEST

START_TEST(a_masked_name_shows_only_the_first_character)
{
	ck_assert_str_eq(text_mask_name(arena, "张三丰"), "张*");
	ck_assert_str_eq(text_mask_name(arena, ""), "");
}
END_TEST

START_TEST(base32_gives_the_vectors_of_rfc_4648)
{
	static const struct { const char *plain; const char *coded; } vectors[] = {
		{ "f", "MY" }, { "fo", "MZXQ" }, { "foo", "MZXW6" }, { "foob", "MZXW6YQ" }, { "fooba", "MZXW6YTB" },
		{ "foobar", "MZXW6YTBOI" },
	};
	char back[16];
	size_t len;

	for (int i = 0; i < ROWS(vectors); i++) {
		ck_assert_str_eq(text_base32(arena, vectors[i].plain, strlen(vectors[i].plain)), vectors[i].coded);
		ck_assert_int_eq(text_from_base32(vectors[i].coded, back, sizeof(back), &len), ST_OK);
		ck_assert_uint_eq(len, strlen(vectors[i].plain));
		ck_assert_mem_eq(back, vectors[i].plain, len);
	}
	ck_assert_int_eq(text_from_base32("M1", back, sizeof(back), &len), ST_INVALID);
}
END_TEST

START_TEST(full_width_becomes_half_width)
{
	ck_assert_str_eq(text_half_width(arena, "１３８－ＡＢ　ｚ，好"), "138-AB z,好");
}
END_TEST

START_TEST(folding_finds_what_people_mean)
{
	ck_assert_str_eq(text_fold(arena, "粤Ｂ·１２３ＡＢ"), text_fold(arena, "粤b·123ab"));
}
END_TEST

START_TEST(cutting_counts_characters_not_bytes)
{
	ck_assert_str_eq(text_cut(arena, "一二三四", 2), "一二…");
	ck_assert_str_eq(text_cut(arena, "一二", 2), "一二");
	ck_assert_uint_eq(text_chars("一二😀"), 3);
}
END_TEST

static const struct { const char *text; enum status status; int64_t value; } numbers[] = {
	{ "0", ST_OK, 0 }, { "42", ST_OK, 42 }, { "100", ST_OK, 100 }, { "101", ST_INVALID, 0 }, { "-1", ST_INVALID, 0 },
	{ "", ST_INVALID, 0 }, { "4x", ST_INVALID, 0 }, { " 4", ST_INVALID, 0 }, { "99999999999999999999", ST_INVALID, 0 },
};

START_TEST(a_number_is_whole_and_in_range)
{
	int64_t value = 0;

	ck_assert_int_eq(text_to_int(numbers[_i].text, 0, 100, &value), numbers[_i].status);
	if (numbers[_i].status == ST_OK)
		ck_assert_int_eq(value, numbers[_i].value);
}
END_TEST

START_TEST(json_strings_are_escaped)
{
	struct buf buf = buf_new(arena, 0);

	buf_json(&buf, "\"\\\n\t好");
	ck_assert_str_eq(buf.text, "\"\\\"\\\\\\n\\u0009好\"");
}
END_TEST

START_TEST(a_buffer_grows_without_losing_anything)
{
	struct buf buf = buf_new(arena, 1);

	for (int i = 0; i < 10000; i++)
		buf_printf(&buf, "%04d", i);
	ck_assert_uint_eq(buf.len, 40000);
	ck_assert_int_eq(strncmp(buf.text + 39996, "9999", 5), 0);
}
END_TEST

UNIT(text)
{
	tcase_add_loop_test(tc, text_from_outside_is_cleaned_or_refused, 0, ROWS(cleaned));
	tcase_add_loop_test(tc, a_masked_phone_shows_only_its_ends, 0, ROWS(phones));
	tcase_add_test(tc, a_masked_name_shows_only_the_first_character);
	tcase_add_test(tc, base32_gives_the_vectors_of_rfc_4648);
	tcase_add_test(tc, full_width_becomes_half_width);
	tcase_add_test(tc, folding_finds_what_people_mean);
	tcase_add_test(tc, cutting_counts_characters_not_bytes);
	tcase_add_loop_test(tc, a_number_is_whole_and_in_range, 0, ROWS(numbers));
	tcase_add_test(tc, json_strings_are_escaped);
	tcase_add_test(tc, a_buffer_grows_without_losing_anything);
}
