/* What was done since the last answer, for domain/callback.h: read for pages, weighed with a move under the ticket's lock. */
#ifndef STORE_CALLBACK_STORE_H
#define STORE_CALLBACK_STORE_H

#include "domain/callback.h"
#include "statements.h"
#include "store/db.h"

MUST_CHECK enum status callback_load(struct db *db, struct arena *arena, const struct ticket_row *ticket, struct callback_past *past);
/* As callback_check says; asks nothing when the event is no call. */
MUST_CHECK enum status callback_weigh(struct db *db, struct arena *arena, enum event_type event, uint32_t actor_id,
				      const struct stands_in *absent, const struct ticket_row *ticket);
/* Could this person call about it, by who let the answer out? Yes, where there is nothing to call about. */
MUST_CHECK enum status callback_open_to(struct db *db, struct arena *arena, const struct ticket_row *ticket, uint32_t id, bool *open);

#endif
