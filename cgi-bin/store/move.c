/* One move of one ticket in one transaction; see move.h. */
#include "store/move.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/log.h"
#include "base/now.h"
#include "domain/due.h"
#include "domain/number.h"
#include "domain/sample.h"
#include "statements.h"
#include "store/absence_store.h"
#include "store/assign_store.h"
#include "store/demand_store.h"
#include "store/erase_store.h"
#include "store/callback_store.h"
#include "store/correct_store.h"
#include "store/recovery_store.h"
#include "store/tie_store.h"
#include "store/trail_store.h"
#include "store/tx.h"

#define NUMBER_TRIES 8	/* random sequence digits that are taken already: more than two in a row is a sign of trouble */

struct work {
	struct arena *arena;
	const struct move *move;
	const struct filing *filing;	/* NULL for a later move */
	const struct demand_plan *plan;	/* NULL for a filing */
	struct assign_plan assign;	/* of a later move */
	uint32_t for_id;		/* who is away and for whom it is done; 0: nobody */
	uint32_t draw;			/* of a move that samples */
	const struct due_trail *trail;	/* of a move back; NULL otherwise */
	struct flow_row back;		/* … and where it leads */
	struct moved *moved;
};

/* ---- the event and what hangs on it --------------------------------------------------------------- */

static void add_fact(struct event_fact *facts, size_t *count, const char *key, const char *value)
{
	if (*count == MOVE_FACTS_MAX)
		log_panic("too many facts in one move", key, *count);
	if (!text_empty(value))
		facts[(*count)++] = (struct event_fact){ key, value };
}

static void filing_facts(struct arena *arena, const struct filing *f, struct event_fact *facts, size_t *count)
{
	add_fact(facts, count, "kind", kind_word(f->kind));
	add_fact(facts, count, "source", source_word(f->source));
	add_fact(facts, count, "item", arena_printf(arena, "%04u", f->item));
	add_fact(facts, count, "region", arena_printf(arena, "%06u", f->region));
	add_fact(facts, count, "reply_by", reply_by_word(f->reply_by));
	add_fact(facts, count, "confidential", f->confidential ? "yes" : "no");
	add_fact(facts, count, "consent", f->consent);
	add_fact(facts, count, "rules", f->rules_version);
}

static enum sampled sampled_by(const struct work *w)
{
	return sample_decide(w->draw, w->move->sample_per_mille);
}

static void sample_facts(const struct work *w, struct event_fact *facts, size_t *count)
{
	add_fact(facts, count, "sample_per_mille", arena_printf(w->arena, "%u", w->move->sample_per_mille));
	add_fact(facts, count, "sample_draw", arena_printf(w->arena, "%u", w->draw));
	add_fact(facts, count, "sampled", sampled_word((int)sampled_by(w)));
}

static const struct event_fact *gather_facts(const struct work *w, size_t *count)
{
	struct event_fact *facts = ARENA_ARRAY(w->arena, MOVE_FACTS_MAX, struct event_fact);

	*count = 0;
	if (w->filing)
		filing_facts(w->arena, w->filing, facts, count);
	add_fact(facts, count, "unit", w->move->unit);
	if (w->move->rating)
		add_fact(facts, count, "rating", arena_printf(w->arena, "%u", w->move->rating));
	if (w->move->days)
		add_fact(facts, count, "days", arena_printf(w->arena, "%u", w->move->days));
	if (w->move->region)
		add_fact(facts, count, "region", arena_printf(w->arena, "%06u", w->move->region));
	if (w->assign.given)
		add_fact(facts, count, "assignee", arena_printf(w->arena, "%u", w->assign.assignee));
	if (w->for_id)
		add_fact(facts, count, "for", arena_printf(w->arena, "%u", w->for_id));
	if (w->move->samples)
		sample_facts(w, facts, count);
	if (w->plan && w->plan->opened.kind)
		add_fact(facts, count, demand_word(w->plan->opened.kind), w->plan->numbered);
	for (size_t i = 0; i < w->move->fact_count; i++)
		add_fact(facts, count, w->move->facts[i].key, w->move->facts[i].value);
	return facts;
}

/* Files stand in the event as texts too: their name and hash are committed to, and can be erased. */
static const struct event_text *gather_texts(const struct work *w, size_t *count)
{
	const struct move *m = w->move;
	struct event_text *texts = ARENA_ARRAY(w->arena, m->text_count + m->file_count, struct event_text);

	*count = m->text_count + m->file_count;
	if (m->text_count > 0)
		memcpy(texts, m->texts, m->text_count * sizeof(*texts));
	for (size_t i = 0; i < m->file_count; i++) {
		const struct move_file *f = &m->files[i];

		texts[m->text_count + i].field = arena_printf(w->arena, "file%zu", i + 1);
		texts[m->text_count + i].body = arena_printf(w->arena, "%s %s", text_hex(w->arena, f->sha256, HASH_BYTES), f->name);
		event_salt(&texts[m->text_count + i], 1);
	}
	return texts;
}

static enum status insert_texts(struct db *db, struct arena *arena, const struct event *event, uint64_t ticket_id)
{
	struct event_text_insert_in *rows = ARENA_ARRAY(arena, event->text_count, struct event_text_insert_in);
	size_t count = 0;

	for (size_t i = 0; i < event->text_count; i++) {
		const struct event_text *text = &event->texts[i];

		if (!text->sealed)
			rows[count++] = (struct event_text_insert_in){
				.ticket_id = ticket_id, .seq = event->seq, .field = text->field,
				.salt = { text->salt, SALT_BYTES }, .body = text->body };
	}
	return db_run_many(db, arena, SQL_event_text_insert, rows, sizeof(*rows), count);
}

static enum status insert_files(struct db *db, const struct move *move, uint64_t ticket_id, uint32_t seq)
{
	for (size_t i = 0; i < move->file_count; i++) {
		const struct move_file *f = &move->files[i];

		TRY(attachment_insert(db, &(struct attachment_insert_in){
			.ticket_id = ticket_id, .seq = seq, .name = f->name, .type = f->type, .size = f->size,
			.sha256 = { f->sha256, HASH_BYTES }, .path = f->path, .thumb_width = f->thumb_width, .thumb_height = f->thumb_height,
			.checked = f->checked }));
	}
	return ST_OK;
}

/* An event ready to be stored: its canonical bytes, and their hash upon the one before. */
struct composed {
	struct event event;
	struct bytes canonical;
	const uint8_t *prev;
	uint8_t hash[HASH_BYTES];
};

static void compose_event(const struct work *w, const struct flow_row *row, const uint8_t prev[HASH_BYTES],
			  struct composed *c)
{
	const struct move *m = w->move;

	c->prev = prev;
	c->event = (struct event){
		.number = w->moved->number, .seq = w->moved->seq, .at_ms = w->moved->at_ms, .type = m->type,
		.from = row->from, .to = row->to, .actor = m->actor, .actor_id = m->actor_id, .role = m->role,
		.rules = m->rules, .rule_count = m->rule_count, .clocks = m->clocks, .clock_count = m->clock_count,
	};
	c->event.facts = gather_facts(w, &c->event.fact_count);
	c->event.texts = gather_texts(w, &c->event.text_count);
	c->canonical = event_canonical(w->arena, &c->event);
	event_hash(SUITE_SHA256, c->event.seq, prev, c->canonical, c->hash);
	memcpy(w->moved->hash, c->hash, HASH_BYTES);
}

static enum status append_event(struct db *db, const struct work *w, const struct composed *c)
{
	const struct event *e = &c->event;
	uint64_t ticket_id = w->moved->ticket_id;

	TRY(event_insert(db, &(struct event_insert_in){
		.ticket_id = ticket_id, .seq = e->seq, .at_ms = e->at_ms, .type = e->type, .from_state = e->from,
		.to_state = e->to, .actor_kind = e->actor, .actor_id = e->actor_id, .unit = w->move->unit,
		.suite = SUITE_SHA256, .prev_hash = { c->prev, HASH_BYTES }, .hash = { c->hash, HASH_BYTES },
		.canonical = c->canonical }));
	TRY(insert_texts(db, w->arena, e, ticket_id));
	TRY(insert_files(db, w->move, ticket_id, e->seq));
	return event_queue_insert(db, &(struct event_queue_insert_in){ .ticket_id = ticket_id, .seq = e->seq });
}

static enum status write_act(struct db *db, const struct move *m, const struct moved *moved)
{
	if (!m->act)
		return ST_OK;
	return staff_act_insert(db, &(struct staff_act_insert_in){
		.at_ms = moved->at_ms, .staff_id = m->actor_id, .program = m->act->program, .act = m->act->act,
		.object = moved->number, .detail = m->act->detail });
}

static enum status leave_key(struct db *db, const struct move *move, uint64_t ticket_id, uint32_t seq, int64_t at_ms)
{
	return idempotency_insert(db, &(struct idempotency_insert_in){
		.k = { move->key, HASH_BYTES }, .ticket_id = ticket_id, .seq = seq, .at_ms = at_ms });
}

/* The outcome of an earlier, identical intent. ST_NOT_FOUND: there was none. */
static enum status read_back(struct db *db, const struct work *w)
{
	struct idempotency_find_out key;
	struct ticket_row ticket;
	struct moved *moved = w->moved;

	TRY(idempotency_find(db, w->arena, &(struct idempotency_find_in){ { w->move->key, HASH_BYTES } }, &key));
	TRY(ticket_by_id(db, w->arena, &(struct ticket_by_id_in){ key.ticket_id }, &ticket));
	*moved = (struct moved){
		.ticket_id = ticket.id, .number = ticket.number, .seq = key.seq, .version = ticket.version,
		.state = (enum ticket_state)ticket.state, .at_ms = key.at_ms, .due_ms = ticket.due_ms,
		.answer_due_ms = ticket.answer_due_ms, .repeated = true,
	};
	if (ticket.last_hash.n == HASH_BYTES)
		memcpy(moved->hash, ticket.last_hash.p, HASH_BYTES);
	return ST_OK;
}

static const struct event_clock *clock_for(const struct move *move, enum stage stage)
{
	for (size_t i = 0; i < move->clock_count; i++)
		if (move->clocks[i].stage == stage)
			return &move->clocks[i];
	return NULL;
}

/* ---- filing ----------------------------------------------------------------------------------------- */

/* Time first, so that neighbours in time are neighbours on disk; 20 random bits keep processes apart. */
static uint64_t make_ticket_id(int64_t at_ms)
{
	uint32_t dice;

	crypto_random(&dice, sizeof(dice));
	return (uint64_t)at_ms << 20 | (dice & 0xfffff);
}

static const char *draw_number(struct arena *arena, uint32_t region, int64_t at_ms)
{
	uint32_t dice;

	crypto_random(&dice, sizeof(dice));
	return number_make(arena, region, day_of_ms(at_ms), dice % 1000000);
}

static enum status insert_ticket(struct db *db, const struct work *w, const struct flow_row *row, const struct composed *c)
{
	const struct filing *f = w->filing;
	const struct move *m = w->move;
	const struct moved *moved = w->moved;
	uint8_t code[HASH_BYTES];

	code_hash(f->code_key, moved->number, f->code, code);
	return ticket_file(db, &(struct ticket_file_in){
		.k = { m->key, HASH_BYTES }, .id = moved->ticket_id, .number = moved->number, .code_hash = { code, HASH_BYTES },
		.kind = f->kind, .source = f->source, .item = f->item, .region = f->region,
		.province = region_province(f->region), .state = row->to, .stage = row->stage,
		.confidential = f->confidential, .urgent = f->urgent, .reply_by = f->reply_by, .lang = f->lang,
		.filed_ms = moved->at_ms, .due_ms = moved->due_ms, .answer_due_ms = moved->answer_due_ms,
		.happened_ms = f->happened_ms, .phone_index = f->phone_index, .phone_mask = f->phone_mask,
		.name_mask = f->name_mask, .summary = f->summary, .place = f->place, .company = f->company,
		.plate = f->plate, .line = f->line, .external_number = f->external_number, .consent = f->consent,
		.rules_version = f->rules_version, .files = (uint32_t)m->file_count,
		.type = m->type, .actor_kind = m->actor, .actor_id = m->actor_id, .event_unit = m->unit,
		.suite = SUITE_SHA256, .prev_hash = { c->prev, HASH_BYTES }, .hash = { c->hash, HASH_BYTES },
		.canonical = c->canonical, .vault_suite = SUITE_X25519_AES256GCM, .vault_key = f->vault_key, .wrapped = f->wrapped, .sealed = f->sealed });
}

static enum status insert_contact(struct db *db, const struct contact_sealed *c, uint64_t ticket_id)
{
	if (!c->channels)
		return ST_OK;
	return notice_contact_insert(db, &(struct notice_contact_insert_in){
		.ticket_id = ticket_id, .channels = c->channels, .token_hash = c->token_hash, .key_id = c->key_id,
		.wrapped = c->wrapped, .sealed = c->sealed });
}

static enum status file_in_tx(struct db *db, void *context)
{
	static const uint8_t nothing_before[HASH_BYTES];
	const struct work *w = context;
	const struct event_clock *stage;
	const struct event_clock *promise = clock_for(w->move, STAGE_ANSWER);
	const struct flow_row *row;
	struct moved *moved = w->moved;
	struct composed first;

	TRY(flow_check(STATE_NONE, w->move->type, w->move->role, &row));
	stage = clock_for(w->move, row->stage);
	*moved = (struct moved){ .at_ms = now_ms(), .seq = 1, .version = 1, .state = row->to };
	moved->ticket_id = make_ticket_id(moved->at_ms);
	moved->number = draw_number(w->arena, w->filing->region, moved->at_ms);
	moved->due_ms = stage ? stage->due_ms : 0;
	moved->answer_due_ms = promise ? promise->due_ms : 0;
	compose_event(w, row, nothing_before, &first);
	TRY(insert_texts(db, w->arena, &first.event, moved->ticket_id));
	TRY(insert_files(db, w->move, moved->ticket_id, 1));
	TRY(insert_ticket(db, w, row, &first));
	if (w->filing->legacy)
		TRY(legacy_write(db, w->filing->legacy, region_province(w->filing->region), moved->ticket_id, state_is_final((int)row->to) ? moved->at_ms : 0));
	TRY(ties_begin(db, w->move, moved->ticket_id, moved->at_ms));
	return insert_contact(db, &w->filing->contact, moved->ticket_id);
}

static void salt_texts(const struct move *move)
{
	for (size_t i = 0; i < move->text_count; i++)
		if (!move->texts[i].sealed)	/* a sealed text's salt lies in the seal already */
			event_salt(&move->texts[i], 1);
}

/* Filing by a function that may do more in the same transaction. */
static enum status file_by(struct db *db, tx_fn fn, void *context, struct work *w)
{
	for (int i = 0; i < NUMBER_TRIES; i++) {
		enum status status = tx_run(db, fn, context);

		if (status != ST_DUPLICATE)
			return status;
		/* Either this very intent was carried out already, or the drawn number is taken. */
		status = read_back(db, w);
		if (status != ST_NOT_FOUND)
			return status;
	}
	log_error("no free ticket number for region %06u after %d draws", w->filing->region, NUMBER_TRIES);
	return ST_UNAVAILABLE;
}

enum status file_ticket(struct db *db, struct arena *arena, const struct filing *filing, struct moved *moved)
{
	struct work w = { .arena = arena, .move = &filing->move, .filing = filing, .moved = moved };

	salt_texts(&filing->move);
	return file_by(db, file_in_tx, &w, &w);
}

/* ---- later moves ------------------------------------------------------------------------------------ */

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
static void change_present(const struct work *w, const struct flow_row *row, int64_t at_ms, struct ticket_row *t)
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
static enum status find_back(struct db *db, struct work *w, const struct flow_row **row)
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

static enum status make_move(struct db *db, struct work *w)
{
	const struct move *m = w->move;
	struct demand_plan *plan = ARENA_NEW(w->arena, struct demand_plan);
	const struct flow_row *row;
	struct stands_in absent = { .count = 0 };
	struct moved *moved = w->moved;
	enum tie_phase joins;
	struct composed next;
	struct ticket_row t;

	TRY(ticket_lock(db, w->arena, &(struct ticket_lock_in){ m->ticket_id }, &t));
	*moved = (struct moved){ .ticket_id = t.id, .number = t.number, .at_ms = now_ms(), .seq = t.last_seq + 1 };
	TRY(leave_key(db, m, t.id, moved->seq, moved->at_ms));
	if (m->expected_version && m->expected_version != t.version)
		return ST_CONFLICT;
	if (m->file_count > 0 && t.files + m->file_count > LIMIT_FILES)
		return ST_TOO_MANY;
	TRY(flow_check((enum ticket_state)t.state, m->type, m->role, &row));
	TRY(find_back(db, w, &row));
	if (m->actor == ACTOR_STAFF)
		TRY(absence_stands_in(db, w->arena, m->actor_id, moved->at_ms, &absent));
	TRY(demands_weigh(db, w->arena, m, &t, &absent, moved->at_ms, plan));
	TRY(callback_weigh(db, w->arena, m->type, m->actor_id, &absent, &t));
	if (m->erases)
		TRY(erase_weigh(db, w->arena, t.id));
	TRY(assign_weigh(db, w->arena, m, &t, row->to, &w->assign));
	TRY(ties_weigh(db, w->arena, m, t.id, &joins));
	if (t.last_hash.n != HASH_BYTES)
		return ST_BUG;
	w->plan = plan;
	w->for_id = done_for(&absent, &t, plan);
	w->draw = sample_draw(t.last_hash.p);
	compose_event(w, row, t.last_hash.p, &next);
	TRY(append_event(db, w, &next));
	TRY(write_act(db, m, moved));
	if (m->erases)
		TRY(erase_person(db, t.id));
	change_present(w, row, moved->at_ms, &t);
	count_move(m->type, row->to, moved->at_ms, &t);
	if (m->samples)
		t.sampled = sampled_by(w);
	TRY(write_present(db, &t, moved));
	TRY(demands_write(db, plan, &t, moved->seq));
	TRY(ties_write(db, w->arena, m, t.id, row->to, joins, moved->at_ms));
	if (m->corrects)
		TRY(correction_write(db, m->corrects, t.id, t.filed_ms, moved->at_ms));
	if (m->type == EVENT_ERASURE_ASKED)
		TRY(erasure_wish_put(db, &(struct erasure_wish_put_in){ t.id, moved->seq, moved->at_ms }));
	if (m->checks)
		TRY(write_check(db, m->checks, t.id));
	if (m->renews)
		TRY(recovery_use_link(db, m->renews, t.id, moved->at_ms));
	moved->state = row->to;
	moved->version = t.version + 1;
	moved->due_ms = t.due_ms;
	moved->answer_due_ms = t.answer_due_ms;
	return ST_OK;
}

struct works {
	struct work each[MOVE_TOGETHER_MAX];
	size_t count;
};

static enum status moves_in_tx(struct db *db, void *context)
{
	struct works *works = context;

	for (size_t i = 0; i < works->count; i++)
		TRY(make_move(db, &works->each[i]));
	return ST_OK;
}

/* Locks are taken in the order of ids, so that two who move the same tickets wait for each other and do not deadlock. */
static int by_ticket(const void *left, const void *right)
{
	const struct work *a = left;
	const struct work *b = right;

	return (a->move->ticket_id > b->move->ticket_id) - (a->move->ticket_id < b->move->ticket_id);
}

enum status move_tickets(struct db *db, struct arena *arena, const struct move *moves, size_t count, struct moved *moved)
{
	struct works works = { .count = count };
	enum status status;

	if (count > MOVE_TOGETHER_MAX)
		log_panic("too many moves at once", "moves", count);
	for (size_t i = 0; i < count; i++) {
		works.each[i] = (struct work){ .arena = arena, .move = &moves[i], .moved = &moved[i] };
		salt_texts(&moves[i]);
	}
	qsort(works.each, count, sizeof(works.each[0]), by_ticket);
	status = tx_run(db, moves_in_tx, &works);
	if (status != ST_DUPLICATE)
		return status;
	for (size_t i = 0; i < count; i++)
		TRY(read_back(db, &works.each[i]));
	return ST_OK;
}

enum status move_ticket(struct db *db, struct arena *arena, const struct move *move, struct moved *moved)
{
	return move_tickets(db, arena, move, 1, moved);
}

/* ---- a filing and a move ------------------------------------------------------------------------------ */

struct split {
	struct work *filed;
	struct work *from;
	bool instead;	/* the old one goes, and its person with it */
	struct event_fact fact;
	struct move_tie tie;
};

static enum status split_in_tx(struct db *db, void *context)
{
	struct split *s = context;

	TRY(file_in_tx(db, s->filed));
	s->fact = (struct event_fact){ "ticket", s->filed->moved->number };
	if (s->instead)
		return make_move(db, s->from);
	TRY(vault_carry(db, &(struct vault_carry_in){ s->from->move->ticket_id, s->filed->moved->ticket_id }));
	s->tie = (struct move_tie){ s->filed->moved->ticket_id, s->from->move->ticket_id, TIE_SPLIT, TIE_HOLDS };
	return make_move(db, s->from);
}

static enum status file_with(struct db *db, struct arena *arena, const struct filing *filing, struct move *from, bool instead, struct moved *moved)
{
	struct moved of_from;
	struct work filed = { .arena = arena, .move = &filing->move, .filing = filing, .moved = moved };
	struct work left = { .arena = arena, .move = from, .moved = &of_from };
	struct split split = { .filed = &filed, .from = &left, .instead = instead };

	from->facts = &split.fact;
	from->fact_count = 1;
	from->ties = &split.tie;
	from->tie_count = instead ? 0 : 1;
	salt_texts(&filing->move);
	salt_texts(from);
	return file_by(db, split_in_tx, &split, &filed);
}

enum status file_split(struct db *db, struct arena *arena, const struct filing *filing, struct move *from, struct moved *moved)
{
	return file_with(db, arena, filing, from, false, moved);
}

enum status file_instead(struct db *db, struct arena *arena, const struct filing *filing, struct move *from, struct moved *moved)
{
	return file_with(db, arena, filing, from, true, moved);
}
