/* What is done to people. Each change stands in the trail of acts by the same transaction: no change without its line, and no line
 * without its change. Who may do it is domain/rank.h's to say, and asked before.
 */
#ifndef STORE_PEOPLE_H
#define STORE_PEOPLE_H

#include "store/sign_in.h"

/* Who does it, and where: the act and its object are filled here. */
struct people_by {
	uint32_t id;		/* 0: the first days, at a shell */
	const char *program;
	int64_t now_ms;
};

/* What a person is handed once: the database keeps neither in clear. */
struct staff_handout {
	const char *passphrase;
	const char *secret;	/* TOTP, base32 */
};
/* A new account with fresh factors. ST_DUPLICATE: the login is taken. token (KEY_BYTES): of a link to choose factors; NULL: none. */
MUST_CHECK enum status people_admit(struct db *db, struct arena *arena, const uint8_t totp_key[KEY_BYTES], const struct people_by *by,
				    const struct staff *person, struct staff_handout *handout, uint8_t *token);
/* Fresh factors for an account that exists; its sessions end and its lock-out too. */
MUST_CHECK enum status people_renew(struct db *db, struct arena *arena, const uint8_t totp_key[KEY_BYTES], const struct people_by *by,
				    const struct staff *person, struct staff_handout *handout, uint8_t *token);
/* Lets an account sign in or not; its sessions end, and whom a locked person stands in for has nobody from then on. ST_CONFLICT: the version moved on. */
MUST_CHECK enum status people_let_in(struct db *db, struct arena *arena, const struct people_by *by, const struct staff *person, uint32_t version,
				     bool let_in);
/* Signs a person out everywhere. */
MUST_CHECK enum status people_sign_out(struct db *db, const struct people_by *by, const struct staff *person);

/* To another role, region or unit (as moved has them); the sessions end, and so does every absence that was judged by what the person was. ST_CONFLICT: the version moved on. */
MUST_CHECK enum status people_move(struct db *db, struct arena *arena, const struct people_by *by, const struct staff *person, uint32_t version,
				   const struct staff *moved);
/* Ends one session, named by its token's hash. ST_CONFLICT: it is over already. */
MUST_CHECK enum status people_end_one(struct db *db, const struct people_by *by, const struct staff *person, const uint8_t hash[HASH_BYTES]);

#endif
