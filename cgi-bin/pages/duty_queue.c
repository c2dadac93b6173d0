/* The queue of events: counts, search index and archive records, a batch a transaction.
 *
 * An entry that cannot be worked for a reason of our own is passed over until the next start, loudly, so that one
 * broken ticket does not stop the counts of all others. It stays queued; doctor shows it.
 */
#include "base/log.h"
#include "pages/duty.h"
#include "statements.h"
#include "store/queue_store.h"

#define BATCH_EVENTS 300	/* a few hundredths of a second; a batch holds locks that only this program waits for */
#define FRESH_EVERY_MS 15000	/* an idle system's counts are as fresh as this */

static uint64_t passed_over_id;
static int64_t fresh_ms;

static bool is_our_fault(enum status status)
{
	return status == ST_BUG || status == ST_INVALID || status == ST_NOT_FOUND || status == ST_DUPLICATE ||
	       status == ST_CONFLICT || status == ST_TOO_LARGE;
}

/* The batch was refused: entry by entry, so that only the broken one is left behind. */
static enum status work_singly(struct worker *w, size_t *done)
{
	for (int i = 0; i < BATCH_EVENTS; i++) {
		uint64_t last_id;
		size_t count;
		enum status status = queue_work(w->site->db, w->arena, &w->site->regions, passed_over_id, 1, w->now_ms, &count, &last_id);

		if (is_our_fault(status)) {
			log_error("queue entry %llu is passed over: %s", (unsigned long long)last_id, status_name(status));
			passed_over_id = last_id;
			continue;
		}
		if (status != ST_OK || count == 0)
			return status;
		*done += count;
	}
	return ST_OK;
}

/* With nothing queued the counts are those of now. */
static enum status say_fresh(struct worker *w)
{
	if (w->now_ms < fresh_ms + FRESH_EVERY_MS)
		return ST_OK;
	TRY(freshness_put(w->site->db, &(struct freshness_put_in){ "rollup", w->now_ms }));
	fresh_ms = w->now_ms;
	return ST_OK;
}

enum status duty_queue(struct worker *w, size_t *done, bool *more)
{
	uint64_t last_id;
	size_t count;
	enum status status = queue_work(w->site->db, w->arena, &w->site->regions, passed_over_id, BATCH_EVENTS, w->now_ms, &count, &last_id);

	if (is_our_fault(status)) {
		*more = true;
		return work_singly(w, done);
	}
	TRY(status);
	*done = count;
	*more = count == BATCH_EVENTS;
	return count == 0 ? say_fresh(w) : ST_OK;
}
