/* Indicators from events; see measure.h. */
#include "domain/measure.h"

#include <string.h>

#include "domain/tally.h"

static const char *const words[MEASURE_END] = {
	[MEASURE_TAKEN] = "taken", [MEASURE_ENDED] = "ended", [MEASURE_INQUIRY_AT_ONCE] = "inquiry_at_once",
	[MEASURE_OTHER_ON_TIME] = "other_on_time", [MEASURE_AT_ONCE_SATISFIED] = "at_once_satisfied", [MEASURE_CALLED_BACK] = "called_back",
	[MEASURE_PUT_RIGHT] = "put_right", [MEASURE_COMPLAINT_ON_TIME] = "complaint_on_time",
	[MEASURE_COMPLAINT_REVIEWED] = "complaint_reviewed", [MEASURE_COMPLAINT_SATISFIED] = "complaint_satisfied",
	[MEASURE_SAMPLE_CALLED] = "sample_called", [MEASURE_RETURNED_AGAIN] = "returned_again", [MEASURE_LAST_MINUTES] = "last_minutes",
	[MEASURE_LAST_HOUR] = "last_hour", [MEASURE_COPIED_REPLY] = "copied_reply",
};

const char *measure_word(int measure)
{
	return measure > 0 && measure < MEASURE_END ? words[measure] : NULL;
}

int measure_from_word(const char *word)
{
	for (int i = 1; i < MEASURE_END; i++)
		if (strcmp(words[i], word) == 0)
			return i;
	return 0;
}

bool measure_is_sign(int measure)
{
	return measure >= MEASURE_SIGNS && measure < MEASURE_END;
}

bool measure_is_rate(int measure)
{
	return measure != MEASURE_TAKEN && measure != MEASURE_ENDED;
}

/* ---- what an event is to the indicators ----------------------------------------------------------------------- */

struct step {
	struct measure_past *past;
	enum event_type type;
	struct measured base;	/* of this event; what and hit are filled in */
	struct measured *out;
	size_t count;
};

static void add(struct step *s, enum measure what, bool hit)
{
	s->out[s->count] = s->base;
	s->out[s->count].what = what;
	s->out[s->count++].hit = hit;
}

static void learn(struct measure_past *past, enum event_type type, const struct told *told)
{
	past->imported |= type == EVENT_IMPORTED || type == EVENT_IMPORTED_ENDED;
	if (type == EVENT_FILED) {
		past->kind = told->kind;
		past->source = told->source;
		past->item = told->item;
	}
	if (told->region) {
		past->region = told->region;
		past->unit[0] = '\0';	/* handed over: the new place has not given it to anybody */
	}
	if (told->unit[0] && type != EVENT_JOINED)
		memcpy(past->unit, told->unit, sizeof(past->unit));
	if (told->promise_ms)
		past->promise_ms = told->promise_ms;
	if (type == EVENT_GROUPED || type == EVENT_MERGED)
		memcpy(past->matter, told->ticket, sizeof(past->matter));
}

static void see_answer(struct step *s, bool chosen)
{
	struct measure_past *past = s->past;
	bool at_once = s->type == EVENT_ANSWERED_AT_ONCE;
	bool on_time = past->promise_ms == 0 || s->base.at_ms <= past->promise_ms;

	if (!at_once && s->type != EVENT_APPROVED && s->type != EVENT_ANSWERED_TOGETHER)
		return;
	if (past->kind == KIND_INQUIRY && !past->answered)
		add(s, MEASURE_INQUIRY_AT_ONCE, at_once);
	if (past->kind != KIND_COMPLAINT) {
		add(s, MEASURE_OTHER_ON_TIME, on_time);
	} else {
		add(s, MEASURE_COMPLAINT_ON_TIME, on_time);
		add(s, MEASURE_COMPLAINT_REVIEWED, !at_once);
	}
	if (past->bad.what) {
		s->out[s->count] = past->bad;
		s->out[s->count].counted = false;
		s->out[s->count++].hit = true;
		past->bad.what = 0;
	}
	past->answered = true;
	past->at_once = at_once;
	past->to_call = !at_once;
	past->chosen = chosen;
}

static void see_call(struct step *s)
{
	struct measure_past *past = s->past;
	bool spoken = s->type == EVENT_SATISFIED || s->type == EVENT_DISSATISFIED;

	if (spoken && past->kind == KIND_COMPLAINT && !past->called)
		add(s, MEASURE_COMPLAINT_SATISFIED, s->type == EVENT_SATISFIED);
	past->called |= spoken;
	if (past->to_call && (spoken || s->type == EVENT_NOT_REACHED || s->type == EVENT_CLOSED)) {
		add(s, MEASURE_CALLED_BACK, spoken);
		if (past->chosen)
			add(s, MEASURE_SAMPLE_CALLED, spoken);
		past->to_call = false;
	}
	if (s->type == EVENT_REOPENED)
		past->to_call = false;
}

bool measure_is_bad(enum event_type type, uint32_t rating)
{
	return type == EVENT_DISSATISFIED || type == EVENT_REOPENED || (type == EVENT_RATED && rating <= RATING_BAD);
}

static void see_verdict(struct step *s, uint32_t rating)
{
	struct measure_past *past = s->past;
	bool said = s->type == EVENT_RATED || s->type == EVENT_SATISFIED || s->type == EVENT_DISSATISFIED;

	if (said && !past->heard && past->at_once)
		add(s, MEASURE_AT_ONCE_SATISFIED,
		    s->type == EVENT_SATISFIED || (s->type == EVENT_RATED && rating >= TALLY_SATISFIED_FROM));
	past->heard |= said;
	if (measure_is_bad(s->type, rating) && !past->bad.what) {
		add(s, MEASURE_PUT_RIGHT, false);
		past->bad = s->out[s->count - 1];
	}
}

static void see_end(struct step *s, enum ticket_state to)
{
	if (to != STATE_CLOSED && to != STATE_REFERRED && to != STATE_WITHDRAWN && to != STATE_NOT_ACCEPTED)
		return;
	if (!s->past->ended)
		add(s, MEASURE_ENDED, false);
	s->past->ended = true;
}

static bool is_just_before_promise(const struct step *s, int64_t within_ms)
{
	int64_t left_ms = s->past->promise_ms - s->base.at_ms;

	return s->past->promise_ms > 0 && left_ms >= 0 && left_ms < within_ms;
}

/* Whether a reply is copied is not in the ticket's own events: the store knows. */
static void see_signs(struct step *s)
{
	if (s->type == EVENT_RETURNED || s->type == EVENT_TRANSFER_RETURNED)
		add(s, MEASURE_RETURNED_AGAIN, s->past->returns++ > 0);
	if (s->type == EVENT_EXTENSION_ASKED)
		add(s, MEASURE_LAST_HOUR, is_just_before_promise(s, MEASURE_LAST_HOUR_MS));
	if (s->type != EVENT_REPLIED)
		return;
	add(s, MEASURE_LAST_MINUTES, is_just_before_promise(s, MEASURE_LAST_MINUTES_MS));
	add(s, MEASURE_COPIED_REPLY, false);
}

enum status measure_event(struct measure_past *past, enum event_type type, enum ticket_state to, uint32_t seq, int64_t at_ms,
			  struct bytes canonical, struct measured *out, size_t *count)
{
	struct step step = { .past = past, .type = type, .out = out };
	struct told told;

	TRY(told_read(canonical, &told));
	learn(past, type, &told);
	step.base = (struct measured){ .seq = seq, .at_ms = at_ms, .region = past->region, .counted = true };
	memcpy(step.base.unit, past->unit, sizeof(past->unit));
	*count = 0;
	if (past->imported)
		return ST_OK;
	if (type == EVENT_FILED)
		add(&step, MEASURE_TAKEN, false);
	see_answer(&step, told.chosen);
	see_call(&step);
	see_verdict(&step, told.rating);
	see_end(&step, to);
	see_signs(&step);
	*count = step.count;
	return ST_OK;
}
