/* How many tickets of a queue stand in each state. */
#ifndef PAGES_DESK_COUNT_H
#define PAGES_DESK_COUNT_H

#include "domain/ticket.h"
#include "pages/desk_filter.h"
#include "pages/desk_found.h"

/* Tabs.N.Count for each of the states (ended by STATE_NONE); Tabs.N.More and More where they were not all looked at. No counts of what very many hold. */
MUST_CHECK enum status desk_count_tabs(struct request *req, const struct desk_filter *filter, const struct desk_found *found,
				       const enum ticket_state *states);

#endif
