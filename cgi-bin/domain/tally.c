/* Counts from events; see tally.h. */
#include "domain/tally.h"

#include "base/now.h"
#include "domain/told.h"

/* A later clock for the answer (dispatched again, resumed, extended) is the promise from then on. */
static void learn(struct tally_past *past, enum event_type type, const struct told *told)
{
	bool imported = type == EVENT_IMPORTED || type == EVENT_IMPORTED_ENDED;

	past->imported |= imported;
	if (type == EVENT_FILED || imported) {
		past->region = told->region;
		past->kind = told->kind;
		past->domain = told->item / 100;
	}
	if (told->promise_ms)
		past->promise_ms = told->promise_ms;
}

static void count_answer(struct tally_past *past, enum event_type type, int64_t at_ms, struct tally *counts)
{
	if (type != EVENT_ANSWERED_AT_ONCE && type != EVENT_APPROVED && type != EVENT_ANSWERED_TOGETHER)
		return;
	counts->answered = 1;
	counts->on_time = past->promise_ms == 0 || at_ms <= past->promise_ms;
	counts->instant = type == EVENT_ANSWERED_AT_ONCE && !past->answered;
	past->answered = true;
}

static void count_end(struct tally_past *past, enum ticket_state to, struct tally *counts)
{
	if (to != STATE_CLOSED && to != STATE_REFERRED && to != STATE_WITHDRAWN && to != STATE_NOT_ACCEPTED)
		return;
	counts->closed = !past->closed;
	past->closed = true;
}

static void count_verdict(struct tally_past *past, enum event_type type, uint32_t rating, struct tally *counts)
{
	if ((type != EVENT_RATED && type != EVENT_SATISFIED && type != EVENT_DISSATISFIED) || past->heard)
		return;
	past->heard = true;
	counts->rated = 1;
	counts->satisfied = type == EVENT_SATISFIED ||
			    (type == EVENT_RATED && rating >= TALLY_SATISFIED_FROM);
}

enum status tally_event(struct tally_past *past, enum event_type type, enum ticket_state to, int64_t at_ms,
			struct bytes canonical, struct tally *counts)
{
	struct told told;

	TRY(told_read(canonical, &told));
	learn(past, type, &told);
	*counts = (struct tally){ .day = day_of_ms(at_ms), .region = past->region, .kind = past->kind,
				  .domain = past->domain, .taken = type == EVENT_FILED };
	if (past->imported)
		return ST_OK;
	count_answer(past, type, at_ms, counts);
	count_end(past, to, counts);
	count_verdict(past, type, told.rating, counts);
	return ST_OK;
}

bool tally_is_zero(const struct tally *c)
{
	return !(c->taken | c->instant | c->closed | c->answered | c->on_time | c->rated | c->satisfied);
}
