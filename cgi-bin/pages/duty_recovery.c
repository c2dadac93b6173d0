/* Asks for a new query code: where number and phone belong together, the outbox gets a message. Here and not where it was
 * asked, so that the page cannot tell, by word or by time, whether they do.
 */
#include "pages/duty.h"
#include "store/recovery_store.h"

#define ASKS_AT_ONCE 100

enum status duty_recovery(struct worker *w, size_t *done, bool *more)
{
	TRY(recovery_look(w->site->db, w->arena, w->now_ms, ASKS_AT_ONCE, done));
	*more = *done == ASKS_AT_ONCE;
	return ST_OK;
}
