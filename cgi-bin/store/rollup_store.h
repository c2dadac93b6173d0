/* The published counts: kept from events by the worker, recounted by doctor. domain/tally.h says what counts. */
#ifndef STORE_ROLLUP_STORE_H
#define STORE_ROLLUP_STORE_H

#include "domain/region.h"
#include "domain/tally.h"
#include "store/history.h"

/* Counts gathered in memory, one a key, until they are written. Lives in the arena. */
struct rollup {
	struct arena *arena;
	struct tally *rows;
	size_t count;
	size_t room;
};

struct rollup rollup_new(struct arena *arena);
/* Adds what the event seq of this ticket counts. ST_BUG (logged): no such event, or its bytes are none. */
MUST_CHECK enum status rollup_count(struct rollup *rollup, const struct history *history, uint32_t seq);
/* Adds all to the tables of days and months, within the caller's transaction. */
MUST_CHECK enum status rollup_write(struct db *db, const struct regions *regions, const struct rollup *rollup);

#endif
