/* How many open tickets stand in each state, for each place and every place above it, whole and cut by one thing at a time.
 *
 * Triggers of `ticket` leave what came and went in `open_change`, in the transaction that did it; the worker adds it up in `open_count`.
 * A reader takes both in one statement, so counts are right at every moment, and nobody who files waits for a counter.
 */
#ifndef STORE_OPEN_STORE_H
#define STORE_OPEN_STORE_H

#include "store/db.h"

/* Stored: append, never renumber. open_count_add makes a row of each. */
enum open_cut { OPEN_CUT_NONE, OPEN_CUT_KIND, OPEN_CUT_SOURCE, OPEN_CUT_ITEM, OPEN_CUT_DOMAIN, OPEN_CUT_UNIT, OPEN_CUT_CARD };

/* Adds up at most so many changes, in a transaction of its own. */
MUST_CHECK enum status open_add_up(struct db *db, struct arena *arena, uint32_t most, size_t *done);
/* Puts at most so many counts right that are not those of the tickets, in a transaction of its own, while others file and the worker adds up: by how much
 * a count is off is what none of them changes. Two that mend wait for each other. */
MUST_CHECK enum status open_mend(struct db *db, struct arena *arena, uint32_t most, int64_t now_ms, size_t *done);

#endif
