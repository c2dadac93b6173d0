/* The calendar as it stood at any time: a promise is judged by the days that were known when it was given.
 *
 * Made backwards from the present by undoing what the table's own log says was changed. Changes that follow one another
 * at once are one version. A program learns of a change as late as CALENDAR_SPREAD_MS after it. Pure.
 */
#ifndef DOMAIN_CALENDAR_PAST_H
#define DOMAIN_CALENDAR_PAST_H

#include "domain/calendar.h"

#define CALENDAR_SPREAD_MS 15000	/* store/calendar_store.h looks three times as often */

/* What stood at a day and scope before somebody changed it. */
struct calendar_change {
	int64_t at_ms;
	bool was_there;			/* else only day and scope of `was` are set */
	struct calendar_row was;
};

struct calendar_version {
	int64_t since_ms;		/* its first change; INT64_MIN for the oldest */
	int64_t settled_ms;		/* from then on every program counts by it */
	struct calendar calendar;
};

struct calendar_past {
	struct calendar_version *versions;	/* newest first, at least one */
	size_t count;
};

/* changes: newest first. */
struct calendar_past calendar_past_of(struct arena *arena, const struct calendar *now, const struct calendar_change *changes,
				      size_t count);
/* The version of that time. Older: the one before, when a program may still have counted by it at that time; else NULL. */
const struct calendar_version *calendar_at(const struct calendar_past *past, int64_t at_ms);
const struct calendar_version *calendar_older(const struct calendar_past *past, const struct calendar_version *version,
					      int64_t at_ms);

#endif
