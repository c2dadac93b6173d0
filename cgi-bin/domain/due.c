/* Deadlines through the events of a ticket; see due.h. */
#include "domain/due.h"

#include <stdlib.h>
#include <string.h>

#include "base/now.h"

/* ---- the present ---------------------------------------------------------------------------------------- */

void due_after(struct due_present *p, const struct flow_row *row, int64_t at_ms, const int64_t of[STAGE_END])
{
	int64_t promise_ms = of[STAGE_EXTEND] ? of[STAGE_EXTEND] : of[STAGE_ANSWER];

	if (promise_ms)
		p->answer_due_ms = promise_ms;
	switch (row->clock) {
	case CLOCK_START:
	case CLOCK_RESUME:
		p->stage = row->stage;
		p->due_ms = row->stage == STAGE_ANSWER ? p->answer_due_ms : of[row->stage];
		p->paused_ms = 0;
		break;
	case CLOCK_PAUSE:
		p->paused_ms = at_ms;
		break;
	case CLOCK_STOP:
		p->stage = STAGE_NONE;
		p->due_ms = 0;
		p->paused_ms = 0;
		break;
	case CLOCK_RECOUNT:
		if (p->stage == STAGE_ANSWER)
			p->due_ms = p->answer_due_ms;
		else if (of[p->stage])
			p->due_ms = of[p->stage];
		break;
	case CLOCK_KEEP:
	case CLOCK_BACK:	/* due_back: the row alone does not say where to */
		break;
	}
}

void due_back(struct due_present *p, const struct due_trail *t)
{
	p->stage = t->aside.stage;
	p->due_ms = t->aside.stage == STAGE_ANSWER ? p->answer_due_ms : t->aside.due_ms;
	p->paused_ms = 0;
}

/* ---- one event more ------------------------------------------------------------------------------------- */

static enum status count(const struct due_trail *t, const struct calendar *calendar, const struct said_clock *clock,
			 int64_t now_ms, int64_t *due_ms)
{
	struct clock_pause pauses[CLOCK_PAUSES_MAX];
	size_t n = clock_pauses_since(&t->pauses, clock->from_ms, now_ms, pauses);

	return clock_due(NULL, calendar, t->region, &clock->rule, clock->from_ms, pauses, n, due_ms, NULL);
}

/* The same start again: the later date holds. */
static int64_t keep_later(const struct due_trail *t, const struct said_clock *clock, int64_t counted_ms)
{
	const struct said_clock *last = &t->last[clock->stage];

	return t->has[clock->stage] && last->from_ms == clock->from_ms && last->due_ms > counted_ms ? last->due_ms : counted_ms;
}

/* Counted so, is it what the event says? The counting was done a moment before the event was written. */
static bool agrees(const struct due_trail *t, const struct calendar *calendar, const struct said_clock *clock, int64_t at_ms,
		   struct due_fault *fault)
{
	*fault = (struct due_fault){ clock->stage, clock->due_ms, 0 };
	if (count(t, calendar, clock, at_ms, &fault->counted_ms) != ST_OK)
		return false;
	fault->counted_ms = keep_later(t, clock, fault->counted_ms);
	return llabs(fault->counted_ms - clock->due_ms) <= DUE_SLACK_MS;
}

static bool is_right(const struct due_trail *t, const struct calendar_past *past, const struct said_clock *clock, int64_t at_ms,
		     struct due_fault *fault)
{
	const struct calendar_version *version = calendar_at(past, at_ms);
	struct due_fault other;

	if (agrees(t, &version->calendar, clock, at_ms, fault))
		return true;
	for (; version; version = calendar_older(past, version, at_ms))
		if (agrees(t, &version->calendar, clock, at_ms, &other) ||
		    (t->pauses.open && agrees(t, &version->calendar, clock, at_ms - DUE_SLACK_MS, &other)))
			return true;
	return false;
}

size_t due_check(struct due_trail *t, const struct calendar_past *past, const struct event_said *e, struct due_fault *faults)
{
	const struct flow_row *row = flow_find(t->state, e->type);
	size_t n = 0;

	if (e->region)
		t->region = e->region;
	if (!row || (row->clock == CLOCK_BACK ? t->aside_state : row->to) != e->to || e->from != t->state)
		faults[n++] = (struct due_fault){ STAGE_NONE, 0, 0 };
	for (size_t i = 0; i < e->clock_count; i++)
		n += !is_right(t, past, &e->clocks[i], e->at_ms, &faults[n]);
	return n;
}

void due_follow(struct due_trail *t, const struct event_said *e)
{
	const struct flow_row *row = flow_find(t->state, e->type);
	int64_t of[STAGE_END] = { 0 };

	if (e->region)
		t->region = e->region;
	/* A new promise is nobody's extension. */
	if (event_clock_of(e, STAGE_ANSWER) && event_clock_of(e, STAGE_ANSWER)->from_ms != t->last[STAGE_ANSWER].from_ms)
		t->has[STAGE_EXTEND] = false;
	for (size_t i = e->clock_count; i-- > 0;) {
		const struct said_clock *clock = &e->clocks[i];

		of[clock->stage] = clock->due_ms;
		t->last[clock->stage] = *clock;
		t->has[clock->stage] = true;
	}
	if (state_is_aside((int)e->to) && !state_is_aside((int)t->state)) {
		t->aside_state = t->state;
		t->aside = t->present;
	}
	if (row && row->clock == CLOCK_BACK)
		due_back(&t->present, t);
	else if (row)
		due_after(&t->present, row, e->at_ms, of);
	t->state = e->to;
	clock_pauses_follow(&t->pauses, e->at_ms, e->to == STATE_WAITING);
}

/* ---- counting again ------------------------------------------------------------------------------------- */

/* The rule of the newest clock of a stage from a start that may be another one by now. */
static enum status count_again(struct arena *arena, const struct calendar *calendar, const struct due_trail *t, enum stage stage,
			       int64_t from_ms, int64_t now_ms, struct event_clock *clock, int64_t *counted_ms)
{
	struct clock_pause pauses[CLOCK_PAUSES_MAX];
	const struct said_clock *last = &t->last[stage];
	size_t n = clock_pauses_since(&t->pauses, from_ms, now_ms, pauses);

	if (!t->has[stage])
		return ST_NOT_FOUND;
	*clock = event_clock_from(arena, last);
	clock->from_ms = from_ms;
	TRY(clock_due(arena, calendar, t->region, &last->rule, from_ms, pauses, n, counted_ms, &clock->proof));
	clock->due_ms = *counted_ms;
	if (from_ms == last->from_ms && last->due_ms > *counted_ms) {
		clock->due_ms = last->due_ms;
		clock->proof = arena_printf(arena, "%skept %s\n", clock->proof, time_text(arena, last->due_ms));
	}
	return ST_OK;
}

enum status due_again(struct arena *arena, const struct calendar *calendar, const struct due_trail *t, enum stage stage,
		      int64_t now_ms, struct event_clock *clock, int64_t *counted_ms)
{
	return count_again(arena, calendar, t, stage, t->last[stage].from_ms, now_ms, clock, counted_ms);
}

enum status due_promise_again(struct arena *arena, const struct calendar *calendar, const struct due_trail *t, int64_t now_ms,
			      struct event_clock clocks[DUE_PROMISE_CLOCKS], int64_t counted_ms[DUE_PROMISE_CLOCKS], size_t *count)
{
	*count = 0;
	TRY(due_again(arena, calendar, t, STAGE_ANSWER, now_ms, &clocks[0], &counted_ms[0]));
	*count = 1;
	if (!t->has[STAGE_EXTEND])
		return ST_OK;
	*count = 2;
	return count_again(arena, calendar, t, STAGE_EXTEND, clocks[0].due_ms, now_ms, &clocks[1], &counted_ms[1]);
}
