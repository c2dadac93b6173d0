/* A move that nobody asked for: made by the worker because its time has come. */
#ifndef PAGES_SYSTEM_MOVE_H
#define PAGES_SYSTEM_MOVE_H

#include "pages/decide.h"
#include "pages/duty.h"
#include "store/move.h"

/* Moves the ticket if it still has this version; counts it in done. Somebody who was first, or a ticket that may
 * not be moved so, is no failure of the duty: it is left alone. decided: the clocks that begin; may be NULL. */
MUST_CHECK enum status system_move(struct worker *worker, enum event_type type, uint64_t ticket_id, uint32_t version,
				   const struct decided *decided, size_t *done);
/* The same of a move that is more than that; its role, actor and key are set here. intent: the same text for every try. */
MUST_CHECK enum status system_make(struct worker *worker, struct move *move, const char *intent, size_t *done);

#endif
