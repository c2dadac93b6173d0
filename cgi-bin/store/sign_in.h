/* Signing staff in: passphrase (scrypt) and one-time code (TOTP, each once), lock-out by account.
 *
 * Unknown, locked and inactive accounts take the same time and give the same answer as a wrong passphrase.
 * A session is 32 random bytes in a cookie; the database keeps only their hash.
 */
#ifndef STORE_SIGN_IN_H
#define STORE_SIGN_IN_H

#include "base/crypto.h"
#include "domain/ticket.h"
#include "store/db.h"

struct staff {
	uint32_t id;
	const char *login;
	const char *name;
	enum role role;
	uint32_t region;	/* jurisdiction; 0: the nation */
	uint32_t province;
	const char *unit;	/* "" unless the role is unit */
};

/* Where a session begins. */
struct sign_in_place {
	const char *program;	/* "admin" or "audit" */
	const char *address;	/* of the client */
	const char *browser;	/* what it calls itself; printable, at most LIMIT_BROWSER_CHARS */
};

/* ST_FORBIDDEN: wrong, unknown or locked — say no more than that. On ST_OK token
 * (KEY_BYTES) is the new session. */
MUST_CHECK enum status sign_in(struct db *db, struct arena *arena, const uint8_t totp_key[KEY_BYTES], const struct sign_in_place *place,
			       const char *login, const char *passphrase, const char *totp, int64_t now_ms,
			       struct staff *staff, uint8_t token[KEY_BYTES]);
/* ST_NOT_FOUND: no such session, or it ran out (idle or absolute limit). Moves the idle clock on at most
 * once a minute, so that most requests only read; and not for what a page asks by itself, without a person. */
MUST_CHECK enum status session_load(struct db *db, struct arena *arena, const char *program,
				    const uint8_t token[KEY_BYTES], bool person, int64_t now_ms, struct staff *staff);
MUST_CHECK enum status session_end(struct db *db, const uint8_t token[KEY_BYTES]);
MUST_CHECK enum status session_end_all(struct db *db, uint32_t staff_id);

/* Salt and hash of a passphrase as they are stored; slow on purpose. */
void staff_passphrase(const char *passphrase, uint8_t salt[SALT_BYTES], uint8_t hash[HASH_BYTES]);
/* Does the code hold for this secret, now or in the half minutes beside it? */
bool staff_code_holds(const uint8_t *secret, size_t len, const char *totp, int64_t now_ms);
/* Creates or resets an account. secret: TOTP, TOTP_SECRET_BYTES. Only the hotline program and administrators. */
#define TOTP_SECRET_BYTES 20
MUST_CHECK enum status staff_enrol(struct db *db, struct arena *arena, const uint8_t totp_key[KEY_BYTES],
				   const struct staff *staff, const uint8_t salt[SALT_BYTES],
				   const uint8_t hash[HASH_BYTES], const uint8_t secret[TOTP_SECRET_BYTES]);

/* A one-time secret as it is stored. */
struct bytes staff_seal_secret(struct arena *arena, const uint8_t totp_key[KEY_BYTES], const uint8_t secret[TOTP_SECRET_BYTES]);

/* One line in the trail of what staff do besides moving tickets. */
MUST_CHECK enum status staff_acted(struct db *db, const struct staff *staff, const char *program, const char *act,
				   const char *object, const char *detail, int64_t now_ms);

#endif
