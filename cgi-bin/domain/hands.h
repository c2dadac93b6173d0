/* In whose hands a ticket lies, and which one of those people can have it. By its state it is the centre's, a unit's, the reviewers' or of those who call back;
 * in each, one person may take it or be given it. Who has it keeps it while it stays in the same hands. Pure.
 */
#ifndef DOMAIN_HANDS_H
#define DOMAIN_HANDS_H

#include "domain/ticket.h"

/* The roles of those who work on it now; 0: nobody has to. */
unsigned hands_of(enum ticket_state state);
/* Does whoever has it in one state have it in the other still? */
bool hands_stay(enum ticket_state from, enum ticket_state to);

struct hands_person {
	bool active;
	unsigned role;
	uint32_t region;	/* jurisdiction */
	const char *unit;
};
/* Can this person have a ticket of that state, region and unit? */
bool hands_fit(const struct hands_person *person, enum ticket_state state, uint32_t region, const char *unit);

#endif
