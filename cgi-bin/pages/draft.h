/* An unfinished form of the public: kept for the browser that began it, and for nobody else.
 *
 * The browser keeps a secret of 32 bytes in a cookie; the row's key, the seal over its content, the form
 * token and the idempotency key of the submit are all derived from it. Whoever reads the database reads
 * nothing. A submit repeated from the same draft is the same submit.
 */
#ifndef PAGES_DRAFT_H
#define PAGES_DRAFT_H

#include "base/arena.h"
#include "base/crypto.h"
#include "store/db.h"

#define DRAFT_VALUES_MAX 96

struct draft_value {
	const char *name;
	const char *value;
};

struct draft {
	uint8_t secret[KEY_BYTES];
	bool fresh;	/* begun with this request: the cookie must be set */
	struct draft_value values[DRAFT_VALUES_MAX];
	size_t count;
};

/* cookie: hex of the secret, or NULL. Without a usable one the draft is fresh; one whose row is not there (not yet,
 * or no longer) is empty. */
MUST_CHECK enum status draft_open(struct db *db, struct arena *arena, const char *cookie, int64_t now_ms,
				  struct draft *draft);
MUST_CHECK enum status draft_save(struct db *db, struct arena *arena, const struct draft *draft, int64_t now_ms);
/* Nothing is left of it but the cookie. */
MUST_CHECK enum status draft_forget(struct db *db, const struct draft *draft);

/* "" when not there. */
const char *draft_get(const struct draft *draft, const char *name);
/* Both are kept by reference. ST_TOO_MANY when the draft is full. */
MUST_CHECK enum status draft_set(struct draft *draft, const char *name, const char *value);
void draft_remove(struct draft *draft, const char *name);

/* The values under a key of the caller's (SUITE_AES256GCM), for drafts that lie elsewhere. draft_unseal: ST_INVALID under another key. */
struct bytes draft_seal(struct arena *arena, const struct draft *draft, const uint8_t key[KEY_BYTES]);
MUST_CHECK enum status draft_unseal(struct arena *arena, struct bytes sealed, const uint8_t key[KEY_BYTES], struct draft *draft);

const char *draft_cookie(const struct draft *draft, struct arena *arena);
/* Idempotency key of the one submit this draft can become. */
void draft_submission(const struct draft *draft, uint8_t key[HASH_BYTES]);
/* Hidden form token: hex. */
const char *draft_token(const struct draft *draft, struct arena *arena);

#endif
