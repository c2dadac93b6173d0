/* Which rules decided something about a ticket, so that its tickets can be found by a rule (ticket_rule). */
#ifndef STORE_RULE_STORE_H
#define STORE_RULE_STORE_H

#include "store/history.h"

/* The rules of one event. Writing the same again changes nothing. */
MUST_CHECK enum status rule_index(struct db *db, struct arena *arena, const struct ticket_row *ticket, struct bytes canonical);

#endif
