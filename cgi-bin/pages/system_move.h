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

#endif
