/* The deadlines of one ticket, followed through its events.
 *
 * A deadline that is counted again from the same start (the person answered, the calendar changed) keeps the later
 * date: what was promised is not taken back, and nobody is late by a change they could not know of.
 *
 * An extended promise is two clocks: STAGE_ANSWER, the promise as it would be without, and STAGE_EXTEND, which begins where
 * that one is due and holds for the person. Counted again, the second begins where the first is due then. Pure.
 */
#ifndef DOMAIN_DUE_H
#define DOMAIN_DUE_H

#include "domain/calendar_past.h"
#include "domain/event_read.h"
#include "domain/flow.h"

/* What stands in `ticket`, and what a move makes of it. */
struct due_present {
	enum stage stage;
	int64_t due_ms;		/* of the stage; 0: no clock runs */
	int64_t answer_due_ms;	/* the promise; 0: none was given */
	int64_t paused_ms;
};

/* of: the due time of each stage that the move counted; 0 where it counted none. */
void due_after(struct due_present *present, const struct flow_row *row, int64_t at_ms, const int64_t of[STAGE_END]);

/* A move of CLOCK_BACK: the stage it had before it was set aside. The promise is what it is now, its stage's due time with it. */
struct due_trail;
void due_back(struct due_present *present, const struct due_trail *trail);

/* A ticket on its way through its events; zeroed at its first. */
struct due_trail {
	uint32_t region;
	enum ticket_state state;
	struct due_present present;
	enum ticket_state aside_state;	/* while or after it was set aside: what it was before */
	struct due_present aside;
	struct clock_pauses pauses;
	struct said_clock last[STAGE_END];	/* the newest of each stage; its texts point into the event that said it */
	bool has[STAGE_END];
};

#define DUE_SLACK_MS 2000	/* between counting and the event that was written for it; the triggers allow as much */

struct due_fault {
	enum stage stage;	/* STAGE_NONE: the event itself cannot follow */
	int64_t said_ms;
	int64_t counted_ms;	/* 0: the rule cannot be counted at all */
};

/* One event more. */
void due_follow(struct due_trail *trail, const struct event_said *event);
/* Before it is followed: can it come next, and is each of its due times what its rule comes to by the calendar of its
 * time? faults: EVENT_CLOCKS_MAX + 1. Returns how many there are. */
size_t due_check(struct due_trail *trail, const struct calendar_past *past, const struct event_said *event,
		 struct due_fault *faults);
/* The newest clock of a stage counted again by this calendar; ST_NOT_FOUND when there never was one. counted_ms: what it
 * comes to; clock->due_ms is the later of that and what was said before. The trail's events must still be there. */
MUST_CHECK enum status due_again(struct arena *arena, const struct calendar *calendar, const struct due_trail *trail,
				 enum stage stage, int64_t now_ms, struct event_clock *clock, int64_t *counted_ms);

/* The promise counted again: its clock and, when it was extended, the extension's. ST_NOT_FOUND: none was given. */
#define DUE_PROMISE_CLOCKS 2
MUST_CHECK enum status due_promise_again(struct arena *arena, const struct calendar *calendar, const struct due_trail *trail,
					 int64_t now_ms, struct event_clock clocks[DUE_PROMISE_CLOCKS],
					 int64_t counted_ms[DUE_PROMISE_CLOCKS], size_t *count);

#endif
