/* A link by which a person chooses the own passphrase and one-time secret, so that nobody else ever knows them.
 *
 * Its token is 32 random bytes; the database keeps only their hash. It counts once and for LIMIT_INVITATION_MS, and a newer one
 * for the same person makes it void.
 */
#ifndef STORE_INVITATION_H
#define STORE_INVITATION_H

#include "store/sign_in.h"

MUST_CHECK enum status invitation_make(struct db *db, uint32_t staff_id, uint32_t made_by, int64_t now_ms, uint8_t token[KEY_BYTES]);
/* Whose it is: id, login, name and role. ST_NOT_FOUND: it never was one, was used, is too old, or the account is locked. */
MUST_CHECK enum status invitation_open(struct db *db, struct arena *arena, const uint8_t token[KEY_BYTES], int64_t now_ms, struct staff *staff);
/* Stores the new factors and ends the person's sessions. ST_NOT_FOUND as above: two at once, one is taken. */
MUST_CHECK enum status invitation_take(struct db *db, struct arena *arena, const uint8_t totp_key[KEY_BYTES], const uint8_t token[KEY_BYTES],
				       const char *passphrase, const uint8_t secret[TOTP_SECRET_BYTES], int64_t now_ms);

#endif
