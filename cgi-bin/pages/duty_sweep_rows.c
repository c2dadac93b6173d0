/* Rows that ran out: drafts of the public and of agents, sessions of staff, who had which ticket open, who asked for a new query code, codes
 * sent to phones, calls, prints of replies, topics of weeks, notices that are over, files of older systems.
 * Idempotency keys stay: a submit repeated years later is still the same submit.
 */
#include "base/config.h"
#include "base/limits.h"
#include "base/now.h"
#include "pages/duty.h"
#include "statements.h"

#define ROWS_AT_ONCE 1000	/* the statements' own LIMIT */

struct sweep {
	struct worker *worker;
	size_t done;
	bool more;
};

static enum status sweep(struct sweep *s, enum sql_id statement, const void *in)
{
	uint64_t swept;

	TRY(db_run(s->worker->site->db, statement, in, &swept));
	s->done += swept;
	s->more = s->more || swept == ROWS_AT_ONCE;
	return ST_OK;
}

static enum status sweep_notices(struct sweep *s)
{
	int64_t days = config_int(s->worker->site->config, "notice.keep_days");

	return days == 0 ? ST_OK : sweep(s, SQL_notice_sweep, &(struct notice_sweep_in){ s->worker->now_ms - days * MS_PER_DAY });
}

/* Files of older systems that nobody goes on with. */
static enum status sweep_imports(struct sweep *s)
{
	struct worker *w = s->worker;
	struct legacy_import_old_out *rows;
	size_t count;

	TRY(legacy_import_old_list(w->site->db, w->arena, &(struct legacy_import_old_in){ w->now_ms - LIMIT_IMPORT_MS }, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		TRY(legacy_part_drop(w->site->db, &(struct legacy_part_drop_in){ rows[i].id }));
		TRY(legacy_import_forget(w->site->db, &(struct legacy_import_forget_in){ rows[i].id }));
	}
	s->done += count;
	return ST_OK;
}

enum status duty_sweep_rows(struct worker *w, size_t *done, bool *more)
{
	struct sweep s = { .worker = w };

	TRY(recovery_shut(w->site->db, &(struct recovery_shut_in){ w->now_ms }));
	TRY(phone_check_shut(w->site->db, &(struct phone_check_shut_in){ w->now_ms }));
	TRY(sweep_notices(&s));
	TRY(sweep_imports(&s));
	TRY(sweep(&s, SQL_draft_sweep, &(struct draft_sweep_in){ w->now_ms - LIMIT_DRAFT_MS }));
	TRY(sweep(&s, SQL_desk_draft_sweep, &(struct desk_draft_sweep_in){ w->now_ms - LIMIT_DESK_DRAFT_MS }));
	TRY(sweep(&s, SQL_session_sweep, &(struct session_sweep_in){ w->now_ms - LIMIT_SESSION_IDLE_MS, w->now_ms - LIMIT_SESSION_MS }));
	TRY(sweep(&s, SQL_presence_sweep, &(struct presence_sweep_in){ w->now_ms - LIMIT_PRESENCE_MS }));
	TRY(sweep(&s, SQL_recovery_sweep, &(struct recovery_sweep_in){ w->now_ms - LIMIT_RECOVERY_DAY_MS }));
	TRY(sweep(&s, SQL_phone_check_sweep, &(struct phone_check_sweep_in){ w->now_ms - LIMIT_PHONE_CODE_DAY_MS }));
	TRY(sweep(&s, SQL_call_sweep, &(struct call_sweep_in){ w->now_ms - LIMIT_CALL_MS }));
	TRY(sweep(&s, SQL_reply_print_sweep, &(struct reply_print_sweep_in){ w->now_ms - LIMIT_REPLY_PRINT_MS }));
	TRY(sweep(&s, SQL_topic_week_sweep, &(struct topic_week_sweep_in){ day_of_ms(w->now_ms - LIMIT_TOPIC_MS) }));
	TRY(sweep(&s, SQL_topic_mark_sweep, &(struct topic_mark_sweep_in){ w->now_ms - LIMIT_TOPIC_MS }));
	*done = s.done;
	*more = s.more;
	return ST_OK;
}
