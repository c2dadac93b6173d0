/* Running deadlines after a change of the calendar; see recount.h. */
#include "pages/recount.h"

#include <inttypes.h>
#include <string.h>

#include "base/log.h"
#include "base/now.h"
#include "pages/decide.h"
#include "statements.h"
#include "store/move.h"
#include "store/trail_store.h"

#define BATCH_TICKETS 500
#define TICKET_BYTES ((size_t)32 * 1024 * 1024)
#define TRIES 5		/* somebody else may be moving the ticket */
#define CLOCKS_MAX 3	/* of the stage, the promise and its extension */

struct recount {
	struct db *db;
	struct arena *arena;	/* emptied after each ticket */
	const struct calendar *calendar;
	const char *reason;
	uint64_t change;
	struct recounted *totals;
};

/* What one ticket's event is made of. */
struct news {
	struct event_clock clocks[CLOCKS_MAX];
	size_t clock_count;
	struct event_fact facts[1 + 3 * CLOCKS_MAX];
	size_t fact_count;
	uint64_t later, kept;
};

/* Answered is answered: from then on only the stage's own clock runs. */
static bool promise_runs(enum ticket_state state)
{
	return state != STATE_ANSWERED && state != STATE_FOLLOWUP && state != STATE_CLOSED;
}

static void add_fact(struct recount *r, struct news *news, enum stage stage, const char *what, int64_t at_ms)
{
	news->facts[news->fact_count++] = (struct event_fact){
		arena_printf(r->arena, "%s_%s", stage_word((int)stage), what), time_text(r->arena, at_ms) };
}

static bool is_news(struct recount *r, const struct said_clock *last, const struct event_clock *clock)
{
	return clock->due_ms != last->due_ms || strcmp(clock->proof, event_raw_text(r->arena, last->proof)) != 0;
}

static void add_news(struct recount *r, const struct said_clock *last, const struct event_clock *clock, int64_t counted_ms,
		     struct news *news)
{
	add_fact(r, news, clock->stage, "before", last->due_ms);
	add_fact(r, news, clock->stage, "counted", counted_ms);
	add_fact(r, news, clock->stage, "after", clock->due_ms);
	news->later += clock->due_ms > last->due_ms;
	news->kept += counted_ms < last->due_ms;
	news->clocks[news->clock_count++] = *clock;
}

/* Only working days are other ones by another calendar; a clock that comes to the same days is no news. */
static enum status count_stage(struct recount *r, const struct due_trail *trail, enum stage stage, struct news *news)
{
	const struct said_clock *last = &trail->last[stage];
	struct event_clock clock;
	int64_t counted_ms;

	if (!trail->has[stage] || last->rule.unit != CLOCK_WORKING_DAY)
		return ST_OK;
	TRY(due_again(r->arena, r->calendar, trail, stage, now_ms(), &clock, &counted_ms));
	if (is_news(r, last, &clock))
		add_news(r, last, &clock, counted_ms, news);
	return ST_OK;
}

/* A promise and its extension are told together: the second begins where the first ends. */
static enum status count_promise(struct recount *r, const struct due_trail *trail, struct news *news)
{
	struct event_clock clocks[DUE_PROMISE_CLOCKS];
	int64_t counted_ms[DUE_PROMISE_CLOCKS];
	bool changed = false;
	size_t count;

	if (!trail->has[STAGE_EXTEND])
		return count_stage(r, trail, STAGE_ANSWER, news);
	TRY(due_promise_again(r->arena, r->calendar, trail, now_ms(), clocks, counted_ms, &count));
	for (size_t i = 0; i < count; i++)
		changed |= is_news(r, &trail->last[clocks[i].stage], &clocks[i]);
	for (size_t i = 0; changed && i < count; i++)
		add_news(r, &trail->last[clocks[i].stage], &clocks[i], counted_ms[i], news);
	return ST_OK;
}

static enum status gather(struct recount *r, uint64_t ticket_id, struct news *news)
{
	struct due_trail *trail = ARENA_NEW(r->arena, struct due_trail);

	*news = (struct news){ 0 };
	TRY(trail_load(r->db, r->arena, ticket_id, trail));
	news->facts[news->fact_count++] = (struct event_fact){ "calendar", r->reason };
	if (trail->present.due_ms && trail->present.stage != STAGE_ANSWER)
		TRY(count_stage(r, trail, trail->present.stage, news));
	if (trail->present.stage == STAGE_ANSWER ? trail->present.due_ms != 0 : promise_runs(trail->state))
		TRY(count_promise(r, trail, news));
	return ST_OK;
}

static enum status tell(struct recount *r, uint64_t ticket_id, uint32_t version, struct news *news)
{
	const char *intent = arena_printf(r->arena, "recounted %" PRIu64 " %" PRIu64, r->change, ticket_id);
	struct moved moved;
	struct move move = {
		.type = EVENT_RECOUNTED, .role = ROLE_SYSTEM, .actor = ACTOR_SYSTEM, .ticket_id = ticket_id,
		.expected_version = version, .clocks = news->clocks, .clock_count = news->clock_count,
		.facts = news->facts, .fact_count = news->fact_count,
	};

	crypto_sha256(intent, strlen(intent), move.key);
	TRY(move_ticket(r->db, r->arena, &move, &moved));
	if (moved.repeated)
		return ST_OK;
	r->totals->told++;
	r->totals->later += news->later;
	r->totals->kept += news->kept;
	return ST_OK;
}

static enum status recount_ticket(struct recount *r, uint64_t ticket_id)
{
	for (int i = 0; i < TRIES; i++) {
		struct ticket_row ticket;
		struct news news;
		enum status status;

		arena_reset(r->arena);
		TRY(ticket_by_id(r->db, r->arena, &(struct ticket_by_id_in){ ticket_id }, &ticket));
		TRY(gather(r, ticket_id, &news));
		if (news.clock_count == 0)
			return ST_OK;
		status = tell(r, ticket_id, ticket.version, &news);
		if (status != ST_CONFLICT)
			return status;
		/* It may have come to a state in which no clock runs. */
		if (!flow_find((enum ticket_state)ticket.state, EVENT_RECOUNTED))
			return ST_OK;
	}
	log_error("ticket %" PRIu64 " moves all the time: its deadline was not counted again", ticket_id);
	return ST_CONFLICT;
}

enum status recount_running(struct db *db, const struct calendar *calendar, const char *reason, uint64_t change,
			    struct recounted *recounted)
{
	struct recount r = { db, arena_new("recount", TICKET_BYTES), calendar, reason, change, recounted };
	struct arena *list = arena_new("running", TICKET_BYTES);
	struct ticket_running_after_out *rows;
	enum status status = ST_OK;
	uint64_t after = 0;
	size_t count;

	*recounted = (struct recounted){ 0 };
	do {
		arena_reset(list);
		status = ticket_running_after_list(db, list, &(struct ticket_running_after_in){ after, BATCH_TICKETS }, &rows, &count);
		for (size_t i = 0; status == ST_OK && i < count; i++) {
			status = recount_ticket(&r, rows[i].id);
			after = rows[i].id;
			recounted->seen++;
		}
	} while (status == ST_OK && count == BATCH_TICKETS);
	arena_free(list);
	arena_free(r.arena);
	return status;
}
