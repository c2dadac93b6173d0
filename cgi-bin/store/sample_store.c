/* Committing to samples and drawing them; see sample_store.h. */
#include "store/sample_store.h"

#include "store/tx.h"

struct beginning {
	struct sample_period period;
	int64_t now_ms;
	uint8_t secret[HASH_BYTES], commitment[HASH_BYTES];
	uint32_t id;
};

/* The commitment is an entry of the log like an event's hash, under ticket 0. */
static enum status begin_in_tx(struct db *db, void *work)
{
	struct beginning *b = work;

	TRY(sample_period_insert(db, &(struct sample_period_insert_in){
		b->period.province, b->period.from_ms, b->period.until_ms, b->now_ms, { b->commitment, HASH_BYTES } }));
	b->id = (uint32_t)db_last_id(db);
	TRY(sample_secret_insert(db, &(struct sample_secret_insert_in){ b->id, { b->secret, HASH_BYTES } }));
	return sample_log(db, &(struct sample_log_in){ b->id, b->period.province, { b->commitment, HASH_BYTES } });
}

enum status sample_begin(struct db *db, struct arena *arena, const struct sample_period *period, int64_t now_ms, uint32_t *id)
{
	struct beginning b = { .period = *period, .now_ms = now_ms };
	enum status status;

	crypto_random(b.secret, sizeof(b.secret));
	sample_commit(arena, period, b.secret, b.commitment);
	status = tx_run(db, begin_in_tx, &b);
	*id = b.id;
	return status;
}

enum status sample_end(struct db *db, struct arena *arena, uint32_t id, int64_t now_ms)
{
	struct sample_row sample;
	struct sample_secret_of_out kept;
	struct sample_cut_out from, until;

	TRY(sample_by_id(db, arena, &(struct sample_by_id_in){ id }, &sample));
	TRY(sample_cut(db, arena, &(struct sample_cut_in){ sample.province, sample.from_ms }, &from));
	TRY(sample_cut(db, arena, &(struct sample_cut_in){ sample.province, sample.until_ms }, &until));
	TRY(sample_secret_of(db, arena, &(struct sample_secret_of_in){ id }, &kept));
	return sample_draw_insert(db, &(struct sample_draw_insert_in){ id, now_ms, from.size, until.size, until.root, kept.secret });
}
