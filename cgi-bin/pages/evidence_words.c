/* The words of every event, and every ticket as the lists have it, against the chains; see evidence.h. */
#include <string.h>

#include "domain/event_read.h"
#include "pages/evidence.h"
#include "pages/present.h"
#include "statements.h"

/* ---- words ------------------------------------------------------------------------------------------------------ */

/* The event at hand: how many words it committed to, and how many of them are there. Who the person is lies in the vault. */
struct words {
	struct evidence *evidence;
	bool begun;
	uint64_t ticket_id;
	uint32_t seq;
	char number[64];
	size_t committed, found;
};

static void end_event(const struct words *w)
{
	if (w->found < w->committed)
		evidence_tell(w->evidence, "ticket %llu %s, event %u: %zu of its words are missing", (unsigned long long)w->ticket_id, w->number, w->seq,
		      w->committed - w->found);
}

static void begin_event(struct words *w, const struct event_text_each_out *x)
{
	struct said_pair texts[EVENT_PAIRS_MAX];

	*w = (struct words){ .evidence = w->evidence, .begun = true, .ticket_id = x->ticket_id, .seq = x->seq };
	snprintf(w->number, sizeof(w->number), "%s", x->number);
	w->committed = event_texts(x->canonical, texts, EVENT_PAIRS_MAX) - (event_committed_of(x->canonical, "person").n > 0);
}

static bool is_committed(struct arena *arena, const struct event_text_each_out *x)
{
	const struct bytes parts[] = { x->salt, { (const uint8_t *)x->body, strlen(x->body) } };
	const struct bytes committed = event_committed_of(x->canonical, x->field);
	uint8_t hash[HASH_BYTES];

	crypto_sha256_parts(parts, 2, hash);
	return x->salt.n == SALT_BYTES && committed.n == 2 * HASH_BYTES && memcmp(committed.p, text_hex(arena, hash, HASH_BYTES), committed.n) == 0;
}

static enum status check_words(void *context, struct arena *arena, const void *row)
{
	struct words *w = context;
	const struct event_text_each_out *x = row;

	if (!w->begun || x->ticket_id != w->ticket_id || x->seq != w->seq) {
		end_event(w);
		begin_event(w, x);
	}
	if (!*x->field)
		return ST_OK;
	w->evidence->seen++;
	w->found++;
	if (!is_committed(arena, x))
		evidence_tell(w->evidence, "ticket %llu %s, event %u: its words '%s' are not those it committed to", (unsigned long long)x->ticket_id,
		      x->number, x->seq, x->field);
	return ST_OK;
}

static enum status tell_astray(void *context, struct arena *arena, const void *row)
{
	const struct event_text_astray_out *x = row;

	(void)arena;
	evidence_tell(context, "ticket %llu, event %u: there are words '%s' of no such event", (unsigned long long)x->ticket_id, x->seq, x->field);
	return ST_OK;
}

enum status evidence_words(struct evidence *e)
{
	struct words words = { .evidence = e };

	TRY(db_each(e->db, e->row_arena, SQL_event_text_each, NULL, check_words, &words));
	end_event(&words);
	return db_each(e->db, e->row_arena, SQL_event_text_astray, NULL, tell_astray, e);
}

/* ---- the present ------------------------------------------------------------------------------------------------- */

/* The ticket at hand: what its events come to so far, and what differs from that in the lists. */
struct replaying {
	struct evidence *evidence;
	bool begun;
	uint64_t id;
	char number[64];
	struct replay replay;
	struct present_difference differences[PRESENT_DIFFERENCES_MAX];
	size_t count;
};

static void end_ticket(const struct replaying *r)
{
	for (size_t i = 0; i < r->count; i++)
		evidence_tell(r->evidence, "ticket %llu %s: its '%s' is not what its events make it", (unsigned long long)r->id, r->number, r->differences[i].name);
}

static enum status replay_event(void *context, struct arena *arena, const void *row)
{
	struct replaying *r = context;
	const struct present_row *p = row;
	const struct ticket_row *ticket = row;	/* which a present_row begins with */

	(void)arena;
	if (!r->begun || p->id != r->id) {
		end_ticket(r);
		*r = (struct replaying){ .evidence = r->evidence, .begun = true, .id = p->id };
		snprintf(r->number, sizeof(r->number), "%s", p->number);
		r->evidence->seen++;
	}
	if (replay_add(&r->replay, p->canonical) != ST_OK)
		evidence_tell(r->evidence, "ticket %llu %s: an event of it cannot be read", (unsigned long long)p->id, p->number);
	r->count = r->replay.seq < p->last_seq ? 0 : present_differences(ticket, &r->replay, r->differences);
	return ST_OK;
}

enum status evidence_present(struct evidence *e)
{
	struct replaying replaying = { .evidence = e };

	TRY(db_each(e->db, e->row_arena, SQL_present_each, NULL, replay_event, &replaying));
	end_ticket(&replaying);
	return ST_OK;
}
