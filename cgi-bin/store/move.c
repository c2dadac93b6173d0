/* Later moves: one event of one ticket in one transaction; see move.h. */
#include "store/move.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/log.h"
#include "base/now.h"
#include "statements.h"
#include "store/absence_store.h"
#include "store/callback_store.h"
#include "store/correct_store.h"
#include "store/erase_store.h"
#include "store/move_work.h"
#include "store/recovery_store.h"
#include "store/tie_store.h"
#include "store/trail_store.h"
#include "store/tx.h"

static enum status leave_key(struct db *db, const struct move *move, uint64_t ticket_id, uint32_t seq, int64_t at_ms)
{
	return idempotency_insert(db, &(struct idempotency_insert_in){
		.k = { move->key, HASH_BYTES }, .ticket_id = ticket_id, .seq = seq, .at_ms = at_ms });
}

static enum status write_act(struct db *db, const struct move *m, const struct moved *moved)
{
	if (!m->act)
		return ST_OK;
	return staff_act_insert(db, &(struct staff_act_insert_in){
		.at_ms = moved->at_ms, .staff_id = m->actor_id, .program = m->act->program, .act = m->act->act,
		.object = moved->number, .detail = m->act->detail });
}

/* The deadline that somebody was told of is another one now, or nobody owes anything any more. */
static bool is_told_in_vain(const struct due_present *present, const struct flow_row *row, const struct ticket_row *t)
{
	if (!flow_find(row->to, EVENT_ESCALATED))
		return true;
	if (t->step_stage == STAGE_ANSWER)
		return present->answer_due_ms != t->answer_due_ms;
	return present->stage != (enum stage)t->step_stage || present->due_ms != t->due_ms;
}

static void escalate_present(const struct move *m, const struct flow_row *row, const struct due_present *present, struct ticket_row *t)
{
	if (m->type == EVENT_ESCALATED) {
		t->step = m->step;
		t->step_stage = m->step_stage;
		t->step_level = m->step_level;
		t->card = m->card;
	} else if (is_told_in_vain(present, row, t)) {
		t->step = t->step_stage = t->step_level = t->card = 0;
	}
}

/* What the move makes of the ticket's present. */
static void change_present(const struct move_work *w, const struct flow_row *row, int64_t at_ms, struct ticket_row *t)
{
	const struct move *m = w->move;
	struct due_present present = { (enum stage)t->stage, t->due_ms, t->answer_due_ms, t->paused_ms };
	int64_t of[STAGE_END] = { 0 };

	for (size_t i = m->clock_count; i-- > 0;)
		of[m->clocks[i].stage] = m->clocks[i].due_ms;
	if (row->clock == CLOCK_BACK)
		due_back(&present, w->trail);
	else
		due_after(&present, row, at_ms, of);
	escalate_present(m, row, &present, t);
	t->state = row->to;
	t->stage = present.stage;
	t->due_ms = present.due_ms;
	t->answer_due_ms = present.answer_due_ms;
	t->paused_ms = present.paused_ms;
	if (m->region) {
		t->region = m->region;
		t->province = region_province(m->region);
		t->unit = "";
	}
	/* A unit that is to assist does not take the matter over. */
	if (m->unit && m->type != EVENT_JOINED)
		t->unit = m->unit;
	t->assignee = w->assign.assignee;
	if (m->rating)
		t->rating = m->rating;
	t->files += (uint32_t)m->file_count;
}

/* Counters and dates that the indicators are made of. */
static void count_move(enum event_type type, enum ticket_state to, int64_t at_ms, struct ticket_row *t)
{
	if (type == EVENT_RETURNED || type == EVENT_TRANSFER_RETURNED)
		t->returns++;
	if (to == STATE_REWORK)
		t->reworks++;
	if (type == EVENT_ANSWERED_AT_ONCE)
		t->instant = t->reworks == 0;
	if (type == EVENT_ANSWERED_AT_ONCE || type == EVENT_APPROVED || type == EVENT_ANSWERED_TOGETHER)
		t->answered_ms = at_ms;
	if (type == EVENT_SATISFIED)
		t->followed_up = 1;
	if (type == EVENT_DISSATISFIED)
		t->followed_up = 2;
	if (type == EVENT_NOT_REACHED)
		t->followed_up = 3;
	if (state_is_final((int)to) && to != STATE_ARCHIVED)
		t->closed_ms = at_ms;
	if (to == STATE_REWORK || type == EVENT_UNMERGED)
		t->closed_ms = 0;
}

static enum status write_present(struct db *db, const struct ticket_row *t, const struct moved *moved)
{
	uint64_t affected;

	TRY(db_run(db, SQL_ticket_update, &(struct ticket_update_in){
		.region = t->region, .province = t->province, .state = t->state, .stage = t->stage, .unit = t->unit, .assignee = t->assignee, .due_ms = t->due_ms,
		.answer_due_ms = t->answer_due_ms, .paused_ms = t->paused_ms, .answered_ms = t->answered_ms,
		.closed_ms = t->closed_ms, .instant = t->instant, .returns = t->returns, .reworks = t->reworks,
		.rating = t->rating, .followed_up = t->followed_up, .sampled = t->sampled, .step = t->step, .step_stage = t->step_stage,
		.step_level = t->step_level, .card = t->card, .files = t->files, .updated_ms = moved->at_ms,
		.last_seq = moved->seq, .last_hash = { moved->hash, HASH_BYTES }, .id = t->id,
		.version = t->version }, &affected));
	return affected == 1 ? ST_OK : ST_RETRY;
}

/* Where a ticket that was set aside comes back to is not in the table: its own events say. */
static enum status find_back(struct db *db, struct move_work *w, const struct flow_row **row)
{
	struct due_trail *trail;

	if ((*row)->clock != CLOCK_BACK)
		return ST_OK;
	trail = ARENA_NEW(w->arena, struct due_trail);
	TRY(trail_load(db, w->arena, w->move->ticket_id, trail));
	if (trail->state != (*row)->from || trail->aside_state == STATE_NONE)
		return ST_BUG;
	w->trail = trail;
	w->back = **row;
	w->back.to = trail->aside_state;
	*row = &w->back;
	return ST_OK;
}

static enum status write_check(struct db *db, const struct move_check *c, uint64_t ticket_id)
{
	uint64_t affected;

	TRY(db_run(db, SQL_attachment_decide, &(struct attachment_decide_in){
		.checked = c->to, .keeps = !c->found, .found = c->found ? c->found : "", .id = c->file_id, .ticket_id = ticket_id, .was = c->from }, &affected));
	return affected == 1 ? ST_OK : ST_CONFLICT;
}

/* Whose work it is: of what somebody has who is away, or an order they gave. */
static uint32_t done_for(const struct stands_in *absent, const struct ticket_row *t, const struct demand_plan *plan)
{
	if (absence_is_for(absent, t->assignee))
		return t->assignee;
	for (size_t i = 0; i < plan->list.open_count; i++) {
		const struct demand *d = &plan->list.open[i];

		if (d->kind == DEMAND_ORDER && (plan->ask.event == EVENT_ORDER_CLOSED || plan->ask.event == EVENT_ORDER_SENT_BACK))
			return absence_is_for(absent, d->asked_by) ? d->asked_by : 0;
	}
	return 0;
}

/* Is it allowed, by whom and for whom, and what does it do to demands, ties and who has it? The row of the flow that it takes. */
static enum status weigh(struct db *db, struct move_work *w, const struct ticket_row *t, const struct flow_row **row)
{
	const struct move *m = w->move;
	struct demand_plan *plan = ARENA_NEW(w->arena, struct demand_plan);
	struct stands_in absent = { .count = 0 };

	if (m->expected_version && m->expected_version != t->version)
		return ST_CONFLICT;
	if (m->file_count > 0 && t->files + m->file_count > LIMIT_FILES)
		return ST_TOO_MANY;
	TRY(flow_check((enum ticket_state)t->state, m->type, m->role, row));
	TRY(find_back(db, w, row));
	if (m->actor == ACTOR_STAFF)
		TRY(absence_stands_in(db, w->arena, m->actor_id, w->moved->at_ms, &absent));
	TRY(demands_weigh(db, w->arena, m, t, &absent, w->moved->at_ms, plan));
	TRY(callback_weigh(db, w->arena, m->type, m->actor_id, &absent, t));
	if (m->erases)
		TRY(erase_weigh(db, w->arena, t->id));
	TRY(assign_weigh(db, w->arena, m, t, (*row)->to, &w->assign));
	TRY(ties_weigh(db, w->arena, m, t->id, &w->joins));
	w->plan = plan;
	w->for_id = done_for(&absent, t, plan);
	return t->last_hash.n == HASH_BYTES ? ST_OK : ST_BUG;
}

/* What stands in tables of its own. */
static enum status write_beside(struct db *db, const struct move_work *w, const struct ticket_row *t)
{
	const struct move *m = w->move;
	const struct moved *moved = w->moved;

	TRY(demands_write(db, w->plan, t, moved->seq));
	TRY(ties_write(db, w->arena, m, t->id, (enum ticket_state)t->state, w->joins, moved->at_ms));
	if (m->corrects)
		TRY(correction_write(db, m->corrects, t->id, t->filed_ms, moved->at_ms));
	if (m->type == EVENT_ERASURE_ASKED)
		TRY(erasure_wish_put(db, &(struct erasure_wish_put_in){ t->id, moved->seq, moved->at_ms }));
	if (m->checks)
		TRY(write_check(db, m->checks, t->id));
	return m->renews ? recovery_use_link(db, m->renews, t->id, moved->at_ms) : ST_OK;
}

enum status move_make(struct db *db, struct move_work *w)
{
	const struct move *m = w->move;
	const struct flow_row *row;
	struct moved *moved = w->moved;
	struct move_composed next;
	struct ticket_row t;

	TRY(ticket_lock(db, w->arena, &(struct ticket_lock_in){ m->ticket_id }, &t));
	*moved = (struct moved){ .ticket_id = t.id, .number = t.number, .at_ms = now_ms(), .seq = t.last_seq + 1 };
	TRY(leave_key(db, m, t.id, moved->seq, moved->at_ms));
	TRY(weigh(db, w, &t, &row));
	w->draw = sample_draw(t.last_hash.p);
	move_compose(w, row, t.last_hash.p, &next);
	TRY(move_append(db, w, &next));
	TRY(write_act(db, m, moved));
	if (m->erases)
		TRY(erase_person(db, t.id));
	change_present(w, row, moved->at_ms, &t);
	count_move(m->type, row->to, moved->at_ms, &t);
	if (m->samples)
		t.sampled = move_sampled(w);
	TRY(write_present(db, &t, moved));
	TRY(write_beside(db, w, &t));
	moved->state = row->to;
	moved->version = t.version + 1;
	moved->due_ms = t.due_ms;
	moved->answer_due_ms = t.answer_due_ms;
	return ST_OK;
}

struct works {
	struct move_work each[MOVE_TOGETHER_MAX];
	size_t count;
};

static enum status moves_in_tx(struct db *db, void *context)
{
	struct works *works = context;

	for (size_t i = 0; i < works->count; i++)
		TRY(move_make(db, &works->each[i]));
	return ST_OK;
}

/* Locks are taken in the order of ids, so that two who move the same tickets wait for each other and do not deadlock. */
static int by_ticket(const void *left, const void *right)
{
	const struct move_work *a = left;
	const struct move_work *b = right;

	return (a->move->ticket_id > b->move->ticket_id) - (a->move->ticket_id < b->move->ticket_id);
}

enum status move_tickets(struct db *db, struct arena *arena, const struct move *moves, size_t count, struct moved *moved)
{
	struct works works = { .count = count };
	enum status status;

	if (count > MOVE_TOGETHER_MAX)
		log_panic("too many moves at once", "moves", count);
	for (size_t i = 0; i < count; i++) {
		works.each[i] = (struct move_work){ .arena = arena, .move = &moves[i], .moved = &moved[i] };
		move_salt(&moves[i]);
	}
	qsort(works.each, count, sizeof(works.each[0]), by_ticket);
	status = tx_run(db, moves_in_tx, &works);
	if (status != ST_DUPLICATE)
		return status;
	for (size_t i = 0; i < count; i++)
		TRY(move_read_back(db, &works.each[i]));
	return ST_OK;
}

enum status move_ticket(struct db *db, struct arena *arena, const struct move *move, struct moved *moved)
{
	return move_tickets(db, arena, move, 1, moved);
}
