/* Is a call back drawn as sample.h says, by figures from Python's hashlib, and is who said so read back from the event? */
#include <string.h>

#include "domain/event_read.h"
#include "domain/sample.h"
#include "unit.h"

START_TEST(the_draw_is_what_another_implementation_draws)
{
	uint8_t zeros[HASH_BYTES] = { 0 }, ones[HASH_BYTES], counting[HASH_BYTES];

	memset(ones, 0xff, sizeof(ones));
	for (int i = 0; i < HASH_BYTES; i++)
		counting[i] = (uint8_t)i;
	ck_assert_uint_eq(sample_draw(zeros), 460);
	ck_assert_uint_eq(sample_draw(counting), 9);
	ck_assert_uint_eq(sample_draw(ones), 775);
}
END_TEST

START_TEST(what_lies_below_the_rate_is_chosen)
{
	static const struct { uint32_t draw, per_mille; enum sampled want; } rows[] = {
		{ 0, 0, SAMPLED_PASSED_OVER }, { 0, 1, SAMPLED_CHOSEN }, { 99, 100, SAMPLED_CHOSEN }, { 100, 100, SAMPLED_PASSED_OVER },
		{ 999, 1000, SAMPLED_CHOSEN }, { 999, 999, SAMPLED_PASSED_OVER },
	};

	for (int i = 0; i < ROWS(rows); i++)
		ck_assert_msg(sample_decide(rows[i].draw, rows[i].per_mille) == rows[i].want, "%u of %u", rows[i].draw, rows[i].per_mille);
}
END_TEST

START_TEST(about_as_many_are_chosen_as_the_rate_says)
{
	uint8_t hash[HASH_BYTES] = { 0 };
	int chosen = 0;

	for (int i = 0; i < 10000; i++) {
		hash[0] = (uint8_t)i;
		hash[1] = (uint8_t)(i >> 8);
		chosen += sample_decide(sample_draw(hash), 100) == SAMPLED_CHOSEN;
	}
	ck_assert_int_gt(chosen, 900);	/* 1,000 ± more than three standard deviations */
	ck_assert_int_lt(chosen, 1100);
}
END_TEST

static struct bytes canonical_of(const struct event_rule *rules, size_t count)
{
	const struct event event = {
		.number = "JT440300202611270000011", .seq = 5, .type = EVENT_APPROVED, .from = STATE_REPLIED, .to = STATE_ANSWERED,
		.actor = ACTOR_STAFF, .role = ROLE_REVIEWER, .rules = rules, .rule_count = count,
	};

	return event_canonical(arena, &event);
}

START_TEST(a_rule_is_read_back_by_its_question)
{
	const struct event_rule rules[] = {
		{ "admit", "cn.admit", "2026.11", "", false, false }, { "sample", "36.sample", "2025 \"b\"", "江西: 全部回访", true, false },
	};
	struct bytes canonical = canonical_of(rules, 2);
	struct said_rule rule;

	ck_assert(event_rule_of(canonical, "sample", &rule));
	ck_assert_str_eq(event_raw_text(arena, rule.id), "36.sample");
	ck_assert_str_eq(event_raw_text(arena, rule.version), "2025 \"b\"");
	ck_assert_str_eq(event_raw_text(arena, rule.source), "江西: 全部回访");
	ck_assert(rule.verified && !rule.fallback);
	ck_assert(event_rule_of(canonical, "admit", &rule) && !rule.verified);
	ck_assert(!event_rule_of(canonical, "route", &rule));
	ck_assert(!event_rule_of(canonical_of(NULL, 0), "sample", &rule));
	for (size_t cut = 0; cut < canonical.n; cut++)
		event_rule_of((struct bytes){ canonical.p, cut }, "route", &rule);
}
END_TEST

UNIT(sample)
{
	tcase_add_test(tc, the_draw_is_what_another_implementation_draws);
	tcase_add_test(tc, what_lies_below_the_rate_is_chosen);
	tcase_add_test(tc, about_as_many_are_chosen_as_the_rate_says);
	tcase_add_test(tc, a_rule_is_read_back_by_its_question);
}
