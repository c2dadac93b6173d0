/* Releasing: whoever has a ticket and was locked, or is of another unit or role now, has it no longer. Nobody's again, by an event, it is
 * found by the others.
 */
#include "domain/hands.h"
#include "pages/duty.h"
#include "pages/system_move.h"
#include "statements.h"

#define BATCH_TICKETS 100

enum status duty_release(struct worker *w, size_t *done, bool *more)
{
	struct assigned_in_vain_out *rows;
	size_t count;

	TRY(assigned_in_vain_list(w->site->db, w->arena, &(struct assigned_in_vain_in){
		.centre = hands_of(STATE_ACCEPTED), .unit = hands_of(STATE_SIGNED), .reviewers = hands_of(STATE_REPLIED), .callers = hands_of(STATE_FOLLOWUP),
		.most = BATCH_TICKETS }, &rows, &count));
	for (size_t i = 0; i < count; i++)
		TRY(system_move(w, EVENT_UNASSIGNED, rows[i].id, rows[i].version, NULL, done));
	*more = count == BATCH_TICKETS && *done > 0;
	return ST_OK;
}
