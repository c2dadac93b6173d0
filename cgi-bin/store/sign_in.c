/* Signing staff in; see sign_in.h. */
#include "store/sign_in.h"

#include <string.h>

#include "base/limits.h"
#include "statements.h"

#define SEEN_EVERY_MS 60000	/* how often a session's idle clock is written */

static const struct bytes totp_aad = { (const uint8_t *)"12328 totp", 10 };

/* The steps in which a code holds: now, one before, one after. 0: none of them. */
static int64_t matching_step(const uint8_t *secret, size_t len, const char *totp, int64_t now_ms, int64_t used_step)
{
	int64_t now_step = now_ms / 30000;
	int64_t found = 0;
	int64_t typed;

	if (text_to_int(totp, 0, 999999, &typed) != ST_OK || strlen(totp) != 6)
		return 0;
	for (int64_t step = now_step - 1; step <= now_step + 1; step++)
		if (crypto_totp(secret, len, step) == (uint32_t)typed && step > used_step)
			found = step;
	return found;
}

static bool passphrase_is_right(const struct staff_sign_in_out *row, const char *passphrase)
{
	static const uint8_t nobody[SALT_BYTES];
	uint8_t hash[HASH_BYTES];
	bool known = row->pass_salt.n == SALT_BYTES && row->pass_hash.n == HASH_BYTES;

	/* Always the same work, so that time does not tell whether the account exists. */
	crypto_passphrase(passphrase, known ? row->pass_salt.p : nobody, hash);
	return known && crypto_equal(hash, row->pass_hash.p, HASH_BYTES);
}

static enum status refuse(struct db *db, uint32_t id, int64_t now_ms)
{
	if (id)
		TRY(staff_refused(db, &(struct staff_refused_in){
			.limit = LIMIT_LOGIN_TRIES, .until_ms = now_ms + LIMIT_LOGIN_LOCK_MS, .id = id }));
	return ST_FORBIDDEN;
}

/* A one-time code is taken once: the update finds no row when another sign-in took this step already. */
static enum status take_step(struct db *db, uint32_t id, int64_t step)
{
	uint64_t affected;

	TRY(db_run(db, SQL_staff_signed_in, &(struct staff_signed_in_in){ step, id, step }, &affected));
	return affected == 1 ? ST_OK : ST_FORBIDDEN;
}

static enum status begin_session(struct db *db, const struct sign_in_place *place, uint32_t id, int64_t now_ms, uint8_t token[KEY_BYTES])
{
	uint8_t hash[HASH_BYTES];

	crypto_random(token, KEY_BYTES);
	crypto_sha256(token, KEY_BYTES, hash);
	return session_insert(db, &(struct session_insert_in){
		.token_hash = { hash, HASH_BYTES }, .staff_id = id, .program = place->program,
		.created_ms = now_ms, .seen_ms = now_ms, .address = place->address, .browser = place->browser });
}

enum status sign_in(struct db *db, struct arena *arena, const uint8_t totp_key[KEY_BYTES], const struct sign_in_place *place,
		    const char *login, const char *passphrase, const char *totp, int64_t now_ms,
		    struct staff *staff, uint8_t token[KEY_BYTES])
{
	struct staff_sign_in_out row = { 0 };
	struct bytes secret = { NULL, 0 };
	enum status status = staff_sign_in(db, arena, &(struct staff_sign_in_in){ login }, &row);
	bool right;
	int64_t step;

	if (status != ST_OK && status != ST_NOT_FOUND)
		return status;
	right = passphrase_is_right(&row, passphrase);
	if (row.totp_sealed.n > 0)
		TRY(crypto_open(arena, totp_key, row.totp_sealed, totp_aad, &secret));
	step = secret.n ? matching_step(secret.p, secret.n, totp, now_ms, row.totp_step) : 0;
	if (row.id && row.locked_until_ms > now_ms)
		return ST_FORBIDDEN;
	if (!right || step == 0 || !row.active)
		return refuse(db, row.id, now_ms);
	TRY(take_step(db, row.id, step));
	*staff = (struct staff){ row.id, arena_strdup(arena, login), row.name, (enum role)row.role, row.region,
				 row.province, row.unit };
	return begin_session(db, place, row.id, now_ms, token);
}

enum status session_load(struct db *db, struct arena *arena, const char *program, const uint8_t token[KEY_BYTES],
			 bool person, int64_t now_ms, struct staff *staff)
{
	struct session_find_out row;
	uint8_t hash[HASH_BYTES];

	crypto_sha256(token, KEY_BYTES, hash);
	TRY(session_find(db, arena, &(struct session_find_in){ { hash, HASH_BYTES }, program }, &row));
	if (now_ms - row.seen_ms > LIMIT_SESSION_IDLE_MS || now_ms - row.created_ms > LIMIT_SESSION_MS)
		return ST_NOT_FOUND;
	if (person && now_ms - row.seen_ms > SEEN_EVERY_MS)
		TRY(session_seen(db, &(struct session_seen_in){ now_ms, { hash, HASH_BYTES } }));
	*staff = (struct staff){ row.staff_id, row.login, row.name, (enum role)row.role, row.region, row.province, row.unit };
	return ST_OK;
}

enum status session_end(struct db *db, const uint8_t token[KEY_BYTES])
{
	uint8_t hash[HASH_BYTES];

	crypto_sha256(token, KEY_BYTES, hash);
	return session_delete(db, &(struct session_delete_in){ { hash, HASH_BYTES } });
}

enum status session_end_all(struct db *db, uint32_t staff_id)
{
	return session_delete_all_of(db, &(struct session_delete_all_of_in){ staff_id });
}

void staff_passphrase(const char *passphrase, uint8_t salt[SALT_BYTES], uint8_t hash[HASH_BYTES])
{
	crypto_random(salt, SALT_BYTES);
	crypto_passphrase(passphrase, salt, hash);
}

bool staff_code_holds(const uint8_t *secret, size_t len, const char *totp, int64_t now_ms)
{
	return matching_step(secret, len, totp, now_ms, 0) != 0;
}

struct bytes staff_seal_secret(struct arena *arena, const uint8_t totp_key[KEY_BYTES], const uint8_t secret[TOTP_SECRET_BYTES])
{
	return crypto_seal(arena, totp_key, (struct bytes){ secret, TOTP_SECRET_BYTES }, totp_aad);
}

enum status staff_enrol(struct db *db, struct arena *arena, const uint8_t totp_key[KEY_BYTES], const struct staff *staff,
			const uint8_t salt[SALT_BYTES], const uint8_t hash[HASH_BYTES],
			const uint8_t secret[TOTP_SECRET_BYTES])
{
	return staff_put(db, &(struct staff_put_in){
		.login = staff->login, .name = staff->name, .role = staff->role, .region = staff->region,
		.unit = staff->unit, .pass_salt = { salt, SALT_BYTES }, .pass_hash = { hash, HASH_BYTES },
		.totp_sealed = staff_seal_secret(arena, totp_key, secret) });
}

enum status staff_acted(struct db *db, const struct staff *staff, const char *program, const char *act,
			const char *object, const char *detail, int64_t now_ms)
{
	return staff_act_insert(db, &(struct staff_act_insert_in){
		.at_ms = now_ms, .staff_id = staff->id, .program = program, .act = act, .object = object, .detail = detail });
}
