/* Resuming: the person was asked for more and did not answer within the window that the rules give; work goes on with what
 * there is. The time of waiting is not the unit's: the promise is counted again without it.
 */
#include "pages/decide.h"
#include "pages/duty.h"
#include "pages/system_move.h"
#include "statements.h"

#define BATCH_TICKETS 100

enum status duty_resume(struct worker *w, size_t *done, bool *more)
{
	struct demand_wait_over_out *rows;
	size_t count;

	TRY(demand_wait_over_list(w->site->db, w->arena, &(struct demand_wait_over_in){ w->now_ms, BATCH_TICKETS }, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		struct decided decided;

		TRY(decide_resume(w->site, w->arena, rows[i].ticket_id, w->now_ms, &decided));
		TRY(system_move(w, EVENT_RESUMED, rows[i].ticket_id, rows[i].version, &decided, done));
	}
	*more = count == BATCH_TICKETS && *done > 0;
	return ST_OK;
}
