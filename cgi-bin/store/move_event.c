/* The event of a move and what hangs on it; see move_work.h. */
#include <string.h>

#include "base/log.h"
#include "statements.h"
#include "store/move_work.h"

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

enum sampled move_sampled(const struct move_work *w)
{
	return sample_decide(w->draw, w->move->sample_per_mille);
}

static void sample_facts(const struct move_work *w, struct event_fact *facts, size_t *count)
{
	add_fact(facts, count, "sample_per_mille", arena_printf(w->arena, "%u", w->move->sample_per_mille));
	add_fact(facts, count, "sample_draw", arena_printf(w->arena, "%u", w->draw));
	add_fact(facts, count, "sampled", sampled_word((int)move_sampled(w)));
}

static const struct event_fact *gather_facts(const struct move_work *w, size_t *count)
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
static const struct event_text *gather_texts(const struct move_work *w, size_t *count)
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

enum status move_put_texts(struct db *db, struct arena *arena, const struct event *event, uint64_t ticket_id)
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

enum status move_put_files(struct db *db, const struct move *move, uint64_t ticket_id, uint32_t seq)
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

void move_compose(const struct move_work *w, const struct flow_row *row, const uint8_t prev[HASH_BYTES],
			  struct move_composed *c)
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

enum status move_append(struct db *db, const struct move_work *w, const struct move_composed *c)
{
	const struct event *e = &c->event;
	uint64_t ticket_id = w->moved->ticket_id;

	TRY(event_insert(db, &(struct event_insert_in){
		.ticket_id = ticket_id, .seq = e->seq, .at_ms = e->at_ms, .type = e->type, .from_state = e->from,
		.to_state = e->to, .actor_kind = e->actor, .actor_id = e->actor_id, .unit = w->move->unit,
		.suite = SUITE_SHA256, .prev_hash = { c->prev, HASH_BYTES }, .hash = { c->hash, HASH_BYTES },
		.canonical = c->canonical }));
	TRY(move_put_texts(db, w->arena, e, ticket_id));
	TRY(move_put_files(db, w->move, ticket_id, e->seq));
	return event_queue_insert(db, &(struct event_queue_insert_in){ .ticket_id = ticket_id, .seq = e->seq });
}

enum status move_read_back(struct db *db, const struct move_work *w)
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

const struct event_clock *move_clock(const struct move *move, enum stage stage)
{
	for (size_t i = 0; i < move->clock_count; i++)
		if (move->clocks[i].stage == stage)
			return &move->clocks[i];
	return NULL;
}

void move_salt(const struct move *move)
{
	for (size_t i = 0; i < move->text_count; i++)
		if (!move->texts[i].sealed)	/* a sealed text's salt lies in the seal already */
			event_salt(&move->texts[i], 1);
}
