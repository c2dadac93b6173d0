/* The calendar from its table: as it is, kept fresh in a serving program, and as it was. */
#ifndef STORE_CALENDAR_STORE_H
#define STORE_CALENDAR_STORE_H

#include "domain/calendar_diff.h"
#include "domain/calendar_past.h"
#include "store/db.h"

struct staff_act_insert_in;

MUST_CHECK enum status calendar_load(struct db *db, struct arena *arena, struct calendar *calendar);
MUST_CHECK enum status calendar_past_load(struct db *db, struct arena *arena, struct calendar_past *past);

/* With sources, to compare a notice with; the differences that were agreed to and their act, in one transaction: neither where there are none. */
MUST_CHECK enum status calendar_entries_load(struct db *db, struct arena *arena, struct calendar_table *table);
MUST_CHECK enum status calendar_apply(struct db *db, const struct calendar_diff *diff, const struct staff_act_insert_in *act);
/* The number of the newest change. */
MUST_CHECK enum status calendar_change_number(struct db *db, struct arena *arena, uint64_t *number);

/* What a program counts by; a change in the table reaches it within CALENDAR_REACH_MS. */
#define CALENDAR_REACH_MS (CALENDAR_SPREAD_MS / 3)
struct calendar_live {
	struct calendar calendar;
	struct arena *arena;	/* of the calendar */
	uint64_t change;	/* the newest one it knows */
	int64_t looked_ms;	/* monotonic */
};

/* Lives in the owner and ends with it. */
MUST_CHECK enum status calendar_live_open(struct db *db, struct arena *owner, struct calendar_live **live);
/* Never fails: while the database does not answer the days known so far are counted by. */
const struct calendar *calendar_live_look(struct db *db, struct calendar_live *live);

#endif
