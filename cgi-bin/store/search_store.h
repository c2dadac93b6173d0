/* The search index: a ticket's texts and what it is about, cut by domain/grams.h.
 *
 * ticket_search_find (sql/worker.sql) asks it. Who the person is never stands in it. Whoever erases a ticket's texts must index it again.
 */
#ifndef STORE_SEARCH_STORE_H
#define STORE_SEARCH_STORE_H

#include "store/history.h"

/* Writing the same again changes nothing. */
MUST_CHECK enum status search_index(struct db *db, struct arena *arena, const struct history *history);

#endif
