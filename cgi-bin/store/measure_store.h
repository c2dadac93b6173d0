/* The indicators as the worker keeps them: what was counted, ticket by ticket, and its sums by month. domain/measure.h says what counts. */
#ifndef STORE_MEASURE_STORE_H
#define STORE_MEASURE_STORE_H

#include "domain/measure.h"
#include "domain/print.h"
#include "domain/region.h"
#include "store/history.h"

/* By what a place's figures are cut; stored. */
enum measure_cut { CUT_WHOLE, CUT_KIND, CUT_ITEM, CUT_SOURCE, CUT_UNIT, CUT_END };

/* What was measured of one ticket. */
struct measure_mark {
	uint64_t ticket_id;
	uint32_t kind, source, item;
	struct measured m;
	bool printed;			/* of a unit's reply: */
	uint8_t print[PRINT_BYTES];
	const char *matter;
};

/* Gathered in memory until it is written. Lives in the arena. */
struct measuring {
	struct arena *arena;
	struct measure_mark *rows;
	size_t count;
	size_t room;
};

struct measuring measuring_new(struct arena *arena);
/* Adds what the event seq of this ticket counts. ST_BUG (logged): no such event, or its bytes are none. */
MUST_CHECK enum status measure_count(struct measuring *measuring, const struct history *history, uint32_t seq);
/* Writes all, within the caller's transaction. */
MUST_CHECK enum status measure_write(struct db *db, const struct regions *regions, struct measuring *measuring);

#endif
