/* Counting all running deadlines again after the calendar changed.
 *
 * Each ticket whose working days are other ones now gets the event 'recounted' with its clocks: facts say what stood
 * before, what is counted and what stands after; the later date is kept. Cut off anywhere, it can be run again: what is
 * counted already comes to the same and is left alone.
 */
#ifndef PAGES_RECOUNT_H
#define PAGES_RECOUNT_H

#include "domain/calendar_diff.h"
#include "domain/due.h"
#include "store/db.h"

struct staff_act_insert_in;

struct recounted {
	uint64_t seen;		/* tickets with a running clock */
	uint64_t told;		/* that got an event */
	uint64_t later;		/* clocks that are due later now */
	uint64_t kept;		/* clocks that would be due earlier and keep their date */
};

/* A change of the calendar carried out: the days with their act in one transaction, then, when all programs count by them, every running clock.
 * Cut short anywhere and begun again, with what then still differs, it comes to the same; with no difference it counts again all the same.
 * reason: what changed it, for the events. */
MUST_CHECK enum status recount_change(struct db *db, struct arena *arena, const struct calendar_diff *diff, const struct staff_act_insert_in *act,
				      const char *reason, struct recounted *recounted);

/* What one ticket's running clocks come to by another calendar, where it is not what they are. */
#define RECOUNT_CLOCKS 3	/* of the stage, the promise and its extension */
struct recount_news {
	struct event_clock clocks[RECOUNT_CLOCKS];	/* as they would be told: the later date holds */
	int64_t before_ms[RECOUNT_CLOCKS];
	int64_t counted_ms[RECOUNT_CLOCKS];
	size_t count;
	uint64_t later, kept;
};
/* Pure. The trail's events must still be there. */
MUST_CHECK enum status recount_weigh(struct arena *arena, const struct calendar *calendar, const struct due_trail *trail, int64_t now_ms,
				     struct recount_news *news);

#endif
