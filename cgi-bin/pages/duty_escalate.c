/* Escalation: who hears that a matter is about to be late, or is, by the rules of its province and version.
 *
 * Each level is one event, with who said so; the worker's queue has a ticket looked at again whenever something happens to
 * it, the rules say when to look next. When the deadline that was told of is another one, it begins anew.
 */
#include <string.h>

#include "domain/flow.h"
#include "pages/decide.h"
#include "pages/duty.h"
#include "pages/rule_view.h"
#include "pages/system_move.h"
#include "statements.h"

#define BATCH_TICKETS 100
#define AGAIN_SOONEST_MS 60000		/* whatever the rules say: no matter is asked about all the time … */
#define AGAIN_LATEST_MS 86400000	/* … and none is forgotten */

static enum status tell(struct worker *w, const struct ticket_row *t, const struct decide_escalation *e, size_t *done)
{
	const char *intent = arena_printf(w->arena, "escalated %llu %s %lld %u", (unsigned long long)t->id, stage_word((int)e->stage),
					  (long long)e->due_ms, e->step);
	const struct event_fact facts[] = {
		{ "stage", stage_word((int)e->stage) }, { "step", arena_printf(w->arena, "%u", e->step) },
		{ "level", arena_printf(w->arena, "%u", e->level) }, { "card", card_word(e->card) },
	};
	struct move move = {
		.type = EVENT_ESCALATED, .ticket_id = t->id, .expected_version = t->version, .facts = facts, .fact_count = 4,
		.rules = &e->rule, .rule_count = 1, .step = e->step, .step_stage = e->stage, .step_level = e->level, .card = e->card,
	};

	return system_make(w, &move, intent, done);
}

static int64_t next_look(const struct worker *w, const struct decide_escalation *e)
{
	int64_t soonest = w->now_ms + AGAIN_SOONEST_MS, latest = w->now_ms + AGAIN_LATEST_MS;

	if (e->next_check_ms == 0 || e->next_check_ms > latest)
		return latest;
	return e->next_check_ms < soonest ? soonest : e->next_check_ms;
}

static enum status look_at(struct worker *w, const struct ticket_row *t, size_t *done)
{
	struct decide_escalation e;

	if (!flow_find((enum ticket_state)t->state, EVENT_ESCALATED))
		return escalation_check_drop(w->site->db, &(struct escalation_check_drop_in){ t->id });
	decide_escalate(w->site, w->arena, t, w->now_ms, &e);
	if (e.step > t->step)
		TRY(tell(w, t, &e, done));
	return escalation_check_put(w->site->db, &(struct escalation_check_put_in){ t->id, next_look(w, &e) });
}

enum status duty_escalate(struct worker *w, size_t *done, bool *more)
{
	struct ticket_row *rows;
	size_t count;

	TRY(ticket_to_escalate_list(w->site->db, w->arena, &(struct ticket_to_escalate_in){ w->now_ms, BATCH_TICKETS }, &rows, &count));
	for (size_t i = 0; i < count; i++)
		TRY(look_at(w, &rows[i], done));
	*more = count == BATCH_TICKETS;
	return ST_OK;
}
