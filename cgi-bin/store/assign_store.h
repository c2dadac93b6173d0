/* Who has a ticket after a move: weighed with it, under the ticket's lock. Whoever is given it cannot be locked or moved meanwhile. */
#ifndef STORE_ASSIGN_STORE_H
#define STORE_ASSIGN_STORE_H

#include "domain/flow.h"
#include "domain/hands.h"
#include "statements.h"
#include "store/db.h"

struct move;
struct assign_plan {
	uint32_t assignee;	/* from now on; 0 nobody */
	bool given;		/* by this move: its event says so */
};

/* What is sent back is had again by who had written it. ST_CONFLICT: not this person (any more), who has it already, or nobody has it. */
MUST_CHECK enum status assign_weigh(struct db *db, struct arena *arena, const struct move *move, const struct ticket_row *ticket,
				    enum ticket_state to, struct assign_plan *plan);

#endif
