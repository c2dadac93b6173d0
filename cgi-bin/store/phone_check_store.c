/* Codes sent to phones; see phone_check_store.h. */
#include "store/phone_check_store.h"

#include "base/limits.h"
#include "statements.h"
#include "store/tx.h"

static enum status send_in_tx(struct db *db, void *context)
{
	const struct phone_check_ask *ask = context;
	int64_t since_ms = ask->now_ms - LIMIT_PHONE_CODE_DAY_MS;
	uint8_t key[NOTICE_KEY_BYTES];
	uint64_t affected;

	TRY(db_run(db, SQL_phone_check_ask, &(struct phone_check_ask_in){
		.visit = ask->visit, .phone_index = ask->phone_index, .code_hash = ask->code_hash, .lang = ask->lang, .province = ask->province,
		.key_id = ask->sealed->key_id, .wrapped = ask->sealed->wrapped, .sealed = ask->sealed->sealed,
		.asked_ms = ask->now_ms, .until_ms = ask->now_ms + LIMIT_PHONE_CODE_MS,
		.of_visit = ask->visit, .visit_since_ms = since_ms, .visit_most = LIMIT_PHONE_CODES,
		.of_phone = ask->phone_index, .phone_since_ms = since_ms, .phone_most = LIMIT_PHONE_CODES }, &affected));
	if (affected != 1)
		return ST_TOO_MANY;
	crypto_random(key, sizeof(key));
	return phone_check_notice_put(db, &(struct phone_check_notice_put_in){
		.channel = NOTICE_SMS, .phone_check = db_last_id(db), .kind = NOTICE_PHONE_CODE, .k = { key, sizeof(key) },
		.next_ms = ask->now_ms, .made_ms = ask->now_ms });
}

enum status phone_check_send(struct db *db, const struct phone_check_ask *ask)
{
	return tx_run(db, send_in_tx, (void *)ask);
}

/* Where it does not pass it passed already, for somebody who typed it at the same time, or its tries or minutes are over. */
static enum status pass(struct db *db, struct arena *arena, const struct phone_check_ask *typed, uint64_t id)
{
	struct phone_check_newest_out newest;
	uint64_t passed;

	TRY(db_run(db, SQL_phone_check_pass, &(struct phone_check_pass_in){ typed->now_ms, id, LIMIT_PHONE_CODE_TRIES, typed->now_ms }, &passed));
	if (passed == 1)
		return ST_OK;
	TRY(phone_check_newest(db, arena, &(struct phone_check_newest_in){ typed->visit, typed->phone_index }, &newest));
	return newest.id == id && newest.passed_ms ? ST_OK : ST_EXPIRED;
}

enum status phone_check_judge(struct db *db, struct arena *arena, const struct phone_check_ask *typed)
{
	struct phone_check_newest_out newest;
	enum status status = phone_check_newest(db, arena, &(struct phone_check_newest_in){ typed->visit, typed->phone_index }, &newest);
	uint64_t counted;

	if (status == ST_NOT_FOUND)
		return ST_EXPIRED;
	TRY(status);
	if (newest.code_hash.n == typed->code_hash.n && crypto_equal(newest.code_hash.p, typed->code_hash.p, typed->code_hash.n))
		return pass(db, arena, typed, newest.id);
	TRY(db_run(db, SQL_phone_check_try, &(struct phone_check_try_in){ newest.id, LIMIT_PHONE_CODE_TRIES, typed->now_ms }, &counted));
	return counted == 1 ? ST_INVALID : ST_EXPIRED;
}
