/* How much longer an answer may take: what the rules allow, and the clock of an extension that is granted. */
#ifndef PAGES_EXTENSION_H
#define PAGES_EXTENSION_H

#include "pages/decide.h"

struct extension {
	uint32_t most;		/* in unit; 0: none, or none any more */
	const char *unit;	/* "working_day" … */
	struct event_rule rule;	/* what says so */
};

/* What may be asked for now. */
MUST_CHECK enum status extension_allowed(struct site *site, struct arena *arena, const struct ticket_row *ticket,
					 struct extension *extension);
/* The clock of so many days more, counted from where the promise ends, without an earlier extension's days being lost. No clock
 * when there is no promise or the rules allow none. */
MUST_CHECK enum status extension_clock(struct site *site, struct arena *arena, const struct ticket_row *ticket, uint32_t days,
				       int64_t now_ms, struct decided *decided);

#endif
