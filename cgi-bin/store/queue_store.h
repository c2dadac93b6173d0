/* What committed events leave to be done: count them, index their ticket, write the archive record, tell the log.
 *
 * Events queue in the transaction that made them; here they leave it in the transaction that did all that, so
 * each is counted exactly once whatever dies in between. Only the worker calls this.
 */
#ifndef STORE_QUEUE_STORE_H
#define STORE_QUEUE_STORE_H

#include "domain/region.h"
#include "store/db.h"

/* after_id: entries up to this one are passed over; 0 for all. last_id: the last entry taken, for passing over
 * one that cannot be done. done 0: the queue is empty. Nothing is changed unless ST_OK. */
MUST_CHECK enum status queue_work(struct db *db, struct arena *arena, const struct regions *regions, uint64_t after_id,
				  uint32_t most, int64_t now_ms, size_t *done, uint64_t *last_id);

#endif
