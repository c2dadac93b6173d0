/* Is a ticket made out of its events' bytes as the flow says, at each of them, and is all that an event says read back? */
#include <string.h>

#include "domain/replay.h"
#include "unit.h"

#define MAX_FACTS 4

struct step {
	enum event_type type;
	enum ticket_state from, to;
	struct event_fact facts[MAX_FACTS];
};

static struct bytes say(const struct step *s, uint32_t seq)
{
	struct event_text text = { .field = "file1", .body = "00 a.jpg" };
	struct event event = { .number = "JT1", .seq = seq, .at_ms = seq * 1000, .type = s->type, .from = s->from, .to = s->to, .actor = ACTOR_STAFF,
			       .actor_id = 7, .role = ROLE_AGENT, .facts = s->facts, .texts = &text, .text_count = s->type == EVENT_SUPPLEMENTED };

	while (event.fact_count < MAX_FACTS && s->facts[event.fact_count].key)
		event.fact_count++;
	return event_canonical(arena, &event);
}

static struct replay follow(const struct step *steps, int count)
{
	struct replay r = { 0 };

	for (int i = 0; i < count; i++)
		ck_assert_int_eq(replay_add(&r, say(&steps[i], (uint32_t)i + 1)), ST_OK);
	return r;
}

static const struct step way[] = {
	{ EVENT_FILED, STATE_NONE, STATE_ACCEPTED, { { "kind", "inquiry" }, { "source", "letter" }, { "item", "0312" }, { "region", "440300" } } },
	{ EVENT_DISPATCHED, STATE_ACCEPTED, STATE_DISPATCHED, { { "unit", "440300-02" } } },
	{ EVENT_RETURNED, STATE_DISPATCHED, STATE_RETURNED },
	{ EVENT_DISPATCHED, STATE_RETURNED, STATE_DISPATCHED, { { "unit", "440300-01" } } },
	{ EVENT_SIGNED, STATE_DISPATCHED, STATE_SIGNED },
	{ EVENT_JOINED, STATE_SIGNED, STATE_SIGNED, { { "unit", "440300-09" } } },
	{ EVENT_SUPPLEMENTED, STATE_SIGNED, STATE_SIGNED },
	{ EVENT_REPLIED, STATE_SIGNED, STATE_REPLIED },
	{ EVENT_APPROVED, STATE_REPLIED, STATE_ANSWERED, { { "sampled", "passed_over" } } },
	{ EVENT_RATED, STATE_ANSWERED, STATE_ANSWERED, { { "rating", "2" } } },
	{ EVENT_CLOSED, STATE_ANSWERED, STATE_CLOSED },
	{ EVENT_REOPENED, STATE_CLOSED, STATE_REWORK },
};

START_TEST(a_filing_says_what_it_is_about)
{
	struct replay r = follow(way, 1);

	ck_assert_int_eq(r.kind, KIND_INQUIRY);
	ck_assert_int_eq(r.source, SOURCE_LETTER);
	ck_assert_uint_eq(r.item, 312);
	ck_assert_uint_eq(r.trail.region, 440300);
	ck_assert(!r.confidential);
	ck_assert_str_eq(r.unit, "");
	ck_assert_int_eq(r.filed_ms, 1000);
}
END_TEST

START_TEST(a_unit_has_it_from_its_dispatch_on_and_who_assists_does_not)
{
	static const char *const units[] = { "", "440300-02", "440300-02", "440300-01", "440300-01", "440300-01" };

	for (int i = 0; i < ROWS(units); i++)
		ck_assert_msg(strcmp(follow(way, i + 1).unit, units[i]) == 0, "after %d", i + 1);
}
END_TEST

START_TEST(a_ticket_handed_over_has_no_unit)
{
	static const struct step over[] = {
		{ EVENT_FILED, STATE_NONE, STATE_ACCEPTED, { { "region", "440300" } } },
		{ EVENT_DISPATCHED, STATE_ACCEPTED, STATE_DISPATCHED, { { "unit", "440300-02" } } },
		{ EVENT_TRANSFERRED, STATE_DISPATCHED, STATE_ACCEPTED, { { "region", "650100" } } },
	};
	struct replay r = follow(over, ROWS(over));

	ck_assert_str_eq(r.unit, "");
	ck_assert_uint_eq(r.trail.region, 650100);
}
END_TEST

START_TEST(who_has_it_has_it_until_it_leaves_their_hands)
{
	static const struct step given[] = {
		{ EVENT_FILED, STATE_NONE, STATE_ACCEPTED, { { "region", "440300" } } },
		{ EVENT_ASSIGNED, STATE_ACCEPTED, STATE_ACCEPTED, { { "assignee", "7" } } },
		{ EVENT_NOTED, STATE_ACCEPTED, STATE_ACCEPTED },
		{ EVENT_DISPATCHED, STATE_ACCEPTED, STATE_DISPATCHED, { { "unit", "440300-02" } } },
		{ EVENT_ASSIGNED, STATE_DISPATCHED, STATE_DISPATCHED, { { "assignee", "12" } } },
		{ EVENT_SIGNED, STATE_DISPATCHED, STATE_SIGNED },
		{ EVENT_UNASSIGNED, STATE_SIGNED, STATE_SIGNED },
		{ EVENT_ASSIGNED, STATE_SIGNED, STATE_SIGNED, { { "assignee", "4294967" } } },
		{ EVENT_REPLIED, STATE_SIGNED, STATE_REPLIED },
		{ EVENT_SENT_BACK, STATE_REPLIED, STATE_SIGNED, { { "assignee", "12" } } },
		{ EVENT_RETURNED, STATE_SIGNED, STATE_RETURNED },
		{ EVENT_ASSIGNED, STATE_RETURNED, STATE_RETURNED, { { "assignee", "7" } } },
		{ EVENT_TRANSFERRED, STATE_RETURNED, STATE_ACCEPTED, { { "region", "650100" } } },
	};
	static const uint32_t has[] = { 0, 7, 7, 0, 12, 12, 0, 4294967, 0, 12, 0, 7, 0 };

	for (int i = 0; i < ROWS(has); i++)
		ck_assert_msg(follow(given, i + 1).assignee == has[i], "after %d: %u", i + 1, follow(given, i + 1).assignee);
}
END_TEST

START_TEST(what_came_of_it_is_counted)
{
	struct replay r = follow(way, 11);

	ck_assert_uint_eq(r.returns, 1);
	ck_assert_uint_eq(r.files, 1);
	ck_assert_uint_eq(r.rating, 2);
	ck_assert_int_eq(r.sampled, SAMPLED_PASSED_OVER);
	ck_assert_int_eq(r.answered_ms, 9000);
	ck_assert_int_eq(r.closed_ms, 11000);
	ck_assert_int_eq(r.trail.state, STATE_CLOSED);
	r = follow(way, ROWS(way));
	ck_assert_int_eq(r.closed_ms, 0);
	ck_assert_uint_eq(r.reworks, 1);
	ck_assert_int_eq(r.trail.state, STATE_REWORK);
}
END_TEST

START_TEST(what_an_event_says_is_read_back)
{
	static const struct event_rule said[] = { { "admit", "44.a\"1", "2026.1", "令", true, false }, { "route", "cn.r", "1", "", false, true } };
	struct event_text texts[] = { { .field = "content", .body = "甲" }, { .field = "wish", .body = "乙" } };
	struct event_fact facts[] = { { "kind", "complaint" }, { "note", "a\\b" } };
	struct event event = { .number = "JT1", .seq = 1, .actor = ACTOR_STAFF, .role = ROLE_FOLLOWUP, .to = STATE_ACCEPTED, .type = EVENT_FILED,
			       .facts = facts, .fact_count = 2, .rules = said, .rule_count = 2, .texts = texts, .text_count = 2 };
	struct bytes canonical = event_canonical(arena, &event);
	struct said_pair pairs[EVENT_PAIRS_MAX];
	struct said_rule rules[EVENT_RULES_MAX];
	uint8_t commitment[HASH_BYTES];

	ck_assert_str_eq(event_raw_text(arena, event_role(canonical)), "followup");
	ck_assert_uint_eq(event_facts(canonical, pairs, EVENT_PAIRS_MAX), 2);
	ck_assert_str_eq(event_raw_text(arena, pairs[1].key), "note");
	ck_assert_str_eq(event_raw_text(arena, pairs[1].value), "a\\b");
	ck_assert_uint_eq(event_facts(canonical, pairs, 1), 1);
	ck_assert_uint_eq(event_texts(canonical, pairs, EVENT_PAIRS_MAX), 2);
	event_commitment(&texts[1], commitment);
	ck_assert_str_eq(event_raw_text(arena, pairs[1].value), text_hex(arena, commitment, HASH_BYTES));
	ck_assert_uint_eq(event_rules(canonical, rules, EVENT_RULES_MAX), 2);
	ck_assert_str_eq(event_raw_text(arena, rules[0].id), "44.a\"1");
	ck_assert(rules[0].verified && !rules[0].fallback && !rules[1].verified && rules[1].fallback);
	ck_assert_uint_eq(event_rules(canonical, rules, 1), 1);
}
END_TEST

START_TEST(bytes_that_are_none_are_refused)
{
	struct bytes whole = say(&way[0], 1);
	struct replay r = { 0 };

	for (size_t n = 0; n < whole.n; n++)
		ck_assert_int_eq(replay_add(&r, (struct bytes){ whole.p, n }), ST_INVALID);
}
END_TEST

UNIT(replay)
{
	tcase_add_test(tc, a_filing_says_what_it_is_about);
	tcase_add_test(tc, a_unit_has_it_from_its_dispatch_on_and_who_assists_does_not);
	tcase_add_test(tc, a_ticket_handed_over_has_no_unit);
	tcase_add_test(tc, who_has_it_has_it_until_it_leaves_their_hands);
	tcase_add_test(tc, what_came_of_it_is_counted);
	tcase_add_test(tc, what_an_event_says_is_read_back);
	tcase_add_test(tc, bytes_that_are_none_are_refused);
}
