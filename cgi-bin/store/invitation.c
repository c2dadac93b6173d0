/* Invitations; see invitation.h. */
#include "store/invitation.h"

#include "base/limits.h"
#include "statements.h"
#include "store/tx.h"

enum status invitation_make(struct db *db, uint32_t staff_id, uint32_t made_by, int64_t now_ms, uint8_t token[KEY_BYTES])
{
	uint8_t hash[HASH_BYTES];

	crypto_random(token, KEY_BYTES);
	crypto_sha256(token, KEY_BYTES, hash);
	TRY(invitation_void(db, &(struct invitation_void_in){ now_ms, staff_id }));
	return invitation_insert(db, &(struct invitation_insert_in){
		.token_hash = { hash, HASH_BYTES }, .staff_id = staff_id, .made_by = made_by, .made_ms = now_ms,
		.until_ms = now_ms + LIMIT_INVITATION_MS });
}

enum status invitation_open(struct db *db, struct arena *arena, const uint8_t token[KEY_BYTES], int64_t now_ms, struct staff *staff)
{
	struct invitation_find_out row;
	uint8_t hash[HASH_BYTES];

	crypto_sha256(token, KEY_BYTES, hash);
	TRY(invitation_find(db, arena, &(struct invitation_find_in){ { hash, HASH_BYTES }, now_ms }, &row));
	*staff = (struct staff){ .id = row.id, .login = row.login, .name = row.name, .role = (enum role)row.role, .unit = "" };
	return ST_OK;
}

struct taking {
	struct invitation_use_in use;
	struct staff_factors_in factors;
};

static enum status take(struct db *db, void *work)
{
	const struct taking *t = work;
	uint64_t affected;

	TRY(db_run(db, SQL_invitation_use, &t->use, &affected));
	if (affected != 1)
		return ST_NOT_FOUND;
	TRY(staff_factors(db, &t->factors));
	return session_end_all(db, t->factors.id);
}

enum status invitation_take(struct db *db, struct arena *arena, const uint8_t totp_key[KEY_BYTES], const uint8_t token[KEY_BYTES],
			    const char *passphrase, const uint8_t secret[TOTP_SECRET_BYTES], int64_t now_ms)
{
	uint8_t hash[HASH_BYTES], salt[SALT_BYTES], pass_hash[HASH_BYTES];
	struct taking t;
	struct staff staff;

	TRY(invitation_open(db, arena, token, now_ms, &staff));
	crypto_sha256(token, KEY_BYTES, hash);
	staff_passphrase(passphrase, salt, pass_hash);
	t.use = (struct invitation_use_in){ now_ms, { hash, HASH_BYTES }, now_ms };
	t.factors = (struct staff_factors_in){
		.pass_salt = { salt, SALT_BYTES }, .pass_hash = { pass_hash, HASH_BYTES },
		.totp_sealed = staff_seal_secret(arena, totp_key, secret), .id = staff.id };
	return tx_run(db, take, &t);
}
