/* Filing: the first move of a ticket, and that of one that comes out of another; see move.h. */
#include "base/log.h"
#include "base/now.h"
#include "domain/number.h"
#include "statements.h"
#include "store/move_work.h"
#include "store/tie_store.h"
#include "store/tx.h"

#define NUMBER_TRIES 8	/* random sequence digits that are taken already: more than two in a row is a sign of trouble */

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

static enum status insert_ticket(struct db *db, const struct move_work *w, const struct flow_row *row, const struct move_composed *c)
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
	const struct move_work *w = context;
	const struct event_clock *stage;
	const struct event_clock *promise = move_clock(w->move, STAGE_ANSWER);
	const struct flow_row *row;
	struct moved *moved = w->moved;
	struct move_composed first;

	TRY(flow_check(STATE_NONE, w->move->type, w->move->role, &row));
	stage = move_clock(w->move, row->stage);
	*moved = (struct moved){ .at_ms = now_ms(), .seq = 1, .version = 1, .state = row->to };
	moved->ticket_id = make_ticket_id(moved->at_ms);
	moved->number = draw_number(w->arena, w->filing->region, moved->at_ms);
	moved->due_ms = stage ? stage->due_ms : 0;
	moved->answer_due_ms = promise ? promise->due_ms : 0;
	move_compose(w, row, nothing_before, &first);
	TRY(move_put_texts(db, w->arena, &first.event, moved->ticket_id));
	TRY(move_put_files(db, w->move, moved->ticket_id, 1));
	TRY(insert_ticket(db, w, row, &first));
	if (w->filing->legacy)
		TRY(legacy_write(db, w->filing->legacy, region_province(w->filing->region), moved->ticket_id, state_is_final((int)row->to) ? moved->at_ms : 0));
	TRY(ties_begin(db, w->move, moved->ticket_id, moved->at_ms));
	return insert_contact(db, &w->filing->contact, moved->ticket_id);
}

/* Filing by a function that may do more in the same transaction. */
static enum status file_by(struct db *db, tx_fn fn, void *context, struct move_work *w)
{
	for (int i = 0; i < NUMBER_TRIES; i++) {
		enum status status = tx_run(db, fn, context);

		if (status != ST_DUPLICATE)
			return status;
		/* Either this very intent was carried out already, or the drawn number is taken. */
		status = move_read_back(db, w);
		if (status != ST_NOT_FOUND)
			return status;
	}
	log_error("no free ticket number for region %06u after %d draws", w->filing->region, NUMBER_TRIES);
	return ST_UNAVAILABLE;
}

enum status file_ticket(struct db *db, struct arena *arena, const struct filing *filing, struct moved *moved)
{
	struct move_work w = { .arena = arena, .move = &filing->move, .filing = filing, .moved = moved };

	move_salt(&filing->move);
	return file_by(db, file_in_tx, &w, &w);
}

/* ---- a filing and a move ------------------------------------------------------------------------------ */

struct split {
	struct move_work *filed;
	struct move_work *from;
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
		return move_make(db, s->from);
	TRY(vault_carry(db, &(struct vault_carry_in){ s->from->move->ticket_id, s->filed->moved->ticket_id }));
	s->tie = (struct move_tie){ s->filed->moved->ticket_id, s->from->move->ticket_id, TIE_SPLIT, TIE_HOLDS };
	return move_make(db, s->from);
}

static enum status file_with(struct db *db, struct arena *arena, const struct filing *filing, struct move *from, bool instead, struct moved *moved)
{
	struct moved of_from;
	struct move_work filed = { .arena = arena, .move = &filing->move, .filing = filing, .moved = moved };
	struct move_work left = { .arena = arena, .move = from, .moved = &of_from };
	struct split split = { .filed = &filed, .from = &left, .instead = instead };

	from->facts = &split.fact;
	from->fact_count = 1;
	from->ties = &split.tie;
	from->tie_count = instead ? 0 : 1;
	move_salt(&filing->move);
	move_salt(from);
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
