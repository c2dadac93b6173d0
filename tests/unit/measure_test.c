/* Does each event add to the indicators what measure.h says, once, whatever came before it? */
#include <string.h>

#include "domain/measure.h"
#include "unit.h"

#define NOON_MS INT64_C(1795492800000)	/* 2026-11-24 12:00 in China */

struct step {
	enum event_type type;
	enum ticket_state to;
	int64_t after_ms;	/* NOON_MS */
	const char *inside;	/* of the canonical JSON */
	const char *wanted;	/* "taken", "ended+" a hit, "put_right=1+" a later hit of event 1 */
};

#define FILING(kind) "\"facts\":{\"kind\":\"" kind "\",\"region\":\"440304\",\"item\":\"3101\",\"source\":\"web\"}"
#define DUE "\"clocks\":[{\"stage\":\"sign\",\"due_ms\":1},{\"stage\":\"answer\",\"due_ms\":1795492801000}]"
#define LATER(ms) "\"clocks\":[{\"stage\":\"answer\",\"due_ms\":" #ms "}]"
#define EXTENDED "\"clocks\":[{\"stage\":\"extend\",\"due_ms\":1795492803000}]"
#define STARS(n) "\"facts\":{\"rating\":\"" #n "\"}"
#define FACTS(facts) "\"facts\":{" facts "}"

static const struct { const char *name; struct step steps[12]; } lives[] = {
	{ "an inquiry answered at once, rated twice", {
		{ EVENT_FILED, STATE_ACCEPTED, 0, FILING("inquiry") "," DUE, "taken" },
		{ EVENT_ANSWERED_AT_ONCE, STATE_CLOSED, 1000, "", "inquiry_at_once+ other_on_time+ ended" },
		{ EVENT_RATED, STATE_CLOSED, 2000, STARS(4), "at_once_satisfied+" },
		{ EVENT_RATED, STATE_CLOSED, 3000, STARS(1), "put_right" } } },
	{ "an inquiry answered late by a unit", {
		{ EVENT_FILED, STATE_ACCEPTED, 0, FILING("inquiry") "," DUE, "taken" },
		{ EVENT_APPROVED, STATE_ANSWERED, 1001, "", "inquiry_at_once other_on_time" },
		{ EVENT_CLOSED, STATE_CLOSED, 2000, "", "called_back ended" },
		{ EVENT_RATED, STATE_CLOSED, 3000, STARS(5), "" } } },
	{ "a complaint: dissatisfied, put right, satisfied", {
		{ EVENT_FILED, STATE_ACCEPTED, 0, FILING("complaint") "," DUE, "taken" },
		{ EVENT_APPROVED, STATE_ANSWERED, 10, FACTS("\"sampled\":\"chosen\""), "complaint_on_time+ complaint_reviewed+" },
		{ EVENT_DISSATISFIED, STATE_REWORK, 20, "", "complaint_satisfied called_back+ sample_called+ put_right" },
		{ EVENT_REOPENED, STATE_REWORK, 25, "", "" },
		{ EVENT_APPROVED, STATE_ANSWERED, 30, "", "complaint_on_time+ complaint_reviewed+ put_right=3+" },
		{ EVENT_SATISFIED, STATE_CLOSED, 40, "", "called_back+ ended" },
		{ EVENT_REOPENED, STATE_REWORK, 50, "", "put_right" },
		{ EVENT_ANSWERED_AT_ONCE, STATE_CLOSED, 2000, "", "complaint_on_time complaint_reviewed put_right=7+" } } },
	{ "reopened before anybody called: nobody failed to call", {
		{ EVENT_FILED, STATE_ACCEPTED, 0, FILING("complaint"), "taken" },
		{ EVENT_APPROVED, STATE_ANSWERED, 10, "", "complaint_on_time+ complaint_reviewed+" },
		{ EVENT_REOPENED, STATE_REWORK, 20, "", "put_right" },
		{ EVENT_WITHDRAWN, STATE_WITHDRAWN, 30, "", "ended" } } },
	{ "the draw passed it over, and nobody was reached", {
		{ EVENT_FILED, STATE_ACCEPTED, 0, FILING("suggestion") "," DUE, "taken" },
		{ EVENT_APPROVED, STATE_ANSWERED, 10, FACTS("\"sampled\":\"passed_over\""), "other_on_time+" },
		{ EVENT_NOT_REACHED, STATE_CLOSED, 20, "", "called_back ended" } } },
	{ "sent back twice, then replied to minutes before the promise and after it", {
		{ EVENT_FILED, STATE_ACCEPTED, 0, FILING("complaint") "," LATER(1795496400000), "taken" },
		{ EVENT_RETURNED, STATE_RETURNED, 10, "", "returned_again" },
		{ EVENT_TRANSFER_RETURNED, STATE_RETURNED, 20, "", "returned_again+" },
		{ EVENT_EXTENSION_ASKED, STATE_SIGNED, 0, "", "last_hour" },
		{ EVENT_EXTENSION_ASKED, STATE_SIGNED, 1, "", "last_hour+" },
		{ EVENT_REPLIED, STATE_REPLIED, 1800000, "", "last_minutes copied_reply" },
		{ EVENT_REPLIED, STATE_REPLIED, 1800001, "", "last_minutes+ copied_reply" },
		{ EVENT_REPLIED, STATE_REPLIED, 3600000, "", "last_minutes+ copied_reply" },
		{ EVENT_REPLIED, STATE_REPLIED, 3600001, "", "last_minutes copied_reply" },
		{ EVENT_EXTENSION_ASKED, STATE_SIGNED, 3600001, "", "last_hour" } } },
	{ "nothing was promised", {
		{ EVENT_FILED, STATE_ACCEPTED, 0, FILING("inquiry"), "taken" },
		{ EVENT_REPLIED, STATE_REPLIED, 10, "", "last_minutes copied_reply" } } },
	{ "taken over from an older system: in no figure, whatever becomes of it", {
		{ EVENT_IMPORTED, STATE_ACCEPTED, 0, FILING("complaint") "," DUE, "" },
		{ EVENT_RETURNED, STATE_RETURNED, 10, "", "" },
		{ EVENT_APPROVED, STATE_ANSWERED, 20, "", "" },
		{ EVENT_DISSATISFIED, STATE_REWORK, 30, "", "" },
		{ EVENT_ANSWERED_AT_ONCE, STATE_CLOSED, 2000, "", "" } } },
	{ "an extended promise is the promise", {
		{ EVENT_FILED, STATE_ACCEPTED, 0, FILING("suggestion") "," DUE, "taken" },
		{ EVENT_EXTENDED, STATE_SIGNED, 10, EXTENDED, "" },
		{ EVENT_APPROVED, STATE_ANSWERED, 3000, "", "other_on_time+" } } },
};

static const char *told(const struct measured *found, size_t count, uint32_t seq)
{
	struct buf out = buf_new(arena, 64);

	for (size_t i = 0; i < count; i++) {
		buf_printf(&out, "%s%s", i > 0 ? " " : "", measure_word(found[i].what));
		if (found[i].seq != seq)
			buf_printf(&out, "=%u", found[i].seq);
		buf_text(&out, found[i].hit ? "+" : "");
		ck_assert_msg(found[i].counted == (found[i].seq == seq), "counted once, with its event");
	}
	return out.text;
}

START_TEST(each_event_adds_what_the_header_says)
{
	struct measure_past past = { 0 };
	struct measured found[MEASURES_PER_EVENT];
	size_t count;

	for (uint32_t i = 0; i < 12 && lives[_i].steps[i].wanted; i++) {
		const struct step *s = &lives[_i].steps[i];
		const char *json = arena_printf(arena, "{%s}", s->inside);

		ck_assert_int_eq(measure_event(&past, s->type, s->to, i + 1, NOON_MS + s->after_ms,
					       (struct bytes){ (const uint8_t *)json, strlen(json) }, found, &count), ST_OK);
		ck_assert_msg(strcmp(told(found, count, i + 1), s->wanted) == 0, "%s, event %u: '%s', not '%s'", lives[_i].name, i + 1,
			      told(found, count, i + 1), s->wanted);
	}
}
END_TEST

/* Who had it then: a unit that assists does not take over, one place hands over to another, and a rework belongs to whose answer was bad. */
START_TEST(each_figure_is_of_who_had_it)
{
	static const struct { enum event_type type; const char *facts; uint32_t region; const char *unit; } steps[] = {
		{ EVENT_FILED, "\"kind\":\"complaint\",\"region\":\"440304\",\"item\":\"3101\",\"source\":\"phone\"", 440304, "" },
		{ EVENT_DISPATCHED, "\"unit\":\"440300-01\"", 440304, "440300-01" },
		{ EVENT_JOINED, "\"unit\":\"440300-02\"", 440304, "440300-01" },
		{ EVENT_TRANSFERRED, "\"region\":\"450000\"", 450000, "" },
		{ EVENT_DISPATCHED, "\"unit\":\"450100-01\"", 450000, "450100-01" },
	};
	struct measure_past past = { 0 };
	struct measured found[MEASURES_PER_EVENT];
	size_t count;

	for (uint32_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		const char *json = arena_printf(arena, "{\"facts\":{%s}}", steps[i].facts);

		ck_assert_int_eq(measure_event(&past, steps[i].type, STATE_DISPATCHED, i + 1, NOON_MS,
					       (struct bytes){ (const uint8_t *)json, strlen(json) }, found, &count), ST_OK);
		ck_assert_uint_eq(past.region, steps[i].region);
		ck_assert_str_eq(past.unit, steps[i].unit);
		ck_assert_uint_eq(past.source, SOURCE_PHONE);
	}
}
END_TEST

START_TEST(bytes_that_are_no_event_are_refused)
{
	struct measure_past past = { 0 };
	struct measured found[MEASURES_PER_EVENT];
	size_t count;

	ck_assert_int_eq(measure_event(&past, EVENT_FILED, STATE_ACCEPTED, 1, NOON_MS, (struct bytes){ (const uint8_t *)"{", 1 }, found, &count),
			 ST_INVALID);
}
END_TEST

UNIT(measure)
{
	tcase_add_loop_test(tc, each_event_adds_what_the_header_says, 0, ROWS(lives));
	tcase_add_test(tc, each_figure_is_of_who_had_it);
	tcase_add_test(tc, bytes_that_are_no_event_are_refused);
}
