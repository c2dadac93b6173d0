/* Ties of a moved ticket; see tie_store.h. */
#include "store/tie_store.h"

static bool has_reply(int state)
{
	return state == STATE_ANSWERED || state == STATE_FOLLOWUP || state == STATE_CLOSED;
}

enum status ties_weigh(struct db *db, struct arena *arena, const struct move *m, uint64_t ticket_id, enum tie_phase *joins)
{
	struct tie_leader_out leader;
	struct tie_stands_for_out led;

	*joins = TIE_HOLDS;
	if (m->type != EVENT_GROUPED && m->type != EVENT_MERGED)
		return ST_OK;
	TRY(tie_stands_for(db, arena, &(struct tie_stands_for_in){ ticket_id }, &led));
	if (led.count > 0)
		return ST_CONFLICT;
	if (m->type == EVENT_MERGED)
		return ST_OK;
	TRY(tie_leader(db, arena, &(struct tie_leader_in){ m->ties[0].other_id }, &leader));
	if (!flow_find((enum ticket_state)leader.state, EVENT_GATHERED))
		return ST_CONFLICT;
	if (has_reply((int)leader.state))
		*joins = TIE_OWED;
	return ST_OK;
}

enum status ties_begin(struct db *db, const struct move *m, uint64_t ticket_id, int64_t at_ms)
{
	for (size_t i = 0; i < m->tie_count; i++)
		TRY(join_ask(db, &(struct join_ask_in){ ticket_id, m->ties[i].other_id, m->role, at_ms }));
	return ST_OK;
}

static enum status put_ties(struct db *db, struct arena *arena, const struct move *m, enum tie_phase joins, int64_t at_ms)
{
	struct tie_put_in *rows = ARENA_ARRAY(arena, m->tie_count + 1, struct tie_put_in);

	for (size_t i = 0; i < m->tie_count; i++)
		rows[i] = (struct tie_put_in){
			.ticket_id = m->ties[i].ticket_id, .other_id = m->ties[i].other_id, .kind = m->ties[i].tie,
			.phase = m->type == EVENT_GROUPED ? joins : m->ties[i].phase, .staff_id = m->actor_id, .role = m->role, .at_ms = at_ms };
	return db_run_many(db, arena, SQL_tie_put, rows, sizeof(*rows), m->tie_count);
}

enum status ties_write(struct db *db, struct arena *arena, const struct move *m, uint64_t ticket_id, enum ticket_state to,
		       enum tie_phase joins, int64_t at_ms)
{
	if (m->tie_count > 0)
		TRY(put_ties(db, arena, m, joins, at_ms));
	if (m->type == EVENT_APPROVED || m->type == EVENT_ANSWERED_AT_ONCE)
		return tie_owe(db, &(struct tie_owe_in){ at_ms, ticket_id });
	if (to == STATE_WITHDRAWN || (m->type == EVENT_UNGROUPED && m->role == ROLE_PUBLIC))
		TRY(join_end(db, &(struct join_end_in){ at_ms, ticket_id }));
	if (to == STATE_REFERRED || to == STATE_WITHDRAWN || to == STATE_NOT_ACCEPTED)
		return tie_let_go(db, &(struct tie_let_go_in){ at_ms, ticket_id });
	return ST_OK;
}
