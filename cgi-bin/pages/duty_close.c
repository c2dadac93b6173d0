/* Closing: an answered ticket whose time for follow-up is over ends; its window for reopening begins.
 *
 * The key of the move is made from the ticket's version, so that a repeat does nothing and somebody who acts at the
 * same moment wins.
 */
#include "pages/decide.h"
#include "pages/duty.h"
#include "pages/system_move.h"
#include "statements.h"

#define BATCH_TICKETS 100

/* How long the person may ask to reopen, by the rules of the ticket's province. */
static void ask_window(struct worker *w, const struct ticket_row *t, struct decided *decided)
{
	static const enum stage stages[] = { STAGE_REOPEN, STAGE_NONE };
	const struct decide_facts facts = decide_facts_of(t, STATE_CLOSED, w->now_ms);

	decide(w->site, w->arena, &facts, stages, decided);
}

enum status duty_close(struct worker *w, size_t *done, bool *more)
{
	struct ticket_row *rows;
	size_t count;

	TRY(ticket_to_close_list(w->site->db, w->arena, &(struct ticket_to_close_in){ w->now_ms, BATCH_TICKETS }, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		struct decided window;

		ask_window(w, &rows[i], &window);
		TRY(system_move(w, EVENT_CLOSED, rows[i].id, rows[i].version, &window, done));
	}
	*more = count == BATCH_TICKETS && *done > 0;
	return ST_OK;
}
