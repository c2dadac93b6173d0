/* Writing down faults and planned work; see incident_store.h. */
#include "store/incident_store.h"

#include "store/tx.h"

struct incident_work {
	struct arena *arena;
	const struct incident_note *note;
	uint32_t id;
};

static enum status move_end(struct db *db, const struct incident_work *w)
{
	struct incident_lock_out now;

	TRY(incident_lock(db, w->arena, &(struct incident_lock_in){ w->id }, &now));
	if (now.ends_ms && now.ends_ms <= w->note->now_ms)
		return ST_CONFLICT;
	return incident_end(db, &(struct incident_end_in){ w->note->ends_ms, w->id });
}

static enum status write_note(struct db *db, void *work)
{
	struct incident_work *w = work;
	const struct incident_note *n = w->note;

	w->id = n->id;
	if (!n->id) {
		TRY(incident_open(db, &n->open));
		w->id = (uint32_t)db_last_id(db);
	}
	if (*n->body)
		TRY(incident_say(db, &(struct incident_say_in){
			.k = { n->key, HASH_BYTES }, .incident_id = w->id, .at_ms = n->now_ms, .body = n->body, .body_en = n->body_en,
			.about = n->about, .amends = n->amends }));
	if (n->ends_ms)
		TRY(move_end(db, w));
	return !n->act ? ST_OK : staff_act_insert(db, &(struct staff_act_insert_in){
		.at_ms = n->now_ms, .staff_id = n->staff_id, .program = "admin", .act = n->act,
		.object = arena_printf(w->arena, "%u", w->id), .detail = n->detail });
}

enum status incident_write(struct db *db, struct arena *arena, struct incident_note *note)
{
	struct incident_work w = { .arena = arena, .note = note };
	struct incident_by_key_out found;
	enum status status = tx_run(db, write_note, &w);

	if (status == ST_OK)
		note->id = w.id;
	if (status == ST_DUPLICATE && incident_by_key(db, arena, &(struct incident_by_key_in){ { note->key, HASH_BYTES } }, &found) == ST_OK)
		note->id = found.incident_id;
	return status;
}
