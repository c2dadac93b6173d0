/* Which tickets an auditor looks at: one filter for the page, every export and every sample.
 *
 * By a rule the tickets come from ticket_rule, else from the ticket's own indexes; either way what is read lies within the period.
 */
#ifndef PAGES_TICKET_FILTER_H
#define PAGES_TICKET_FILTER_H

#include "statements.h"

#define TICKET_RULE_CHARS 40

struct ticket_filter {
	struct export_tickets_in in;
	const char *rule;	/* "" for any */
};

/* region: 0 the nation. The other parts are 0 or "" for any. */
struct ticket_filter ticket_filter_make(int64_t from_ms, int64_t until_ms, uint32_t region, uint32_t kind, uint32_t state, const char *unit,
					uint32_t item, const char *rule);

/* Row by row (struct export_row), in the order of filing. */
MUST_CHECK enum status ticket_filter_each(struct db *db, struct arena *row_arena, const struct ticket_filter *filter, db_row_fn fn, void *context);
/* The same as struct inspection_pool_row. */
MUST_CHECK enum status ticket_filter_pool(struct db *db, struct arena *row_arena, const struct ticket_filter *filter, db_row_fn fn, void *context);
/* The first ones. */
MUST_CHECK enum status ticket_filter_page(struct db *db, struct arena *arena, const struct ticket_filter *filter, uint32_t most,
					  struct export_row **rows, size_t *count);
/* How many, counted no further than most. */
MUST_CHECK enum status ticket_filter_count(struct db *db, struct arena *arena, const struct ticket_filter *filter, uint32_t most, uint64_t *count);
/* As the trail keeps it. */
const char *ticket_filter_text(struct arena *arena, const struct ticket_filter *filter);

#endif
