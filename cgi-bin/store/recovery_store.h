/* A lost query code: who asks with a number and a phone gets, where they belong together, a link that counts once.
 *
 * An ask is written down the same way whether they do or not; the worker looks (pages/duty_recovery.c). The database keeps the
 * token's hash, and the phone only sealed to the worker. Using a link is part of the ticket's move (move.h).
 */
#ifndef STORE_RECOVERY_STORE_H
#define STORE_RECOVERY_STORE_H

#include "domain/contact.h"
#include "store/db.h"

/* Stored: append, never renumber. sql/recovery.sql writes them as figures. */
enum recovery_phase {
	RECOVERY_ASKED = 1,
	RECOVERY_SENT,		/* number and phone belong together: the link may be used */
	RECOVERY_VOID,		/* they do not, or another link of the ticket was used */
	RECOVERY_USED,
};

struct recovery_ask {
	const char *number;
	struct bytes phone_index;
	const struct contact_sealed *sealed;	/* phone and token */
	int64_t now_ms;
};

/* ST_TOO_MANY: this number or this phone too often within a day. The same ask again at once is taken for the first one. */
MUST_CHECK enum status recovery_note(struct db *db, struct arena *arena, const struct recovery_ask *ask);

/* Whether a match or not, each in a transaction of its own. done: how many were looked at. */
MUST_CHECK enum status recovery_look(struct db *db, struct arena *arena, int64_t now_ms, uint32_t most, size_t *done);

struct recovery_use {
	const uint8_t *token_hash;	/* HASH_BYTES each */
	const uint8_t *code_hash;
};

/* Within the move of its ticket: the link is used, others of the ticket are void, the code is the new one. ST_EXPIRED: it is
 * used, void, too old or another ticket's. */
MUST_CHECK enum status recovery_use_link(struct db *db, const struct recovery_use *use, uint64_t ticket_id, int64_t now_ms);

#endif
