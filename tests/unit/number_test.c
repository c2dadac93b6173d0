/* Are ticket numbers and query codes right, forgiving of how people type, and strict about wrong digits? */
#include <string.h>

#include "base/now.h"
#include "domain/number.h"
#include "unit.h"

/* Check digits computed apart, by the standard's recursion: p = 10; for each digit d: s = (p + d) mod 10 or 10,
 * p = 2 s mod 11; check = (11 - p) mod 10. */
static const struct { uint32_t region; int y, m, d; uint32_t sequence; const char *number; } made[] = {
	{ 110000, 2026, 11, 23, 123456, "JT110000202611231234569" },
	{ 440304, 2026, 1, 1, 0, "JT440304202601010000007" },
	{ 650100, 2025, 12, 31, 999999, "JT650100202512319999994" },
};

START_TEST(a_number_has_region_date_sequence_and_check_digit)
{
	const char *number = number_make(arena, made[_i].region,
					 day_from_date(made[_i].y, made[_i].m, made[_i].d), made[_i].sequence);

	ck_assert_str_eq(number, made[_i].number);
}
END_TEST

static const struct { const char *typed; enum status status; } typed[] = {
	{ "JT110000202611231234569", ST_OK },
	{ "jt 110000 20261123 123456 9", ST_OK },
	{ "JT-110000-20261123-123456-9", ST_OK },
	{ "ＪＴ１１００００２０２６１１２３１２３４５６９", ST_OK },
	{ "　JT110000 20261123 1234569　", ST_OK },
	{ "JT110000202611231234659", ST_INVALID },
	{ "JT11000020261123123456", ST_INVALID },
	{ "110000202611231234569", ST_INVALID },
	{ "", ST_INVALID },
	{ "JT11000020261123123456O", ST_INVALID },
	{ "JT110000202611231234569'; DROP TABLE ticket", ST_INVALID },
};

START_TEST(a_number_is_read_as_people_type_it)
{
	const char *number;

	ck_assert_msg(number_parse(arena, typed[_i].typed, &number) == typed[_i].status, "%s", typed[_i].typed);
	if (typed[_i].status == ST_OK)
		ck_assert_str_eq(number, made[0].number);
}
END_TEST

START_TEST(every_single_wrong_digit_is_noticed)
{
	const char *right = made[0].number;
	const char *number;

	for (size_t at = 2; at < NUMBER_CHARS; at++) {
		for (char digit = '0'; digit <= '9'; digit++) {
			char *wrong = arena_strdup(arena, right);

			wrong[at] = digit;
			ck_assert_int_eq(number_parse(arena, wrong, &number), digit == right[at] ? ST_OK : ST_INVALID);
		}
	}
}
END_TEST

START_TEST(a_code_is_the_same_for_the_same_submission_only)
{
	uint8_t key[KEY_BYTES] = { 1 };
	uint8_t one[HASH_BYTES] = { 1 };
	uint8_t two[HASH_BYTES] = { 2 };

	ck_assert_str_eq(code_make(arena, key, one), code_make(arena, key, one));
	ck_assert_str_ne(code_make(arena, key, one), code_make(arena, key, two));
	ck_assert_uint_eq(strlen(code_make(arena, key, one)), CODE_CHARS);
}
END_TEST

static const struct { const char *typed; const char *code; } codes[] = {
	{ "ABCD1234", "ABCD1234" }, { "abcd 1234", "ABCD1234" }, { "abcd-lo34", "ABCD1034" },
	{ "ＡＢＣＤ１２３４", "ABCD1234" }, { "ABCDI2O4", "ABCD1204" }, { "ABCD123", "" }, { "ABCDU234", "" },
	{ "ABCD12345", "" }, { "出租车ABCD1", "" },
};

START_TEST(a_code_is_read_as_people_type_it)
{
	const char *code;
	enum status status = code_parse(arena, codes[_i].typed, &code);

	ck_assert_int_eq(status, *codes[_i].code ? ST_OK : ST_INVALID);
	ck_assert_str_eq(code, codes[_i].code);
}
END_TEST

START_TEST(the_stored_hash_is_bound_to_the_number)
{
	uint8_t key[KEY_BYTES] = { 7 };
	uint8_t one[HASH_BYTES], two[HASH_BYTES];

	code_hash(key, made[0].number, "ABCD1234", one);
	code_hash(key, made[1].number, "ABCD1234", two);
	ck_assert_mem_ne(one, two, HASH_BYTES);
}
END_TEST

UNIT(number)
{
	tcase_add_loop_test(tc, a_number_has_region_date_sequence_and_check_digit, 0, ROWS(made));
	tcase_add_loop_test(tc, a_number_is_read_as_people_type_it, 0, ROWS(typed));
	tcase_add_test(tc, every_single_wrong_digit_is_noticed);
	tcase_add_test(tc, a_code_is_the_same_for_the_same_submission_only);
	tcase_add_loop_test(tc, a_code_is_read_as_people_type_it, 0, ROWS(codes));
	tcase_add_test(tc, the_stored_hash_is_bound_to_the_number);
}
