/* Running deadlines after a change of the calendar; see recount.h. */
#include "pages/recount.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "base/now.h"
#include "pages/decide.h"
#include "statements.h"
#include "store/calendar_store.h"
#include "store/move.h"
#include "store/trail_store.h"

#define BATCH_TICKETS 500
#define TICKET_BYTES ((size_t)32 * 1024 * 1024)
#define TRIES 5		/* somebody else may be moving the ticket */

struct recount {
	struct db *db;
	struct arena *arena;	/* emptied after each ticket */
	const struct calendar *calendar;
	const char *reason;
	uint64_t change;
	struct recounted *totals;
};

/* ---- one ticket, weighed ------------------------------------------------------------------------------------------------ */

struct weighing {
	struct arena *arena;
	const struct calendar *calendar;
	const struct due_trail *trail;
	int64_t now_ms;
	struct recount_news *news;
};

/* Answered is answered: from then on only the stage's own clock runs. */
static bool promise_runs(enum ticket_state state)
{
	return state != STATE_ANSWERED && state != STATE_FOLLOWUP && state != STATE_CLOSED;
}

static bool is_news(const struct weighing *w, const struct event_clock *clock)
{
	const struct said_clock *last = &w->trail->last[clock->stage];

	return clock->due_ms != last->due_ms || strcmp(clock->proof, event_raw_text(w->arena, last->proof)) != 0;
}

static void add_news(const struct weighing *w, const struct event_clock *clock, int64_t counted_ms)
{
	int64_t before_ms = w->trail->last[clock->stage].due_ms;
	struct recount_news *news = w->news;

	news->before_ms[news->count] = before_ms;
	news->counted_ms[news->count] = counted_ms;
	news->clocks[news->count++] = *clock;
	news->later += clock->due_ms > before_ms;
	news->kept += counted_ms < before_ms;
}

/* Only working days are other ones by another calendar; a clock that comes to the same days is no news. */
static enum status weigh_stage(const struct weighing *w, enum stage stage)
{
	struct event_clock clock;
	int64_t counted_ms;

	if (!w->trail->has[stage] || w->trail->last[stage].rule.unit != CLOCK_WORKING_DAY)
		return ST_OK;
	TRY(due_again(w->arena, w->calendar, w->trail, stage, w->now_ms, &clock, &counted_ms));
	if (is_news(w, &clock))
		add_news(w, &clock, counted_ms);
	return ST_OK;
}

/* A promise and its extension are told together: the second begins where the first ends. */
static enum status weigh_promise(const struct weighing *w)
{
	struct event_clock clocks[DUE_PROMISE_CLOCKS];
	int64_t counted_ms[DUE_PROMISE_CLOCKS];
	bool changed = false;
	size_t count;

	if (!w->trail->has[STAGE_EXTEND])
		return weigh_stage(w, STAGE_ANSWER);
	TRY(due_promise_again(w->arena, w->calendar, w->trail, w->now_ms, clocks, counted_ms, &count));
	for (size_t i = 0; i < count; i++)
		changed |= is_news(w, &clocks[i]);
	for (size_t i = 0; changed && i < count; i++)
		add_news(w, &clocks[i], counted_ms[i]);
	return ST_OK;
}

enum status recount_weigh(struct arena *arena, const struct calendar *calendar, const struct due_trail *trail, int64_t at_ms, struct recount_news *news)
{
	const struct weighing w = { arena, calendar, trail, at_ms, news };
	const struct due_present *present = &trail->present;

	*news = (struct recount_news){ .count = 0 };
	if (present->due_ms && present->stage != STAGE_ANSWER)
		TRY(weigh_stage(&w, present->stage));
	if (present->stage == STAGE_ANSWER ? present->due_ms != 0 : promise_runs(trail->state))
		TRY(weigh_promise(&w));
	return ST_OK;
}

/* ---- one ticket, told --------------------------------------------------------------------------------------------------- */

struct facts {
	struct event_fact all[1 + 3 * RECOUNT_CLOCKS];
	size_t count;
};

static void add_fact(struct recount *r, struct facts *facts, enum stage stage, const char *what, int64_t at_ms)
{
	facts->all[facts->count++] = (struct event_fact){
		arena_printf(r->arena, "%s_%s", stage_word((int)stage), what), time_text(r->arena, at_ms) };
}

static struct facts facts_of(struct recount *r, const struct recount_news *news)
{
	struct facts facts = { { { "calendar", r->reason } }, 1 };

	for (size_t i = 0; i < news->count; i++) {
		enum stage stage = news->clocks[i].stage;

		add_fact(r, &facts, stage, "before", news->before_ms[i]);
		add_fact(r, &facts, stage, "counted", news->counted_ms[i]);
		add_fact(r, &facts, stage, "after", news->clocks[i].due_ms);
	}
	return facts;
}

static enum status gather(struct recount *r, uint64_t ticket_id, struct recount_news *news)
{
	struct due_trail *trail = ARENA_NEW(r->arena, struct due_trail);

	TRY(trail_load(r->db, r->arena, ticket_id, trail));
	return recount_weigh(r->arena, r->calendar, trail, now_ms(), news);
}

static enum status tell(struct recount *r, uint64_t ticket_id, uint32_t version, const struct recount_news *news)
{
	const char *intent = arena_printf(r->arena, "recounted %" PRIu64 " %" PRIu64, r->change, ticket_id);
	struct facts facts = facts_of(r, news);
	struct moved moved;
	struct move move = {
		.type = EVENT_RECOUNTED, .role = ROLE_SYSTEM, .actor = ACTOR_SYSTEM, .ticket_id = ticket_id,
		.expected_version = version, .clocks = news->clocks, .clock_count = news->count,
		.facts = facts.all, .fact_count = facts.count,
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
		struct recount_news news;
		enum status status;

		arena_reset(r->arena);
		TRY(ticket_by_id(r->db, r->arena, &(struct ticket_by_id_in){ ticket_id }, &ticket));
		TRY(gather(r, ticket_id, &news));
		if (news.count == 0)
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

/* ---- all of them -------------------------------------------------------------------------------------------------------- */

/* change: its number, so that each change is told once a ticket. */
static enum status recount_running(struct db *db, const struct calendar *calendar, const char *reason, uint64_t change, struct recounted *recounted)
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

/* Until the serving programs know it: a ticket filed meanwhile by the old days is then counted again with the others. */
static void wait_for_programs(void)
{
	struct timespec wait = { CALENDAR_REACH_MS / 1000 + 1, 0 };

	nanosleep(&wait, NULL);
}

/* It waits where nothing differs as well: the days may have been changed a moment ago, by a run that was cut short. */
enum status recount_change(struct db *db, struct arena *arena, const struct calendar_diff *diff, const struct staff_act_insert_in *act,
			   const char *reason, struct recounted *recounted)
{
	struct calendar calendar;
	uint64_t change;

	TRY(calendar_apply(db, diff, act));
	wait_for_programs();
	TRY(calendar_change_number(db, arena, &change));
	TRY(calendar_load(db, arena, &calendar));
	return recount_running(db, &calendar, reason, change, recounted);
}
