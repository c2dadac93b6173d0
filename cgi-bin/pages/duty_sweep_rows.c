/* Rows that ran out: drafts of the public and of agents, sessions of staff, who had which ticket open, who asked for a new query code, codes sent to phones, calls, prints of replies, topics of weeks,
 * notices that are over, files of older systems.
 * Idempotency keys stay: a submit repeated years later is still the same submit.
 */
#include "base/config.h"
#include "base/limits.h"
#include "base/now.h"
#include "pages/duty.h"
#include "statements.h"

#define ROWS_AT_ONCE 1000	/* the statements' own LIMIT */

static enum status sweep_notices(struct worker *w, uint64_t *swept)
{
	int64_t days = config_int(w->site->config, "notice.keep_days");

	*swept = 0;
	return days == 0 ? ST_OK : db_run(w->site->db, SQL_notice_sweep, &(struct notice_sweep_in){ w->now_ms - days * MS_PER_DAY }, swept);
}

/* Files of older systems that nobody goes on with. */
static enum status sweep_imports(struct worker *w, uint64_t *swept)
{
	struct legacy_import_old_out *rows;
	size_t count;

	TRY(legacy_import_old_list(w->site->db, w->arena, &(struct legacy_import_old_in){ w->now_ms - LIMIT_IMPORT_MS }, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		TRY(legacy_part_drop(w->site->db, &(struct legacy_part_drop_in){ rows[i].id }));
		TRY(legacy_import_forget(w->site->db, &(struct legacy_import_forget_in){ rows[i].id }));
	}
	*swept = count;
	return ST_OK;
}

enum status duty_sweep_rows(struct worker *w, size_t *done, bool *more)
{
	uint64_t drafts, unfinished, sessions, present, asks, codes, calls, prints, weeks, marks, notices, imports;

	TRY(sweep_notices(w, &notices));
	TRY(sweep_imports(w, &imports));
	TRY(db_run(w->site->db, SQL_draft_sweep, &(struct draft_sweep_in){ w->now_ms - LIMIT_DRAFT_MS }, &drafts));
	TRY(db_run(w->site->db, SQL_desk_draft_sweep, &(struct desk_draft_sweep_in){ w->now_ms - LIMIT_DESK_DRAFT_MS }, &unfinished));
	TRY(db_run(w->site->db, SQL_session_sweep, &(struct session_sweep_in){
		w->now_ms - LIMIT_SESSION_IDLE_MS, w->now_ms - LIMIT_SESSION_MS }, &sessions));
	TRY(db_run(w->site->db, SQL_presence_sweep, &(struct presence_sweep_in){ w->now_ms - LIMIT_PRESENCE_MS }, &present));
	TRY(recovery_shut(w->site->db, &(struct recovery_shut_in){ w->now_ms }));
	TRY(db_run(w->site->db, SQL_recovery_sweep, &(struct recovery_sweep_in){ w->now_ms - LIMIT_RECOVERY_DAY_MS }, &asks));
	TRY(phone_check_shut(w->site->db, &(struct phone_check_shut_in){ w->now_ms }));
	TRY(db_run(w->site->db, SQL_phone_check_sweep, &(struct phone_check_sweep_in){ w->now_ms - LIMIT_PHONE_CODE_DAY_MS }, &codes));
	TRY(db_run(w->site->db, SQL_call_sweep, &(struct call_sweep_in){ w->now_ms - LIMIT_CALL_MS }, &calls));
	TRY(db_run(w->site->db, SQL_reply_print_sweep, &(struct reply_print_sweep_in){ w->now_ms - LIMIT_REPLY_PRINT_MS }, &prints));
	TRY(db_run(w->site->db, SQL_topic_week_sweep, &(struct topic_week_sweep_in){ day_of_ms(w->now_ms - LIMIT_TOPIC_MS) }, &weeks));
	TRY(db_run(w->site->db, SQL_topic_mark_sweep, &(struct topic_mark_sweep_in){ w->now_ms - LIMIT_TOPIC_MS }, &marks));
	*done = drafts + unfinished + sessions + present + asks + codes + calls + prints + weeks + marks + notices + imports;
	*more = drafts == ROWS_AT_ONCE || unfinished == ROWS_AT_ONCE || present == ROWS_AT_ONCE || asks == ROWS_AT_ONCE || codes == ROWS_AT_ONCE || calls == ROWS_AT_ONCE ||
		prints == ROWS_AT_ONCE || weeks == ROWS_AT_ONCE || marks == ROWS_AT_ONCE || notices == ROWS_AT_ONCE;
	return ST_OK;
}
