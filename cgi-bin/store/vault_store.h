/* Who the person of a ticket is, taken out of the vault: the one way there is.
 *
 * No account may read the table. The view vault_open shows a ticket's seal for some seconds after an event of its chain that says who
 * looks and why, and not before that event is committed; of a confidential ticket only if somebody else agreed (migration 0130).
 */
#ifndef STORE_VAULT_STORE_H
#define STORE_VAULT_STORE_H

#include "domain/person.h"
#include "store/db.h"

/* seq: of the event that says so. ST_NOT_FOUND: nothing is kept, or that event does not open it (any more). ST_INVALID: what lies
 * there is not what the ticket's first event committed to. */
MUST_CHECK enum status vault_look(struct db *db, struct arena *arena, const char *key_dir, uint64_t ticket_id, uint32_t seq,
				  struct person *person);

#endif
