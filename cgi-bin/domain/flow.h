/* The business flow as a table: states × events → next state, who may, which clock.
 *
 * Pure. Whatever is not in the table is refused. The table is the only place that knows; buttons on a
 * page, the move in the store and the tests all read it.
 */
#ifndef DOMAIN_FLOW_H
#define DOMAIN_FLOW_H

#include <stddef.h>

#include "base/status.h"
#include "domain/ticket.h"

enum flow_clock {
	CLOCK_KEEP,	/* the stage's clock goes on */
	CLOCK_START,	/* a new stage begins: the rules are asked for its deadline */
	CLOCK_PAUSE,	/* waiting for the person */
	CLOCK_RESUME,	/* the pause is over: the due time moves by its length */
	CLOCK_STOP,	/* no clock runs any more */
	CLOCK_RECOUNT,	/* the stage's clock goes on with another due time */
	CLOCK_BACK,	/* the ticket was set aside and comes back: state and stage are those it had before (domain/due.h) */
};

struct flow_row {
	enum ticket_state from;
	enum event_type event;
	enum ticket_state to;	/* STATE_NONE with CLOCK_BACK: its own events say */
	unsigned roles;		/* enum role, or'ed */
	enum flow_clock clock;
	enum stage stage;	/* of the clock that starts or resumes; STAGE_NONE otherwise */
};

/* NULL: this event cannot happen in this state. */
const struct flow_row *flow_find(enum ticket_state from, enum event_type event);
/* ST_CONFLICT: not in this state. ST_FORBIDDEN: not by this role. */
MUST_CHECK enum status flow_check(enum ticket_state from, enum event_type event, enum role role,
				  const struct flow_row **row);
/* May the one do all that the other may? */
bool flow_covers(enum role role, enum role other);
/* The whole table, for pages that list what can be done and for tests. */
const struct flow_row *flow_table(size_t *count);

#endif
