/* Are deadlines read back, followed and judged as due.h and calendar_past.h say? Days by the notices of 2026. */
#include <string.h>

#include "base/now.h"
#include "domain/due.h"
#include "unit.h"

/* National Day 2026: off from 1 to 7 October, the 10th made up; filed on Monday 28 September at ten. */
static struct calendar_row days[8];
static const struct calendar october = { days, 8 };
static struct calendar_version always[] = { { INT64_MIN, INT64_MIN, { days, 8 } } };
static const struct calendar_past past = { always, 1 };

static int64_t at(const char *text)
{
	int64_t ms = 0;

	ck_assert_msg(time_from_text(text, &ms), "%s", text);
	return ms;
}

static int32_t day(const char *text)
{
	int32_t n = 0;

	ck_assert_msg(day_from_text(text, &n), "%s", text);
	return n;
}

static void fill_days(void)
{
	for (int i = 0; i < 7; i++)
		days[i] = (struct calendar_row){ day("2026-10-01") + i, "", false, true, "国庆节" };
	days[7] = (struct calendar_row){ day("2026-10-10"), "", true, true, "国庆节补班" };
}

struct step {
	enum event_type type;
	enum ticket_state from, to;
	const char *at;
	enum stage stage;	/* of its one clock; STAGE_NONE: no clock */
	const char *start;
	const char *due;
	int amount;		/* working days from the next day */
};

static struct event_said say(const struct step *s)
{
	static const struct event_fact region[] = { { "region", "440300" } };
	struct event_clock *clock = ARENA_NEW(arena, struct event_clock);
	struct event event = { .number = "JT1", .seq = 1, .at_ms = at(s->at), .type = s->type, .from = s->from, .to = s->to,
			       .actor = ACTOR_SYSTEM, .role = ROLE_SYSTEM, .clocks = clock, .clock_count = s->stage != STAGE_NONE,
			       .facts = region, .fact_count = s->type == EVENT_FILED };
	struct event_said said;

	if (s->stage)
		*clock = (struct event_clock){ s->stage, at(s->start), at(s->due), s->amount, "working_day", "next_day",
					       { "clock", "r\"1", "v", "源", true, false }, "one\ntwo" };
	ck_assert_int_eq(event_read(event_canonical(arena, &event), &said), ST_OK);
	return said;
}

#define FILED "2026-09-28 10:00:00"
#define FILING(due) { EVENT_FILED, STATE_NONE, STATE_ACCEPTED, FILED, STAGE_ANSWER, FILED, due, 5 }

START_TEST(what_was_written_is_read_back)
{
	struct event_said said = say(&(struct step)FILING("2026-10-11 23:59:59"));
	struct event_clock clock;

	ck_assert_int_eq(said.type, EVENT_FILED);
	ck_assert_int_eq(said.to, STATE_ACCEPTED);
	ck_assert_uint_eq(said.region, 440300);
	ck_assert_uint_eq(said.clock_count, 1);
	ck_assert_ptr_null(event_clock_of(&said, STAGE_SIGN));
	clock = event_clock_from(arena, event_clock_of(&said, STAGE_ANSWER));
	ck_assert_int_eq(clock.due_ms, at("2026-10-11 23:59:59"));
	ck_assert_int_eq(clock.amount, 5);
	ck_assert_str_eq(clock.unit, "working_day");
	ck_assert_str_eq(clock.start, "next_day");
	ck_assert_str_eq(clock.rule.id, "r\"1");
	ck_assert_str_eq(clock.rule.source, "源");
	ck_assert(clock.rule.verified && !clock.rule.fallback);
	ck_assert_str_eq(clock.proof, "one\ntwo");
}
END_TEST

START_TEST(bytes_that_are_cut_anywhere_are_refused)
{
	static const char whole[] = "{\"v\":1,\"new\":[{\"a\":[true,-1,\"\\\\\\\"}\"]}],\"facts\":{\"region\":\"110105\"},\"clocks\":[{\"stage\":"
				    "\"sign\",\"due_ms\":12,\"rule\":{\"verified\":false}}],\"texts\":{}}";
	struct event_said said;

	ck_assert_int_eq(event_read((struct bytes){ (const uint8_t *)whole, sizeof(whole) - 1 }, &said), ST_OK);
	ck_assert_uint_eq(said.region, 110105);
	ck_assert_int_eq(said.clocks[0].due_ms, 12);
	for (size_t n = 0; n < sizeof(whole) - 1; n++) {
		/* A copy of its own size, so that a sanitizer sees a read beyond it. */
		uint8_t *cut = malloc(n + 1);

		memcpy(cut, whole, n);
		ck_assert_int_eq(event_read((struct bytes){ cut, n }, &said), ST_INVALID);
		free(cut);
	}
}
END_TEST

/* Lives that are right to the last step, which is judged. */
#define SIGNING \
	{ EVENT_DISPATCHED, STATE_ACCEPTED, STATE_DISPATCHED, FILED, STAGE_NONE, NULL, NULL, 0 }, \
	{ EVENT_SIGNED, STATE_DISPATCHED, STATE_SIGNED, FILED, STAGE_NONE, NULL, NULL, 0 }
static const struct { const char *name; struct step steps[7]; const char *counted; } lives[] = {
	{ "five working days over National Day", { FILING("2026-10-11 23:59:59") }, "2026-10-10 23:59:59" },
	{ "right", { FILING("2026-10-10 23:59:59") }, NULL },
	{ "two days of waiting count not", {
		FILING("2026-10-10 23:59:59"),
		{ EVENT_DISPATCHED, STATE_ACCEPTED, STATE_DISPATCHED, FILED, STAGE_NONE, NULL, NULL, 0 },
		{ EVENT_SIGNED, STATE_DISPATCHED, STATE_SIGNED, FILED, STAGE_NONE, NULL, NULL, 0 },
		{ EVENT_ASKED, STATE_SIGNED, STATE_WAITING, "2026-09-29 09:00:00", STAGE_NONE, NULL, NULL, 0 },
		{ EVENT_SUPPLEMENTED, STATE_WAITING, STATE_SIGNED, "2026-10-01 08:00:00", STAGE_ANSWER, FILED, "2026-10-10 23:59:59", 5 } },
		"2026-10-13 23:59:59" },
	{ "a later promise for the same start is kept", {
		FILING("2026-10-10 23:59:59"),
		{ EVENT_RECOUNTED, STATE_ACCEPTED, STATE_ACCEPTED, "2026-09-29 09:00:00", STAGE_ANSWER, FILED, "2026-10-09 23:59:59", 4 } },
		"2026-10-10 23:59:59" },
	{ "another start is another promise", {
		FILING("2026-10-10 23:59:59"),
		{ EVENT_RECOUNTED, STATE_ACCEPTED, STATE_ACCEPTED, "2026-09-29 09:00:00", STAGE_ANSWER, "2026-09-29 09:00:00",
		  "2026-10-10 23:59:59", 4 } },
		NULL },
	{ "two more days begin where the promise ends", {
		FILING("2026-10-10 23:59:59"), SIGNING,
		{ EVENT_EXTENDED, STATE_SIGNED, STATE_SIGNED, "2026-09-29 09:00:00", STAGE_EXTEND, "2026-10-10 23:59:59", "2026-10-13 23:59:59", 2 } },
		NULL },
	{ "and not a day later", {
		FILING("2026-10-10 23:59:59"), SIGNING,
		{ EVENT_EXTENDED, STATE_SIGNED, STATE_SIGNED, "2026-09-29 09:00:00", STAGE_EXTEND, "2026-10-10 23:59:59", "2026-10-14 23:59:59", 2 } },
		"2026-10-13 23:59:59" },
	{ "back from a group is where it was", {
		FILING("2026-10-10 23:59:59"), SIGNING,
		{ EVENT_GROUPED, STATE_SIGNED, STATE_GROUPED, "2026-09-29 09:00:00", STAGE_NONE, NULL, NULL, 0 },
		{ EVENT_UNGROUPED, STATE_GROUPED, STATE_SIGNED, "2026-09-30 09:00:00", STAGE_NONE, NULL, NULL, 0 } },
		NULL },
	{ "and nowhere else", {
		FILING("2026-10-10 23:59:59"), SIGNING,
		{ EVENT_GROUPED, STATE_SIGNED, STATE_GROUPED, "2026-09-29 09:00:00", STAGE_NONE, NULL, NULL, 0 },
		{ EVENT_UNGROUPED, STATE_GROUPED, STATE_ACCEPTED, "2026-09-30 09:00:00", STAGE_NONE, NULL, NULL, 0 } },
		"none" },
	{ "a step the flow does not know", {
		FILING("2026-10-10 23:59:59"),
		{ EVENT_SIGNED, STATE_ACCEPTED, STATE_SIGNED, FILED, STAGE_NONE, NULL, NULL, 0 } },
		"none" },
};

START_TEST(the_last_step_is_judged)
{
	struct due_trail trail = { 0 };
	struct due_fault faults[EVENT_CLOCKS_MAX + 1];
	size_t count = 0;

	fill_days();
	for (const struct step *s = lives[_i].steps; s->type; s++) {
		struct event_said said = say(s);

		ck_assert_msg(count == 0, "%s: a step before the last", lives[_i].name);
		count = due_check(&trail, &past, &said, faults);
		due_follow(&trail, &said);
	}
	ck_assert_msg(count == (lives[_i].counted != NULL), "%s: %zu faults", lives[_i].name, count);
	if (count > 0)
		ck_assert_str_eq(faults[0].stage ? time_text(arena, faults[0].counted_ms) : "none", lives[_i].counted);
}
END_TEST

/* Dispatched on the 28th, due on the 29th; set aside; the calendar moved the promise meanwhile. */
START_TEST(what_was_set_aside_comes_back_with_its_own_due_time_and_the_newest_promise)
{
	static const struct step steps[] = {
		FILING("2026-10-10 23:59:59"),
		{ EVENT_DISPATCHED, STATE_ACCEPTED, STATE_DISPATCHED, FILED, STAGE_SIGN, FILED, "2026-09-29 23:59:59", 1 },
		{ EVENT_GROUPED, STATE_DISPATCHED, STATE_GROUPED, "2026-09-29 09:00:00", STAGE_NONE, NULL, NULL, 0 },
		{ EVENT_RECOUNTED, STATE_GROUPED, STATE_GROUPED, "2026-09-29 10:00:00", STAGE_ANSWER, FILED, "2026-10-12 23:59:59", 5 },
		{ EVENT_UNGROUPED, STATE_GROUPED, STATE_DISPATCHED, "2026-10-08 09:00:00", STAGE_NONE, NULL, NULL, 0 },
		{ EVENT_SIGNED, STATE_DISPATCHED, STATE_SIGNED, "2026-10-08 10:00:00", STAGE_NONE, NULL, NULL, 0 },
	};
	static const struct { enum stage stage; const char *due; } wanted[] = {
		{ STAGE_NONE, NULL }, { STAGE_SIGN, "2026-09-29 23:59:59" }, { STAGE_ANSWER, "2026-10-10 23:59:59" },
		{ STAGE_ANSWER, "2026-10-12 23:59:59" }, { STAGE_SIGN, "2026-09-29 23:59:59" }, { STAGE_ANSWER, "2026-10-12 23:59:59" },
	};
	struct due_trail trail = { 0 };

	for (int i = 0; i < ROWS(steps); i++) {
		struct event_said said = say(&steps[i]);

		due_follow(&trail, &said);
		if (!wanted[i].due)
			continue;
		ck_assert_msg(trail.present.stage == wanted[i].stage && trail.present.due_ms == at(wanted[i].due), "step %d: stage %s due %s", i,
			      stage_word((int)trail.present.stage), time_text(arena, trail.present.due_ms));
	}
}
END_TEST

START_TEST(counted_again_the_later_date_is_kept)
{
	struct event_said said = say(&(struct step)FILING("2026-10-10 23:59:59"));
	const struct calendar none = { NULL, 0 };
	struct due_trail trail = { 0 };
	struct event_clock clock;
	int64_t counted;

	fill_days();
	ck_assert_int_eq(due_again(arena, &october, &trail, STAGE_ANSWER, 0, &clock, &counted), ST_NOT_FOUND);
	due_follow(&trail, &said);
	/* Without the holiday it would be Monday 5 October. */
	ck_assert_int_eq(due_again(arena, &none, &trail, STAGE_ANSWER, at("2026-09-29 09:00:00"), &clock, &counted), ST_OK);
	ck_assert_str_eq(time_text(arena, counted), "2026-10-05 23:59:59");
	ck_assert_str_eq(time_text(arena, clock.due_ms), "2026-10-10 23:59:59");
	ck_assert_ptr_nonnull(strstr(clock.proof, "\nkept 2026-10-10 23:59:59\n"));
	trail.last[STAGE_ANSWER].due_ms = at("2026-10-01 23:59:59");
	ck_assert_int_eq(due_again(arena, &none, &trail, STAGE_ANSWER, at("2026-09-29 09:00:00"), &clock, &counted), ST_OK);
	ck_assert_str_eq(time_text(arena, clock.due_ms), "2026-10-05 23:59:59");
	ck_assert_ptr_null(strstr(clock.proof, "kept"));
}
END_TEST

/* Extended by two days, then waited for two: the promise moves to Tuesday, and the extension goes on from there. */
START_TEST(an_extension_follows_its_promise)
{
	const struct step steps[] = {
		FILING("2026-10-10 23:59:59"), SIGNING,
		{ EVENT_EXTENDED, STATE_SIGNED, STATE_SIGNED, "2026-09-28 11:00:00", STAGE_EXTEND, "2026-10-10 23:59:59", "2026-10-13 23:59:59", 2 },
		{ EVENT_ASKED, STATE_SIGNED, STATE_WAITING, "2026-09-29 09:00:00", STAGE_NONE, NULL, NULL, 0 },
	};
	const struct step anew = { EVENT_REOPENED, STATE_ANSWERED, STATE_REWORK, "2026-10-20 10:00:00", STAGE_ANSWER, "2026-10-20 10:00:00",
				   "2026-10-27 23:59:59", 5 };
	struct event_clock clocks[DUE_PROMISE_CLOCKS];
	int64_t counted[DUE_PROMISE_CLOCKS];
	struct due_trail trail = { 0 };
	struct event_said said;
	size_t count;

	fill_days();
	for (int i = 0; i < ROWS(steps); i++) {
		said = say(&steps[i]);
		due_follow(&trail, &said);
	}
	ck_assert_str_eq(time_text(arena, trail.present.answer_due_ms), "2026-10-13 23:59:59");
	ck_assert_int_eq(trail.present.due_ms, trail.present.answer_due_ms);
	ck_assert_int_eq(due_promise_again(arena, &october, &trail, at("2026-10-01 08:00:00"), clocks, counted, &count), ST_OK);
	ck_assert_uint_eq(count, 2);
	ck_assert_str_eq(time_text(arena, clocks[0].due_ms), "2026-10-13 23:59:59");
	ck_assert_int_eq(clocks[1].from_ms, clocks[0].due_ms);
	ck_assert_str_eq(time_text(arena, clocks[1].due_ms), "2026-10-15 23:59:59");
	/* A new promise after a rework is not an extended one. */
	said = say(&anew);
	trail.state = STATE_ANSWERED;
	due_follow(&trail, &said);
	ck_assert(!trail.has[STAGE_EXTEND]);
	ck_assert_str_eq(time_text(arena, trail.present.answer_due_ms), "2026-10-27 23:59:59");
	trail.has[STAGE_ANSWER] = false;
	ck_assert_int_eq(due_promise_again(arena, &october, &trail, at("2026-10-21 08:00:00"), clocks, counted, &count), ST_NOT_FOUND);
}
END_TEST

START_TEST(the_calendar_is_known_as_it_was)
{
	/* Newest first: on the 3rd somebody took the make-up day away; on the 2nd 8 October was added and 7 October renamed. */
	const int64_t third = at("2026-09-03 09:00:00"), second = at("2026-09-02 09:00:00");
	const struct calendar_change changes[] = {
		{ third, true, { day("2026-10-10"), "", true, true, "国庆节补班" } },
		{ second + 900, true, { day("2026-10-07"), "", false, true, "中秋节" } },
		{ second, false, { .day = day("2026-10-08"), .scope = "" } },
	};
	struct calendar_row now_rows[8];
	const struct calendar now = { now_rows, 8 };
	struct calendar_past p;

	fill_days();
	memcpy(now_rows, days, sizeof(days));
	now_rows[7] = (struct calendar_row){ day("2026-10-08"), "", false, true, "国庆节" };
	p = calendar_past_of(arena, &now, changes, ROWS(changes));
	ck_assert_uint_eq(p.count, 3);
	ck_assert(!calendar_day(&calendar_at(&p, third)->calendar, 440300, day("2026-10-10")).worked);
	ck_assert(calendar_day(&calendar_at(&p, third - 1)->calendar, 440300, day("2026-10-10")).worked);
	ck_assert(!calendar_day(&calendar_at(&p, third - 1)->calendar, 440300, day("2026-10-08")).worked);
	ck_assert(calendar_day(&calendar_at(&p, second - 1)->calendar, 440300, day("2026-10-08")).worked);
	ck_assert_str_eq(calendar_day(&calendar_at(&p, second - 1)->calendar, 440300, day("2026-10-07")).name, "中秋节");
	ck_assert_ptr_null(calendar_older(&p, calendar_at(&p, second - 1), second - 1));
	ck_assert_ptr_eq(calendar_older(&p, calendar_at(&p, third), third + CALENDAR_SPREAD_MS), calendar_at(&p, third - 1));
	ck_assert_ptr_null(calendar_older(&p, calendar_at(&p, third), third + CALENDAR_SPREAD_MS + 1));
}
END_TEST

UNIT(due)
{
	tcase_add_test(tc, what_was_written_is_read_back);
	tcase_add_test(tc, bytes_that_are_cut_anywhere_are_refused);
	tcase_add_loop_test(tc, the_last_step_is_judged, 0, ROWS(lives));
	tcase_add_test(tc, what_was_set_aside_comes_back_with_its_own_due_time_and_the_newest_promise);
	tcase_add_test(tc, counted_again_the_later_date_is_kept);
	tcase_add_test(tc, an_extension_follows_its_promise);
	tcase_add_test(tc, the_calendar_is_known_as_it_was);
}
