/* The logs over all events in the database: appending to them, and reading the tree for proofs. */
#ifndef STORE_LOG_STORE_H
#define STORE_LOG_STORE_H

#include "base/crypto_pair.h"
#include "domain/merkle.h"
#include "statements.h"
#include "store/db.h"

/* Takes at most `most` waiting events into the logs of their provinces, and signs a checkpoint for each log that grew, all in one
 * transaction. Only the worker calls this, so nobody else appends. done 0: nothing waits. */
MUST_CHECK enum status log_sequence(struct db *db, struct arena *arena, const uint8_t public_key[KEY_BYTES],
				    const uint8_t private_key[KEY_BYTES], uint32_t most, int64_t now_ms, size_t *done);

/* A log as merkle_get_fn sees it. */
struct log_tree {
	struct db *db;
	struct arena *arena;
	uint32_t province;
};
MUST_CHECK enum status log_tree_get(void *log_tree, unsigned level, uint64_t n, uint8_t hash[HASH_BYTES]);

/* Appends the proof (domain/proof.h) that an event of a ticket stands in the log of its province. ST_NOT_FOUND: it waits for the next
 * checkpoint. */
MUST_CHECK enum status log_prove(struct db *db, struct arena *arena, uint64_t ticket_id, const char *number,
				 const struct event_row *event, struct buf *proof);

#endif
