/* What an event's canonical bytes tell those who count: the facts of a filing, who has it from then on, what was promised, how it was
 * rated. Pure; read with a JSON library, so that white space or an unknown key changes nothing.
 */
#ifndef DOMAIN_TOLD_H
#define DOMAIN_TOLD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "base/text.h"

#define TOLD_UNIT_BYTES 17	/* a unit's code and its NUL */
#define TOLD_TICKET_BYTES 24	/* a ticket's number and its NUL */

/* 0 and "" where the event does not say. */
struct told {
	uint32_t kind;		/* enum kind */
	uint32_t source;	/* enum source */
	uint32_t item;
	uint32_t region;	/* of a filing, and where a ticket was handed over to */
	uint32_t rating;	/* 1 … 5 */
	char unit[TOLD_UNIT_BYTES];
	char ticket[TOLD_TICKET_BYTES];	/* the other one, of an event that two share */
	bool chosen;		/* the draw says that this one is called back */
	int64_t promise_ms;	/* of the last clock of stage "answer" or "extend" */
};

/* ST_INVALID: the bytes are no event's. */
MUST_CHECK enum status told_read(struct bytes canonical, struct told *told);

#endif
