/* Writing findings and samples; see finding_store.h. */
#include "store/finding_store.h"

#include <inttypes.h>

#include "store/tx.h"

struct finding_work {
	struct arena *arena;
	struct finding_note *note;
	uint64_t id;
};

static enum status write_note(struct db *db, void *work)
{
	struct finding_work *w = work;
	const struct finding_note *n = w->note;

	w->id = n->id;
	if (!n->id) {
		TRY(finding_insert(db, &(struct finding_insert_in){
			.k = { n->key, HASH_BYTES }, .at_ms = n->now_ms, .staff_id = n->staff_id, .region = n->region, .number = n->number,
			.event_seq = n->event_seq, .title = n->title }));
		w->id = db_last_id(db);
	}
	TRY(finding_step_insert(db, &(struct finding_step_insert_in){
		.finding_id = w->id, .seq = n->seq, .at_ms = n->now_ms, .staff_id = n->staff_id, .step = n->step, .due_day = n->due_day, .body = n->body }));
	return staff_act_insert(db, &(struct staff_act_insert_in){
		.at_ms = n->now_ms, .staff_id = n->staff_id, .program = n->program, .act = n->id ? "finding_changed" : "finding_added",
		.object = arena_printf(w->arena, "%" PRIu64, w->id), .detail = finding_step_word((int)n->step) });
}

enum status finding_write(struct db *db, struct arena *arena, struct finding_note *note)
{
	struct finding_work w = { .arena = arena, .note = note };
	struct finding_by_key_out found;
	bool is_new = note->id == 0;
	enum status status = tx_run(db, write_note, &w);

	if (status == ST_OK)
		note->id = w.id;
	if (status == ST_DUPLICATE && is_new && finding_by_key(db, arena, &(struct finding_by_key_in){ { note->key, HASH_BYTES } }, &found) == ST_OK)
		note->id = found.id;
	return status;
}

struct inspection_work {
	struct arena *arena;
	struct inspection_draw *draw;
};

static enum status write_draw(struct db *db, void *work)
{
	struct inspection_work *w = work;
	struct inspection_draw *d = w->draw;
	struct inspection_ticket_insert_in *rows = ARENA_ARRAY(w->arena, d->lots->count + 1, struct inspection_ticket_insert_in);

	TRY(inspection_insert(db, &d->head));
	d->id = db_last_id(db);
	for (size_t i = 0; i < d->lots->count; i++)
		rows[i] = (struct inspection_ticket_insert_in){ d->id, (uint32_t)i + 1, d->lots->drawn[i].id };
	TRY(db_run_many(db, w->arena, SQL_inspection_ticket_insert, rows, sizeof(*rows), d->lots->count));
	return staff_act_insert(db, &(struct staff_act_insert_in){
		.at_ms = d->head.at_ms, .staff_id = d->head.staff_id, .program = "audit", .act = "sample_drawn",
		.object = arena_printf(w->arena, "%" PRIu64, d->id),
		.detail = arena_printf(w->arena, "%zu of %" PRIu64, d->lots->count, d->lots->pool) });
}

enum status inspection_write(struct db *db, struct arena *arena, struct inspection_draw *draw)
{
	struct inspection_work w = { arena, draw };
	struct inspection_by_key_out found;
	enum status status = tx_run(db, write_draw, &w);

	if (status == ST_DUPLICATE && inspection_by_key(db, arena, &(struct inspection_by_key_in){ draw->head.k }, &found) == ST_OK)
		draw->id = found.id;
	return status;
}
