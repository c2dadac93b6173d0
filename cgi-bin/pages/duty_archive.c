/* Archiving: what has ended and can no longer be reopened. The record itself is written by the queue's duty, in the
 * transaction that takes this event from the queue.
 */
#include "base/now.h"
#include "pages/duty.h"
#include "pages/system_move.h"
#include "statements.h"

#define BATCH_TICKETS 100
#define ENDED_KEEP_MS (15 * MS_PER_DAY)	/* what ended without a window: as long as the national default of one */

enum status duty_archive(struct worker *w, size_t *done, bool *more)
{
	struct ticket_to_archive_out *rows;
	size_t count;

	TRY(ticket_to_archive_list(w->site->db, w->arena, &(struct ticket_to_archive_in){
		w->now_ms, w->now_ms - ENDED_KEEP_MS, BATCH_TICKETS }, &rows, &count));
	for (size_t i = 0; i < count; i++)
		TRY(system_move(w, EVENT_ARCHIVED, rows[i].id, rows[i].version, NULL, done));
	*more = count == BATCH_TICKETS && *done > 0;
	return ST_OK;
}
