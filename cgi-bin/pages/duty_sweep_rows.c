/* Rows that ran out: drafts of the public, sessions of staff. Idempotency keys stay: a submit repeated years later
 * is still the same submit.
 */
#include "base/limits.h"
#include "pages/duty.h"
#include "statements.h"

#define DRAFTS_AT_ONCE 1000	/* the statement's own LIMIT */

enum status duty_sweep_rows(struct worker *w, size_t *done, bool *more)
{
	uint64_t drafts, sessions;

	TRY(db_run(w->site->db, SQL_draft_sweep, &(struct draft_sweep_in){ w->now_ms - LIMIT_DRAFT_MS }, &drafts));
	TRY(db_run(w->site->db, SQL_session_sweep, &(struct session_sweep_in){
		w->now_ms - LIMIT_SESSION_IDLE_MS, w->now_ms - LIMIT_SESSION_MS }, &sessions));
	*done = drafts + sessions;
	*more = drafts == DRAFTS_AT_ONCE;
	return ST_OK;
}
