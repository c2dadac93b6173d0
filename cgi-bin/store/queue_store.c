/* A batch of queued events in one transaction; see queue_store.h. */
#include "store/queue_store.h"

#include <stdlib.h>

#include "base/crypto.h"
#include "domain/flow.h"
#include "domain/notice.h"
#include "statements.h"
#include "store/archive_store.h"
#include "store/measure_store.h"
#include "store/rollup_store.h"
#include "store/rule_store.h"
#include "store/search_store.h"
#include "store/topic_store.h"
#include "store/tx.h"

#define TICKET_ARENA_BYTES ((size_t)256 * 1024 * 1024)	/* one ticket with its record; usually under 1 MiB */

struct batch {
	const struct regions *regions;
	struct arena *arena;		/* of the batch: counts and queue entries */
	struct arena *ticket_arena;	/* emptied after each ticket */
	uint64_t after_id;
	uint32_t most;
	int64_t now_ms;
	struct event_queue_take_out *rows;
	size_t count;
	uint64_t last_id;
	struct rollup rollup;
	struct measuring measuring;
	struct topics topics;
};

static int by_ticket(const void *left, const void *right)
{
	const struct event_queue_take_out *a = left;
	const struct event_queue_take_out *b = right;

	if (a->ticket_id != b->ticket_id)
		return a->ticket_id < b->ticket_id ? -1 : 1;
	return (a->seq > b->seq) - (a->seq < b->seq);
}

static const struct event_row *event_of(const struct history *h, uint32_t seq)
{
	for (size_t i = 0; i < h->event_count; i++)
		if (h->events[i].seq == seq)
			return &h->events[i];
	return NULL;
}

static enum status put_notice(struct db *db, const struct batch *b, const struct event_row *event, uint64_t ticket_id, enum notice_channel channel)
{
	uint8_t key[NOTICE_KEY_BYTES];

	crypto_random(key, sizeof(key));
	return notice_put(db, &(struct notice_put_in){
		.ticket_id = ticket_id, .seq = event->seq, .channel = channel, .kind = notice_of_event((enum event_type)event->type),
		.k = { key, sizeof(key) }, .next_ms = b->now_ms, .made_ms = b->now_ms });
}

/* The person is told, where there is a way: once, as the event leaves the queue once. */
static enum status tell_person(struct db *db, const struct batch *b, const struct history *h, uint32_t seq)
{
	const struct event_row *event = event_of(h, seq);
	struct notice_channels_out contact;
	enum status status;

	if (!event || !notice_of_event((enum event_type)event->type) || h->ticket.confidential)
		return ST_OK;
	status = notice_channels(db, b->ticket_arena, &(struct notice_channels_in){ h->ticket.id }, &contact);
	if (status != ST_OK)
		return status == ST_NOT_FOUND ? ST_OK : status;
	if (contact.channels & NOTICE_SMS)
		TRY(put_notice(db, b, event, h->ticket.id, NOTICE_SMS));
	if (contact.channels & NOTICE_MAIL)
		TRY(put_notice(db, b, event, h->ticket.id, NOTICE_MAIL));
	return ST_OK;
}

/* The record is kept; where the person was told is not. */
static enum status archive(struct db *db, const struct batch *b, const struct history *h)
{
	TRY(archive_write(db, b->ticket_arena, h));
	return notice_contact_drop(db, &(struct notice_contact_drop_in){ h->ticket.id });
}

static bool is_archiving(const struct history *h, uint32_t seq)
{
	const struct event_row *event = event_of(h, seq);

	return event && event->type == EVENT_ARCHIVED;
}

/* The event goes on to the log of the province. */
static enum status tell_log(struct db *db, const struct history *h, uint32_t seq)
{
	const struct event_row *event = event_of(h, seq);

	if (!event)
		return ST_OK;
	return log_pending_put(db, &(struct log_pending_put_in){
		h->ticket.id, seq, h->ticket.province, event->hash, h->ticket.id, seq });
}

/* Something happened: who should hear of it is asked anew, or no more. */
static enum status watch(struct db *db, const struct ticket_row *ticket, int64_t now_ms)
{
	if (flow_find((enum ticket_state)ticket->state, EVENT_ESCALATED))
		return escalation_check_put(db, &(struct escalation_check_put_in){ ticket->id, now_ms });
	return escalation_check_drop(db, &(struct escalation_check_drop_in){ ticket->id });
}

static enum status find_by_rules(struct db *db, const struct batch *b, const struct history *h, uint32_t seq)
{
	const struct event_row *event = event_of(h, seq);

	return event ? rule_index(db, b->ticket_arena, &h->ticket, event->canonical) : ST_OK;
}

/* What the person says against an answer is held against the article that it came from, if it did. */
static enum status regret_article(struct db *db, const struct batch *b, const struct history *h, uint32_t seq)
{
	const struct event_row *event = event_of(h, seq);

	if (!event || !measure_is_bad((enum event_type)event->type, h->ticket.rating))
		return ST_OK;
	return article_use_regret(db, &(struct article_use_regret_in){ b->now_ms, h->ticket.id });
}

/* rows[0 … count-1] are entries of one ticket. */
static enum status work_ticket(struct db *db, struct batch *b, const struct event_queue_take_out *rows, size_t count)
{
	struct history history;

	arena_reset(b->ticket_arena);
	TRY(history_load(db, b->ticket_arena, rows->ticket_id, &history));
	TRY(search_index(db, b->ticket_arena, &history));
	for (size_t i = 0; i < count; i++) {
		TRY(rollup_count(&b->rollup, &history, rows[i].seq));
		TRY(measure_count(&b->measuring, &history, rows[i].seq));
		TRY(topics_count(&b->topics, &history, rows[i].seq));
		if (is_archiving(&history, rows[i].seq))
			TRY(archive(db, b, &history));
		TRY(tell_person(db, b, &history, rows[i].seq));
		TRY(tell_log(db, &history, rows[i].seq));
		TRY(find_by_rules(db, b, &history, rows[i].seq));
		TRY(regret_article(db, b, &history, rows[i].seq));
		TRY(event_queue_done(db, &(struct event_queue_done_in){ rows[i].id }));
	}
	return watch(db, &history.ticket, b->now_ms);
}

static enum status batch_in_tx(struct db *db, void *context)
{
	struct batch *b = context;
	size_t next;

	b->rollup = rollup_new(b->arena);
	b->measuring = measuring_new(b->arena);
	b->topics = topics_new(b->arena);
	TRY(event_queue_take_list(db, b->arena, &(struct event_queue_take_in){ b->after_id, b->most }, &b->rows, &b->count));
	if (b->count == 0)
		return ST_OK;
	b->last_id = b->rows[b->count - 1].id;
	qsort(b->rows, b->count, sizeof(*b->rows), by_ticket);
	for (size_t i = 0; i < b->count; i = next) {
		for (next = i + 1; next < b->count && b->rows[next].ticket_id == b->rows[i].ticket_id;)
			next++;
		TRY(work_ticket(db, b, &b->rows[i], next - i));
	}
	TRY(rollup_write(db, b->regions, &b->rollup));
	TRY(measure_write(db, b->regions, &b->measuring));
	TRY(topics_write(db, b->regions, &b->topics));
	return freshness_put(db, &(struct freshness_put_in){ "rollup", b->now_ms });
}

enum status queue_work(struct db *db, struct arena *arena, const struct regions *regions, uint64_t after_id, uint32_t most,
		       int64_t now_ms, size_t *done, uint64_t *last_id)
{
	struct batch b = { .regions = regions, .arena = arena, .after_id = after_id, .most = most, .now_ms = now_ms, .last_id = after_id };
	enum status status;

	b.ticket_arena = arena_new("queued ticket", TICKET_ARENA_BYTES);
	status = tx_run(db, batch_in_tx, &b);
	arena_free(b.ticket_arena);
	*done = b.count;
	*last_id = b.last_id;
	return status;
}
