/* Is where a person is told sealed for the worker alone, and tried again at growing distances? */
#include <string.h>

#include "domain/contact.h"
#include "unit.h"

static uint8_t ours[KEY_BYTES], private_key[KEY_BYTES];

static void make_keys(void)
{
	crypto_pair_new(PAIR_X25519, ours, private_key);
}

START_TEST(messages_go_to_mobiles_alone)
{
	static const struct { const char *phone, *email; unsigned want; } rows[] = {
		{ "13800138000", "", NOTICE_SMS }, { "0755-83456789", "", 0 }, { "12328", "", 0 }, { "12800138000", "", 0 },
		{ "+8613800138000", "", 0 }, { "138001380001", "", 0 }, { "", "a@b.cn", NOTICE_MAIL },
		{ "19900138000", "a@b.cn", NOTICE_SMS | NOTICE_MAIL }, { NULL, NULL, 0 },
	};

	for (int i = 0; i < ROWS(rows); i++) {
		const struct person person = { "", rows[i].phone, rows[i].email };

		ck_assert_msg(contact_channels(&person) == rows[i].want, "row %d: %u", i, contact_channels(&person));
	}
}
END_TEST

START_TEST(what_is_sealed_comes_out_whole_with_its_token)
{
	const struct person person = { "张三", "13800138000", "a@b.cn" };
	struct contact_sealed sealed;
	struct contact contact;
	uint8_t hash[HASH_BYTES];

	contact_seal(arena, ours, &person, &sealed);
	ck_assert_int_eq(contact_open(arena, private_key, sealed.wrapped, sealed.sealed, &contact), ST_OK);
	ck_assert_str_eq(contact.phone, "13800138000");
	ck_assert_str_eq(contact.email, "a@b.cn");
	ck_assert_int_eq(contact_token_hash(contact.token, hash), ST_OK);
	ck_assert_int_eq(memcmp(hash, sealed.token_hash.p, HASH_BYTES), 0);
	ck_assert(!memmem(sealed.sealed.p, sealed.sealed.n, "138", 3));
}
END_TEST

START_TEST(whoever_opens_it_comes_to_the_same_six_digits)
{
	const struct person person = { "", "13800138000", "" };
	int first[10] = { 0 };

	for (int i = 0; i < 2000; i++) {
		struct contact_sealed sealed;
		struct contact contact;

		contact_seal(arena, ours, &person, &sealed);
		ck_assert_int_eq(contact_open(arena, private_key, sealed.wrapped, sealed.sealed, &contact), ST_OK);
		ck_assert_str_eq(contact.code, sealed.code);
		ck_assert(strlen(sealed.code) == CONTACT_CODE_CHARS && strspn(sealed.code, "0123456789") == CONTACT_CODE_CHARS);
		first[sealed.code[0] - '0']++;
	}
	for (int digit = 0; digit < 10; digit++)	/* 200 each, give or take seven times what chance does */
		ck_assert_msg(first[digit] > 106 && first[digit] < 294, "%d begins %d of 2000", digit, first[digit]);
}
END_TEST

START_TEST(another_key_does_not_open_it)
{
	const struct person person = { "", "13800138000", "" };
	uint8_t other_public[KEY_BYTES], other[KEY_BYTES];
	struct contact_sealed sealed;
	struct contact contact;

	crypto_pair_new(PAIR_X25519, other_public, other);
	contact_seal(arena, ours, &person, &sealed);
	ck_assert_int_ne(contact_open(arena, other, sealed.wrapped, sealed.sealed, &contact), ST_OK);
}
END_TEST

START_TEST(nothing_is_sealed_for_nobody)
{
	const struct person person = { "张三", "0755-83456789", "" };
	struct contact_sealed sealed;

	contact_seal(arena, ours, &person, &sealed);
	ck_assert_uint_eq(sealed.channels, 0);
	ck_assert_uint_eq(sealed.sealed.n, 0);
}
END_TEST

START_TEST(what_is_no_token_is_refused)
{
	uint8_t hash[HASH_BYTES];

	ck_assert_int_eq(contact_token_hash("", hash), ST_INVALID);
	ck_assert_int_eq(contact_token_hash("00112233445566778899aab", hash), ST_INVALID);
	ck_assert_int_eq(contact_token_hash("00112233445566778899aabg", hash), ST_INVALID);
}
END_TEST

START_TEST(each_wait_is_twice_the_one_before_and_at_most_six_hours)
{
	static const struct { uint32_t tries; int64_t want_s; } rows[] = {
		{ 1, 60 }, { 2, 120 }, { 3, 240 }, { 9, 15360 }, { 10, 21600 }, { 20, 21600 }, { 4000000000u, 21600 },
	};

	for (int i = 0; i < ROWS(rows); i++)
		ck_assert_int_eq(notice_back_off_ms(60000, rows[i].tries), rows[i].want_s * 1000);
}
END_TEST

START_TEST(every_notice_has_a_word_and_an_event)
{
	for (int notice = NOTICE_NONE + 1; notice < NOTICE_END; notice++) {
		int events = 0;

		for (int type = 0; type < EVENT_END; type++)
			events += notice_of_event((enum event_type)type) == (enum notice)notice;
		/* The link to a new query code is sent because it was asked for, a code because the rules ask. */
		ck_assert_msg(notice_word(notice) && (events > 0) == (notice != NOTICE_RECOVERY && notice != NOTICE_PHONE_CODE), "notice %d", notice);
	}
	ck_assert_int_eq(notice_of_event(EVENT_NOTED), NOTICE_NONE);
	ck_assert_int_eq(notice_of_event(EVENT_REVEALED), NOTICE_NONE);
	ck_assert_int_eq(notice_of_event(EVENT_END), NOTICE_NONE);
}
END_TEST

static const struct { enum notice kind; const char *words, *fault; } wordings[] = {
	{ NOTICE_RECEIVED, "粤交热线收到您的事项 {number}，{date}前答复。", NULL },
	{ NOTICE_RECEIVED, "{number}{number}{date}", NULL },
	{ NOTICE_RECEIVED, "收到您的事项，{date}前答复。", "wording_number" },
	{ NOTICE_RECEIVED, "事项 {number}，{stop}", "wording_blank_date" },
	{ NOTICE_RECEIVED, "事项 {number}，{reason}", "wording_blank_date" },
	{ NOTICE_RECEIVED, "事项 {number}，{link}", "wording_blank_date" },
	{ NOTICE_RECEIVED, "事项 {Number}", "wording_blank_date" },
	{ NOTICE_RECEIVED, "事项 { number }", "wording_blank_date" },
	{ NOTICE_RECEIVED, "事项 {{number}}", "wording_blank_date" },
	{ NOTICE_RECEIVED, "事项 {number} {", "wording_blank_date" },
	{ NOTICE_RECEIVED, "事项 {number", "wording_blank_date" },
	{ NOTICE_RECEIVED, "事项 ｛number｝", "wording_blank_date" },
	{ NOTICE_RECEIVED, "事项 {number} }", "wording_blank_date" },
	{ NOTICE_RECEIVED, "事项 {number}，见 https://example.cn", "wording_link" },
	{ NOTICE_RECEIVED, "事项 {number}，见 www.example.cn", "wording_link" },
	{ NOTICE_RECEIVED, "<?cs var:Ticket.Content ?> {number}", NULL },	/* text like any other: nothing reads it as a template */
	{ NOTICE_ANSWERED, "事项 {number} 有结果。", NULL },
	{ NOTICE_ANSWERED, "事项 {number} 有结果，{date}。", "wording_blank" },
	{ NOTICE_EXTENDED, "事项 {number} 延到 {date}。", NULL },
};

START_TEST(words_of_a_province_hold_number_and_date_alone)
{
	const char *fault = notice_words_fault(wordings[_i].kind, wordings[_i].words);

	ck_assert_msg(text_equal(fault ? fault : "", wordings[_i].fault ? wordings[_i].fault : ""), "'%s': %s", wordings[_i].words, fault ? fault : "nothing");
}
END_TEST

START_TEST(a_long_text_is_several_messages)
{
	static const struct { unsigned chars, parts; } rows[] = { { 0, 1 }, { 70, 1 }, { 71, 2 }, { 134, 2 }, { 135, 3 }, { 201, 3 }, { 202, 4 } };

	for (int i = 0; i < ROWS(rows); i++) {
		struct buf han = buf_new(arena, 64), face = buf_new(arena, 64);

		for (unsigned k = 0; k < rows[i].chars; k++)
			buf_text(&han, "字");
		for (unsigned k = 0; k < rows[i].chars / 2; k++)
			buf_text(&face, "\xf0\x9f\x98\x80");
		buf_text(&face, rows[i].chars % 2 ? "a" : "");
		ck_assert_msg(notice_parts(han.text) == rows[i].parts, "%u characters: %u", rows[i].chars, notice_parts(han.text));
		ck_assert_msg(notice_parts(face.text) == rows[i].parts, "%u units: %u", rows[i].chars, notice_parts(face.text));
	}
}
END_TEST

START_TEST(codes_have_the_same_words_everywhere)
{
	for (int kind = NOTICE_NONE; kind <= NOTICE_END; kind++)
		ck_assert(notice_is_worded(kind) == (kind != NOTICE_NONE && kind < NOTICE_RECOVERY));
}
END_TEST

UNIT(notice)
{
	tcase_add_checked_fixture(tc, make_keys, NULL);
	tcase_add_test(tc, messages_go_to_mobiles_alone);
	tcase_add_test(tc, what_is_sealed_comes_out_whole_with_its_token);
	tcase_add_test(tc, whoever_opens_it_comes_to_the_same_six_digits);
	tcase_add_test(tc, another_key_does_not_open_it);
	tcase_add_test(tc, nothing_is_sealed_for_nobody);
	tcase_add_test(tc, what_is_no_token_is_refused);
	tcase_add_test(tc, each_wait_is_twice_the_one_before_and_at_most_six_hours);
	tcase_add_test(tc, every_notice_has_a_word_and_an_event);
	tcase_add_loop_test(tc, words_of_a_province_hold_number_and_date_alone, 0, ROWS(wordings));
	tcase_add_test(tc, a_long_text_is_several_messages);
	tcase_add_test(tc, codes_have_the_same_words_everywhere);
}
