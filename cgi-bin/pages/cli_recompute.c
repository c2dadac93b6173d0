/* hotline recompute --all: every due time derived again from the events, and every ticket named that says another.
 *
 * For each event: do its bytes have the hash the chain needs, do its columns say what its bytes say, can it follow the one
 * before it, and is each of its due times what its rule comes to by the calendar of its time? For each ticket: do state,
 * stage and due times in the lists stand as its events left them? One statement reads all events once, in the memory of
 * one. Changes nothing. Exit code 1: something differs.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/now.h"
#include "domain/chain.h"
#include "domain/due.h"
#include "domain/number.h"
#include "pages/cli.h"
#include "statements.h"
#include "store/calendar_store.h"

#define ROW_BYTES ((size_t)16 * 1024 * 1024)

/* What the lists say of the ticket at hand. */
struct listed {
	char number[NUMBER_CHARS + 1];
	uint32_t region;
	enum ticket_state state;
	struct due_present present;
	uint32_t last_seq;
	uint8_t last_hash[HASH_BYTES];
};

struct recompute {
	struct cli cli;
	struct arena *row_arena;
	struct calendar_past past;
	uint64_t ticket_id;	/* 0: none yet */
	struct listed listed;
	struct due_trail trail;
	struct chain chain;
	bool differs;
	uint64_t tickets, events, differing;
};

/* ---- saying what differs -------------------------------------------------------------------------------- */

static void name_ticket(struct recompute *r)
{
	r->differing += !r->differs;
	r->differs = true;
	if (*r->listed.number)
		printf("%s", r->listed.number);
	else
		printf("ticket %" PRIu64 " (in no list)", r->ticket_id);
}

static const char *moment(struct recompute *r, int64_t at_ms)
{
	return at_ms ? time_text(r->row_arena, at_ms) : "none";
}

static void tell_event(struct recompute *r, const char *what)
{
	name_ticket(r);
	printf(" event %u: %s\n", r->chain.seq, what);
}

static void tell_due(struct recompute *r, const struct due_fault *fault)
{
	if (fault->stage == STAGE_NONE) {
		tell_event(r, "cannot follow the one before it");
		return;
	}
	name_ticket(r);
	printf(" event %u: %s due %s, counted again %s\n", r->chain.seq, stage_word((int)fault->stage), moment(r, fault->said_ms),
	       moment(r, fault->counted_ms));
}

static void tell_listed(struct recompute *r, const char *what, int64_t listed_ms, int64_t wanted_ms)
{
	if (listed_ms == wanted_ms)
		return;
	name_ticket(r);
	printf(": the list says %s %s, its events up to %u say %s\n", what, moment(r, listed_ms), r->chain.seq, moment(r, wanted_ms));
}

/* ---- a ticket ------------------------------------------------------------------------------------------- */

static void end_ticket(struct recompute *r)
{
	const struct due_present *listed = &r->listed.present;
	const struct due_present *wanted = &r->trail.present;
	const char *state = state_word((int)r->listed.state);
	const char *fault;

	if (r->ticket_id == 0)
		return;
	fault = chain_end(&r->chain, r->listed.last_seq, (struct bytes){ r->listed.last_hash, HASH_BYTES }, state ? state : "?");
	if (fault) {
		name_ticket(r);
		printf(": %s\n", fault);
	}
	if (wanted->stage != listed->stage || r->trail.region != r->listed.region) {
		name_ticket(r);
		printf(": stage or region in the list are not what its events up to %u say\n", r->chain.seq);
	}
	tell_listed(r, "due", listed->due_ms, wanted->due_ms);
	tell_listed(r, "answer due", listed->answer_due_ms, wanted->answer_due_ms);
	tell_listed(r, "waiting since", listed->paused_ms, wanted->paused_ms);
	r->tickets++;
}

static void begin_ticket(struct recompute *r, const struct event_deadline_each_out *e)
{
	struct listed *l = &r->listed;

	r->ticket_id = e->ticket_id;
	r->trail = (struct due_trail){ 0 };
	r->differs = false;
	*l = (struct listed){ .region = e->region, .state = (enum ticket_state)e->state, .last_seq = e->last_seq,
			      .present = { (enum stage)e->stage, e->due_ms, e->answer_due_ms, e->paused_ms } };
	snprintf(l->number, sizeof(l->number), "%s", e->number);
	r->chain = chain_begin(l->number);
	if (e->last_hash.n == HASH_BYTES)
		memcpy(l->last_hash, e->last_hash.p, HASH_BYTES);
}

/* ---- an event ------------------------------------------------------------------------------------------- */

static bool is_as_columns(const struct event_deadline_each_out *e, const struct event_said *said)
{
	return said->at_ms == e->at_ms && (uint32_t)said->type == e->type && (uint32_t)said->from == e->from_state &&
	       (uint32_t)said->to == e->to_state;
}

static enum status follow(void *context, struct arena *arena, const void *row)
{
	struct recompute *r = context;
	const struct event_deadline_each_out *e = row;
	struct due_fault faults[EVENT_CLOCKS_MAX + 1];
	struct event_said said;
	const char *broken;
	size_t count;

	(void)arena;
	if (e->ticket_id != r->ticket_id) {
		end_ticket(r);
		begin_ticket(r, e);
	}
	r->events++;
	broken = chain_add(&r->chain, &(struct chain_link){ e->seq, e->suite, e->prev_hash, e->hash, e->canonical });
	if (broken)
		tell_event(r, broken);
	if (event_read(e->canonical, &said) != ST_OK || !is_as_columns(e, &said)) {
		tell_event(r, "its columns are not what its bytes say");
		return ST_OK;
	}
	count = due_check(&r->trail, &r->past, &said, faults);
	for (size_t i = 0; i < count; i++)
		tell_due(r, &faults[i]);
	due_follow(&r->trail, &said);
	return ST_OK;
}

/* ---- all ------------------------------------------------------------------------------------------------ */

static enum status recompute(struct recompute *r)
{
	struct ticket_bare_out bare;
	int64_t begun_ms = now_monotonic_ms();
	int64_t took_ms;

	TRY(calendar_past_load(r->cli.db, r->cli.arena, &r->past));
	TRY(db_each(r->cli.db, r->row_arena, SQL_event_deadline_each, NULL, follow, r));
	end_ticket(r);
	TRY(ticket_bare(r->cli.db, r->cli.arena, &bare));
	if (bare.count > 0)
		printf("%" PRIu64 " tickets have no events at all, %s is one\n", bare.count, bare.number);
	r->differing += bare.count;
	took_ms = now_monotonic_ms() - begun_ms + 1;
	printf("%" PRIu64 " differ, of %" PRIu64 " tickets with %" PRIu64 " events; %" PRIu64 " tickets a second\n", r->differing,
	       r->tickets, r->events, r->tickets * 1000 / (uint64_t)took_ms);
	return ST_OK;
}

int cli_recompute(int argc, char **argv)
{
	struct recompute r = { 0 };
	enum status status;

	if (argc != 2 || !cli_flag(argc, argv, "--all"))
		return CLI_USAGE;
	if (!cli_open_db(&r.cli))
		return CLI_WORLD;
	r.row_arena = arena_new("row", ROW_BYTES);
	status = recompute(&r);
	arena_free(r.row_arena);
	cli_close(&r.cli);
	if (status == ST_OK && r.differing > 0)
		return CLI_REFUSED;
	return cli_exit(status, "recompute");
}
