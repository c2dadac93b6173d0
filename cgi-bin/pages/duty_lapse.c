/* Lapsing: somebody asked to look at who the person of a confidential ticket is, and nobody agreed in time, or it was agreed to and
 * nobody looked. The request ends by an event, and can be made again.
 */
#include "base/limits.h"
#include "pages/duty.h"
#include "pages/system_move.h"
#include "statements.h"

#define BATCH_TICKETS 100

enum status duty_lapse(struct worker *w, size_t *done, bool *more)
{
	struct demand_reveal_over_out *rows;
	size_t count;

	TRY(demand_reveal_over_list(w->site->db, w->arena, &(struct demand_reveal_over_in){
		w->now_ms, w->now_ms - LIMIT_REVEAL_USE_MS, BATCH_TICKETS }, &rows, &count));
	for (size_t i = 0; i < count; i++)
		TRY(system_move(w, EVENT_REVEAL_LAPSED, rows[i].ticket_id, rows[i].version, NULL, done));
	*more = count == BATCH_TICKETS && *done > 0;
	return ST_OK;
}
