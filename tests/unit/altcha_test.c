/* Is a proof of work taken when it is right, and in no other case? The vector was made with Python's hashlib, hmac and json. */
#include <string.h>

#include "base/base64.h"
#include "domain/altcha.h"
#include "unit.h"

#define VISIT "0123456789abcdef"
#define SALT "00112233445566778899aabbccddeeff?expires=1800000000&visit=" VISIT "&"
#define CHALLENGE "cc9e458a533193d1789de65137f360126f3639b2c6ef1888712809eba9d24471"
#define SIGNATURE "0398be4480501565f4a185cd455ec8b8fdfe96ea4c96bcb59de8ec02a3cbcf3e"
#define BEFORE 1799999999
#define GOOD "{\"algorithm\":\"SHA-256\",\"challenge\":\"" CHALLENGE "\",\"number\":4242,\"salt\":\"" SALT "\",\"signature\":\"" SIGNATURE "\",\"took\":12}"

static uint8_t key[KEY_BYTES];

static void set_key(void)
{
	for (int i = 0; i < KEY_BYTES; i++)
		key[i] = (uint8_t)i;
}

static enum status judged(const char *json, const char *visit, int64_t now_s)
{
	return altcha_check(arena, key, visit, base64_encode(arena, json, strlen(json)), now_s);
}

static const char *replaced(const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);

	ck_assert_ptr_nonnull(at);
	return arena_printf(arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

START_TEST(what_another_implementation_made_is_taken)
{
	set_key();
	ck_assert_int_eq(judged(GOOD, VISIT, BEFORE), ST_OK);
}
END_TEST

START_TEST(it_runs_out)
{
	set_key();
	ck_assert_int_eq(judged(GOOD, VISIT, 1800000000), ST_EXPIRED);
}
END_TEST

START_TEST(it_serves_its_own_visit_only)
{
	set_key();
	ck_assert_int_eq(judged(GOOD, "0123456789abcdee", BEFORE), ST_INVALID);
	ck_assert_int_eq(judged(GOOD, "", BEFORE), ST_INVALID);
}
END_TEST

START_TEST(what_is_changed_is_refused)
{
	static const struct { const char *from, *to; } rows[] = {
		{ "4242", "4243" }, { "4242", "-4242" }, { "4242", "\"4242\"" }, { "4242", "4242.0" }, { "SHA-256", "SHA-1" },
		{ "\"salt\"", "\"pepper\"" }, { "\"signature\":\"0", "\"signature\":\"1" }, { "\"challenge\":\"c", "\"challenge\":\"d" },
		{ "expires=1800000000", "expires=1900000000" }, { "\"signature\":\"" SIGNATURE "\"", "\"signature\":\"\"" },
		/* the end of the salt is not moved into the number, nor the other way */
		{ VISIT "&\"", VISIT "\"" }, { "\"number\":4242,\"salt\":\"" SALT, "\"number\":242,\"salt\":\"" SALT "4" },
		{ "{", "[{" }, { "\"took\":12}", "\"number\":4242}" }, { "12}", "12" },
	};

	set_key();
	for (int i = 0; i < ROWS(rows); i++)
		ck_assert_msg(judged(replaced(GOOD, rows[i].from, rows[i].to), VISIT, BEFORE) == ST_INVALID, "%s → %s", rows[i].from, rows[i].to);
}
END_TEST

START_TEST(another_key_is_not_ours)
{
	set_key();
	key[31] ^= 1;
	ck_assert_int_eq(judged(GOOD, VISIT, BEFORE), ST_INVALID);
}
END_TEST

START_TEST(no_payload_is_none)
{
	static const char *const rows[] = { "", "=", "====", "a", "e30=", "W10=", "bnVsbA==", "%%%%" };

	set_key();
	for (int i = 0; i < ROWS(rows); i++)
		ck_assert_msg(altcha_check(arena, key, VISIT, rows[i], BEFORE) == ST_INVALID, "%s", rows[i]);
	ck_assert_int_eq(altcha_check(arena, key, VISIT, base64_encode(arena, arena_alloc(arena, 3000), 3000), BEFORE), ST_INVALID);
}
END_TEST

START_TEST(what_is_asked_is_the_form_that_others_read)
{
	struct altcha_ask ask = { .key = key, .visit = VISIT, .number = 4242, .most = 100000, .expires_s = 1800000000 };

	set_key();
	for (int i = 0; i < SALT_BYTES; i++)
		ask.salt[i] = (uint8_t)(i * 0x11);
	ck_assert_str_eq(altcha_make(arena, &ask), "{\"algorithm\":\"SHA-256\",\"challenge\":\"" CHALLENGE "\",\"maxnumber\":100000,"
						   "\"salt\":\"" SALT "\",\"signature\":\"" SIGNATURE "\"}");
}
END_TEST

UNIT(altcha)
{
	tcase_add_test(tc, what_another_implementation_made_is_taken);
	tcase_add_test(tc, it_runs_out);
	tcase_add_test(tc, it_serves_its_own_visit_only);
	tcase_add_test(tc, what_is_changed_is_refused);
	tcase_add_test(tc, another_key_is_not_ours);
	tcase_add_test(tc, no_payload_is_none);
	tcase_add_test(tc, what_is_asked_is_the_form_that_others_read);
}
