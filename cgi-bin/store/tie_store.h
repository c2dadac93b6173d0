/* What a move does to the ties of its ticket: weighed under the ticket's lock, written with its event. Only a move calls it.
 *
 * Who joins a group finds out, under a lock on the one that leads, whether the reply is owed at once; a reply of the one that
 * leads is owed to all that were led, from the same transaction on; one that ends without a reply lets them go.
 */
#ifndef STORE_TIE_STORE_H
#define STORE_TIE_STORE_H

#include "statements.h"
#include "store/move.h"

/* ST_CONFLICT: what is to be set aside stands for others itself, or the one that is to lead it is led or ended. joins: what the tie of a ticket
 * that joins becomes. */
MUST_CHECK enum status ties_weigh(struct db *db, struct arena *arena, const struct move *move, uint64_t ticket_id, enum tie_phase *joins);
/* Of a filing: its person wants it to join (TIE_SAME, TIE_ASKED); the worker goes on with it. */
MUST_CHECK enum status ties_begin(struct db *db, const struct move *move, uint64_t ticket_id, int64_t at_ms);
MUST_CHECK enum status ties_write(struct db *db, struct arena *arena, const struct move *move, uint64_t ticket_id, enum ticket_state to,
				  enum tie_phase joins, int64_t at_ms);

#endif
