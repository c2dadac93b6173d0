/* Does each event add what tally.h says, once, whatever came before it? */
#include <string.h>

#include "domain/tally.h"
#include "unit.h"

#define NOON_MS INT64_C(1795492800000)	/* 2026-11-24 12:00 in China */

struct step {
	enum event_type type;
	enum ticket_state to;
	int64_t after_ms;	/* NOON_MS */
	const char *inside;	/* of the canonical JSON */
	const char *wanted;	/* taken instant closed answered on_time rated satisfied */
};

#define FILING "\"facts\":{\"kind\":\"inquiry\",\"region\":\"440304\",\"item\":\"3101\"}"
#define DUE "\"clocks\":[{\"stage\":\"sign\",\"due_ms\":1},{\"stage\":\"answer\",\"due_ms\":1795492801000}]"
#define LATER "\"clocks\":[{\"stage\":\"answer\",\"due_ms\":1795492803000}]"
#define STARS(n) "\"facts\":{\"rating\":\"" #n "\"}"

static const struct { const char *name; struct step steps[8]; } lives[] = {
	{ "at once, then rated twice", {
		{ EVENT_FILED, STATE_ACCEPTED, 0, FILING "," DUE, "1000000" },
		{ EVENT_ANSWERED_AT_ONCE, STATE_CLOSED, 1000, "", "0111100" },
		{ EVENT_RATED, STATE_CLOSED, 2000, STARS(3), "0000010" },
		{ EVENT_RATED, STATE_CLOSED, 3000, STARS(5), "0000000" },
		{ EVENT_ARCHIVED, STATE_ARCHIVED, 4000, "", "0000000" } } },
	{ "one millisecond late", {
		{ EVENT_FILED, STATE_ACCEPTED, 0, FILING "," DUE, "1000000" },
		{ EVENT_APPROVED, STATE_ANSWERED, 1001, "", "0001000" },
		{ EVENT_SATISFIED, STATE_CLOSED, 1002, "", "0010011" } } },
	{ "the promise moved with the pause", {
		{ EVENT_FILED, STATE_ACCEPTED, 0, FILING "," DUE, "1000000" },
		{ EVENT_SUPPLEMENTED, STATE_SIGNED, 500, LATER, "0000000" },
		{ EVENT_APPROVED, STATE_ANSWERED, 2000, "", "0001100" } } },
	{ "reworked: answered again, closed once, first verdict kept, second answer not instant", {
		{ EVENT_FILED, STATE_ACCEPTED, 0, FILING "," DUE, "1000000" },
		{ EVENT_APPROVED, STATE_ANSWERED, 10, "", "0001100" },
		{ EVENT_CLOSED, STATE_CLOSED, 20, "", "0010000" },
		{ EVENT_REOPENED, STATE_REWORK, 30, "", "0000000" },
		{ EVENT_ANSWERED_AT_ONCE, STATE_CLOSED, 40, "", "0001100" },
		{ EVENT_DISSATISFIED, STATE_REWORK, 50, "", "0000010" },
		{ EVENT_SATISFIED, STATE_CLOSED, 60, "", "0000000" } } },
	{ "taken over from an older system: open, then answered", {
		{ EVENT_IMPORTED, STATE_ACCEPTED, 0, FILING "," DUE, "0000000" },
		{ EVENT_ANSWERED_AT_ONCE, STATE_CLOSED, 10, "", "0000000" },
		{ EVENT_RATED, STATE_CLOSED, 20, STARS(5), "0000000" } } },
	{ "taken over with its end", {
		{ EVENT_IMPORTED_ENDED, STATE_CLOSED, 0, FILING, "0000000" },
		{ EVENT_ARCHIVED, STATE_ARCHIVED, 10, "", "0000000" } } },
	{ "withdrawn", {
		{ EVENT_FILED, STATE_ACCEPTED, 0, FILING, "1000000" },
		{ EVENT_WITHDRAWN, STATE_WITHDRAWN, 1, "", "0010000" } } },
	{ "referred", {
		{ EVENT_FILED, STATE_ACCEPTED, 0, FILING, "1000000" },
		{ EVENT_REFERRED, STATE_REFERRED, 1, "", "0010000" } } },
	{ "no promise, nothing late; four stars satisfy", {
		{ EVENT_FILED, STATE_ACCEPTED, 0, FILING, "1000000" },
		{ EVENT_ANSWERED_AT_ONCE, STATE_CLOSED, 9000, "", "0111100" },
		{ EVENT_RATED, STATE_CLOSED, 9001, STARS(4), "0000011" } } },
};

static const char *digits(const struct tally *c)
{
	return arena_printf(arena, "%u%u%u%u%u%u%u", c->taken, c->instant, c->closed, c->answered, c->on_time, c->rated, c->satisfied);
}

START_TEST(each_event_adds_its_part)
{
	struct tally_past past = { 0 };

	for (const struct step *s = lives[_i].steps; s->type; s++) {
		const char *text = arena_printf(arena, "{%s}", s->inside);
		struct tally counts;

		ck_assert_int_eq(tally_event(&past, s->type, s->to, NOON_MS + s->after_ms,
					     (struct bytes){ (const uint8_t *)text, strlen(text) }, &counts), ST_OK);
		ck_assert_msg(strcmp(digits(&counts), s->wanted) == 0, "%s: %s: got %s, wanted %s", lives[_i].name,
			      event_word(s->type), digits(&counts), s->wanted);
		ck_assert_uint_eq(counts.region, 440304);
		ck_assert_uint_eq(counts.kind, KIND_INQUIRY);
		ck_assert_uint_eq(counts.domain, 31);
		ck_assert_int_eq(tally_is_zero(&counts), strcmp(s->wanted, "0000000") == 0);
	}
}
END_TEST

START_TEST(the_day_is_chinas)
{
	static const char text[] = "{" FILING "}";
	struct bytes canonical = { (const uint8_t *)text, sizeof(text) - 1 };
	struct tally_past past = { 0 };
	struct tally before, after;

	/* 2026-11-24 15:59:59.999 and 16:00 UTC stand either side of a Chinese midnight. */
	ck_assert_int_eq(tally_event(&past, EVENT_FILED, STATE_ACCEPTED, INT64_C(1795535999999), canonical, &before), ST_OK);
	ck_assert_int_eq(tally_event(&past, EVENT_FILED, STATE_ACCEPTED, INT64_C(1795536000000), canonical, &after), ST_OK);
	ck_assert_int_eq(after.day, before.day + 1);
}
END_TEST

START_TEST(what_is_no_event_is_refused)
{
	struct tally_past past = { 0 };
	struct tally counts;

	ck_assert_int_eq(tally_event(&past, EVENT_FILED, STATE_ACCEPTED, 0, (struct bytes){ (const uint8_t *)"{", 1 }, &counts),
			 ST_INVALID);
}
END_TEST

UNIT(tally)
{
	tcase_add_loop_test(tc, each_event_adds_its_part, 0, ROWS(lives));
	tcase_add_test(tc, the_day_is_chinas);
	tcase_add_test(tc, what_is_no_event_is_refused);
}
