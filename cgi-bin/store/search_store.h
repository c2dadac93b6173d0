/* The search index: a ticket's texts and what it is about, cut by domain/grams.h, each gram a row of ticket_gram.
 *
 * Who the person is never stands in it. Whoever erases a ticket's texts must index it again.
 */
#ifndef STORE_SEARCH_STORE_H
#define STORE_SEARCH_STORE_H

#include "domain/region.h"
#include "store/history.h"

/* Writing the same again changes nothing. */
MUST_CHECK enum status search_index(struct db *db, struct arena *arena, const struct history *history);

/* ---- asking ---------------------------------------------------------------------------------------------------------------- */

#define SEARCH_BRIEF 100	/* a gram that no more tickets hold costs next to nothing: two pages */
#define SEARCH_FEW 1000		/* and of one that no more hold a queue takes all */

/* Where is looked: a province, or in the nation all of them; within it a range of regions and a unit, "" for any. */
struct search_reach {
	const uint32_t *provinces;
	size_t province_count;
	uint32_t region_from, region_until;
	const char *unit;
};

/* What was typed, by a gram that few tickets hold, or of those that many hold the rarest of late. */
struct search {
	struct search_reach reach;
	const char *gram;
	struct bytes gram_until;		/* the same, unless it is the beginning of a word */
	bool begins;
	const char *pattern;			/* grams_asked; "" when the gram says it all */
	bool many;				/* it may be more than SEARCH_BRIEF */
	bool cut;				/* and not all of them were looked at */
};

/* ST_NOT_FOUND: nothing to look for. */
MUST_CHECK enum status search_ask(struct db *db, struct arena *arena, const char *typed, const struct search_reach *reach, struct search *search);
/* The newest tickets that hold what was typed. */
MUST_CHECK enum status search_newest(struct db *db, struct arena *arena, struct search *search, uint32_t most, struct queue_row **rows, size_t *count);
/* All from the ticket since on that may hold it, as "[1,2]", not yet cut by pattern, region and unit; more than SEARCH_FEW: so many of them, and cut is set. */
MUST_CHECK enum status search_all(struct db *db, struct arena *arena, struct search *search, uint64_t since, const char **ids);
/* keep[i]: does ids[i] hold what was typed? */
MUST_CHECK enum status search_among(struct db *db, struct arena *arena, const struct search *search, const uint64_t *ids, size_t count, bool *keep);

#endif
