/* Counting all running deadlines again after the calendar changed.
 *
 * Each ticket whose working days are other ones now gets the event 'recounted' with its clocks: facts say what stood
 * before, what is counted and what stands after; the later date is kept. Cut off anywhere, it can be run again: what is
 * counted already comes to the same and is left alone.
 */
#ifndef PAGES_RECOUNT_H
#define PAGES_RECOUNT_H

#include "domain/calendar.h"
#include "store/db.h"

struct recounted {
	uint64_t seen;		/* tickets with a running clock */
	uint64_t told;		/* that got an event */
	uint64_t later;		/* clocks that are due later now */
	uint64_t kept;		/* clocks that would be due earlier and keep their date */
};

/* reason: what changed the calendar, for the event. change: its number, so that each change is told once a ticket. */
MUST_CHECK enum status recount_running(struct db *db, const struct calendar *calendar, const char *reason, uint64_t change,
				       struct recounted *recounted);

#endif
