/* Are an event's canonical bytes and hash what the definition in event.h says, byte for byte? */
#include <string.h>

#include "domain/event.h"
#include "unit.h"

static const struct event_fact facts[] = { { "kind", "complaint" }, { "note", "引号\" 反斜\\ 换\n行" } };
static const struct event_rule rule = { "clock", "44-answer-complaint", "2022.09", "粤府办〔2022〕", true, false };

static struct event sample(struct event_text *texts, const struct event_clock *clocks)
{
	return (struct event){
		.number = "JT440300202611231234560", .seq = 2, .at_ms = 1795420800123, .type = EVENT_DISPATCHED,
		.from = STATE_ACCEPTED, .to = STATE_DISPATCHED, .actor = ACTOR_STAFF, .actor_id = 7, .role = ROLE_AGENT,
		.facts = facts, .fact_count = 2, .clocks = clocks, .clock_count = 1, .texts = texts, .text_count = 1,
	};
}

START_TEST(canonical_bytes_have_fixed_order_and_hold_no_text)
{
	struct event_text texts[] = { { .field = "content", .body = "司机拒载", .salt = "0123456789abcde" } };
	const struct event_clock clocks[] = { { STAGE_SIGN, 1, 2, 1, "working_day", "next_day", rule, "2026-11-24 counted" } };
	struct event event = sample(texts, clocks);
	struct bytes canonical = event_canonical(arena, &event);

	/* The commitment is sha256("0123456789abcde\0" + "司机拒载" as UTF-8), computed apart. */
	ck_assert_str_eq((const char *)canonical.p,
		"{\"v\":1,\"ticket\":\"JT440300202611231234560\",\"seq\":2,\"at_ms\":1795420800123,\"type\":\"dispatched\","
		"\"from\":\"accepted\",\"to\":\"dispatched\",\"actor\":{\"kind\":\"staff\",\"id\":7,\"role\":\"agent\"},"
		"\"facts\":{\"kind\":\"complaint\",\"note\":\"引号\\\" 反斜\\\\ 换\\n行\"},\"rules\":[],"
		"\"clocks\":[{\"stage\":\"sign\",\"from_ms\":1,\"due_ms\":2,\"amount\":1,\"unit\":\"working_day\",\"start\":\"next_day\",\"rule\":{\"op\":\"clock\",\"id\":\"44-answer-complaint\","
		"\"version\":\"2022.09\",\"source\":\"粤府办〔2022〕\",\"verified\":true,\"fallback\":false},"
		"\"proof\":\"2026-11-24 counted\"}],\"texts\":{\"content\":\"ae7c67e7247569b3b82f93c822ed964b17b0e314a254fcc544b1d1cb169b633b\"}}");
	ck_assert_ptr_null(strstr((const char *)canonical.p, "拒载"));
}
END_TEST

START_TEST(the_hash_covers_suite_number_previous_and_bytes)
{
	static const uint8_t zero[HASH_BYTES];
	struct bytes canonical = { (const uint8_t *)"{}", 2 };
	uint8_t hash[HASH_BYTES], other[HASH_BYTES];

	event_hash(SUITE_SHA256, 1, zero, canonical, hash);
	ck_assert_str_eq(text_hex(arena, hash, HASH_BYTES), "e6a5ef9af38cc3cd8ed9e09a1544848ecf9746ff907bfb346a9c52b79b0af5b3");
	event_hash(SUITE_SHA256, 2, zero, canonical, other);
	ck_assert_mem_ne(hash, other, HASH_BYTES);
	event_hash(SUITE_SHA256, 1, hash, canonical, other);
	ck_assert_mem_ne(hash, other, HASH_BYTES);
}
END_TEST

START_TEST(salts_are_fresh)
{
	struct event_text texts[2] = { { .field = "a" }, { .field = "b" } };

	event_salt(texts, 2);
	ck_assert_mem_ne(texts[0].salt, texts[1].salt, SALT_BYTES);
}
END_TEST

UNIT(event)
{
	tcase_add_test(tc, canonical_bytes_have_fixed_order_and_hold_no_text);
	tcase_add_test(tc, the_hash_covers_suite_number_previous_and_bytes);
	tcase_add_test(tc, salts_are_fresh);
}
