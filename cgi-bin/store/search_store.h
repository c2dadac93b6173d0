/* The search index: a ticket's texts and what it is about, cut by domain/grams.h.
 *
 * Who the person is never stands in it. Whoever erases a ticket's texts must index it again.
 */
#ifndef STORE_SEARCH_STORE_H
#define STORE_SEARCH_STORE_H

#include "store/history.h"

/* Writing the same again changes nothing. */
MUST_CHECK enum status search_index(struct db *db, struct arena *arena, const struct history *history);

struct search {
	const char *typed;
	uint32_t jurisdiction;	/* 0 the nation, a province, a city or a county */
	const char *unit;	/* only this unit's tickets; "" any */
	uint32_t most;
};

/* Newest first. Nothing is found by a query without letters, digits or Han characters. */
MUST_CHECK enum status search_find(struct db *db, struct arena *arena, const struct search *search,
				   struct ticket_search_find_out **ids, size_t *count);

#endif
