/* Destroying who a person is: the seal, its key, masks, the index of the phone, and where they are told. What happened and when stays, and
 * the chain with it. Called by move.c within the transaction of the event that says so.
 */
#ifndef STORE_ERASE_STORE_H
#define STORE_ERASE_STORE_H

#include "store/db.h"

/* ST_CONFLICT: the person added something that nobody has read yet. (A hold is a demand, and weighed with the others.) */
MUST_CHECK enum status erase_weigh(struct db *db, struct arena *arena, uint64_t ticket_id);
MUST_CHECK enum status erase_person(struct db *db, uint64_t ticket_id);

#endif
