/* Asks for a new query code; see recovery_store.h. */
#include "store/recovery_store.h"

#include "base/limits.h"
#include "statements.h"
#include "store/tx.h"

/* ---- asking ---------------------------------------------------------------------------------------------- */

static enum status ask_in_tx(struct db *db, void *context)
{
	const struct recovery_ask *ask = context;
	int64_t since_ms = ask->now_ms - LIMIT_RECOVERY_DAY_MS;
	uint64_t affected;

	TRY(db_run(db, SQL_recovery_ask, &(struct recovery_ask_in){
		.number = ask->number, .phone_index = ask->phone_index, .token_hash = ask->sealed->token_hash,
		.key_id = ask->sealed->key_id, .wrapped = ask->sealed->wrapped, .sealed = ask->sealed->sealed,
		.asked_ms = ask->now_ms, .until_ms = ask->now_ms + LIMIT_RECOVERY_MS,
		.of_number = ask->number, .number_since_ms = since_ms, .number_most = LIMIT_RECOVERY_PER_TICKET,
		.of_phone = ask->phone_index, .phone_since_ms = since_ms, .phone_most = LIMIT_RECOVERY_PER_PHONE }, &affected));
	return affected == 1 ? ST_OK : ST_TOO_MANY;
}

static enum status note_alone(struct db *db, struct arena *arena, const struct recovery_ask *ask)
{
	struct recovery_just_asked_out just;

	TRY(recovery_just_asked(db, arena, &(struct recovery_just_asked_in){ ask->number, ask->phone_index, ask->now_ms - LIMIT_RECOVERY_AGAIN_MS }, &just));
	return just.asked ? ST_OK : tx_run(db, ask_in_tx, (void *)ask);
}

enum status recovery_note(struct db *db, struct arena *arena, const struct recovery_ask *ask)
{
	struct recovery_unlock_out unlock;
	struct recovery_lock_out lock;
	enum status status, unlocked;

	TRY(recovery_lock(db, arena, &lock));
	if (!lock.held)
		return ST_UNAVAILABLE;
	status = note_alone(db, arena, ask);
	unlocked = recovery_unlock(db, arena, &unlock);
	return status == ST_OK ? unlocked : status;
}

/* ---- looking --------------------------------------------------------------------------------------------- */

struct look {
	struct recovery_asked_out row;
	uint8_t key[NOTICE_KEY_BYTES];
	int64_t now_ms;
};

static enum status look_in_tx(struct db *db, void *context)
{
	const struct look *look = context;

	if (!look->row.ticket_id)
		return recovery_fits_not(db, &(struct recovery_fits_not_in){ look->row.id });
	TRY(recovery_fits(db, &(struct recovery_fits_in){ look->row.ticket_id, look->row.id }));
	return recovery_notice_put(db, &(struct recovery_notice_put_in){
		.ticket_id = look->row.ticket_id, .channel = NOTICE_SMS, .recovery = look->row.id, .kind = NOTICE_RECOVERY,
		.k = { look->key, sizeof(look->key) }, .next_ms = look->now_ms, .made_ms = look->now_ms });
}

enum status recovery_look(struct db *db, struct arena *arena, int64_t now_ms, uint32_t most, size_t *done)
{
	struct recovery_asked_out *rows;
	size_t count;

	TRY(recovery_asked_list(db, arena, &(struct recovery_asked_in){ most }, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		struct look look = { .row = rows[i], .now_ms = now_ms };

		crypto_random(look.key, sizeof(look.key));
		TRY(tx_run(db, look_in_tx, &look));
		(*done)++;
	}
	return ST_OK;
}

/* ---- using ----------------------------------------------------------------------------------------------- */

enum status recovery_use_link(struct db *db, const struct recovery_use *use, uint64_t ticket_id, int64_t now_ms)
{
	uint64_t affected;

	TRY(db_run(db, SQL_recovery_use, &(struct recovery_use_in){ now_ms, { use->token_hash, HASH_BYTES }, ticket_id, now_ms }, &affected));
	if (affected != 1)
		return ST_EXPIRED;
	TRY(recovery_end_others(db, &(struct recovery_end_others_in){ ticket_id }));
	return ticket_code_renew(db, &(struct ticket_code_renew_in){ { use->code_hash, HASH_BYTES }, ticket_id });
}
