/* The demands of a ticket: read for pages, weighed and written with a move. Only a move writes. */
#ifndef STORE_DEMAND_STORE_H
#define STORE_DEMAND_STORE_H

#include "domain/demand.h"
#include "statements.h"
#include "store/db.h"

struct demand_list {
	struct demand *all;	/* open and ended, in the order they were asked */
	size_t count;
	struct demand *open;
	size_t open_count;
};

MUST_CHECK enum status demands_load(struct db *db, struct arena *arena, uint64_t ticket_id, struct demand_list *list);
/* What is about to be done to the ticket, for demand_check. */
struct move;
struct demand_ask demand_ask_of(const struct move *move, const struct ticket_row *ticket, int64_t now_ms);
/* absent: for whom the actor stands in. */
void demand_ask_for(struct demand_ask *ask, const struct stands_in *absent);

/* What a move does to its ticket's demands; made under the ticket's lock. */
struct demand_plan {
	struct demand_list list;
	struct demand_ask ask;
	struct demand opened;	/* kind 0: none */
	int64_t due_ms;		/* of what is opened or renewed */
	const char *numbered;	/* of the opened one, for the event: "3", an order's "2026-0012"; "" without one */
};

/* ST_CONFLICT, ST_FORBIDDEN: as demand_check says. Draws the number of what is opened. */
MUST_CHECK enum status demands_weigh(struct db *db, struct arena *arena, const struct move *move, const struct ticket_row *ticket,
				     const struct stands_in *absent, int64_t now_ms, struct demand_plan *plan);
/* ticket: as the move leaves it. seq: of the move's event. */
MUST_CHECK enum status demands_write(struct db *db, const struct demand_plan *plan, const struct ticket_row *ticket, uint32_t seq);

#endif
