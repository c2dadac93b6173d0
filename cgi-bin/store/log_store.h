/* The logs over all events in the database: appending to them, and reading the tree for proofs. */
#ifndef STORE_LOG_STORE_H
#define STORE_LOG_STORE_H

#include "domain/merkle.h"
#include "domain/note.h"
#include "statements.h"
#include "store/db.h"

/* Takes events into the logs of their provinces, and has each log that grew signed by all signers, all in one transaction: at most `most` of
 * those that wait, and where these are fewer, of as many queue entries after *queue_id those that came into no log yet. So a log waits for no
 * count. *queue_id goes on; more: the bound was met. Only the worker calls this, so nobody else appends. A log has its entries in the order in which they
 * came to it: of one ticket mostly that of its events, but not where an entry was passed over and found by a later look. Nothing rests on that order;
 * what came after what is said by the chains. */
MUST_CHECK enum status log_sequence(struct db *db, struct arena *arena, const struct note_signer *signers, size_t signer_count, uint32_t most,
				    int64_t now_ms, uint64_t *queue_id, size_t *done, bool *more);

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
