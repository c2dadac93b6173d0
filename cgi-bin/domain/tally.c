/* Counts from events; see tally.h. */
#include "domain/tally.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/now.h"

static const char *fact(const json_t *root, const char *key)
{
	const char *value = json_string_value(json_object_get(json_object_get(root, "facts"), key));

	return value ? value : "";
}

static uint32_t number_fact(const json_t *root, const char *key)
{
	return (uint32_t)strtoul(fact(root, key), NULL, 10);
}

/* A later clock for the answer (dispatched again, resumed, extended) is the promise from then on. */
static void learn_promise(struct tally_past *past, const json_t *root)
{
	json_t *clock;
	size_t i;

	json_array_foreach(json_object_get(root, "clocks"), i, clock) {
		const char *stage = json_string_value(json_object_get(clock, "stage"));

		if (stage && (strcmp(stage, stage_word(STAGE_ANSWER)) == 0 || strcmp(stage, stage_word(STAGE_EXTEND)) == 0))
			past->promise_ms = json_integer_value(json_object_get(clock, "due_ms"));
	}
}

static void learn_filing(struct tally_past *past, const json_t *root)
{
	past->region = number_fact(root, "region");
	past->kind = (uint32_t)kind_from_word(fact(root, "kind"));
	past->domain = number_fact(root, "item") / 100;
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

static void count_verdict(struct tally_past *past, enum event_type type, const json_t *root, struct tally *counts)
{
	if ((type != EVENT_RATED && type != EVENT_SATISFIED && type != EVENT_DISSATISFIED) || past->heard)
		return;
	past->heard = true;
	counts->rated = 1;
	counts->satisfied = type == EVENT_SATISFIED ||
			    (type == EVENT_RATED && number_fact(root, "rating") >= TALLY_SATISFIED_FROM);
}

enum status tally_event(struct tally_past *past, enum event_type type, enum ticket_state to, int64_t at_ms,
			struct bytes canonical, struct tally *counts)
{
	json_t *root = json_loadb((const char *)canonical.p, canonical.n, 0, NULL);

	if (!root)
		return ST_INVALID;
	if (type == EVENT_FILED)
		learn_filing(past, root);
	learn_promise(past, root);
	*counts = (struct tally){ .day = day_of_ms(at_ms), .region = past->region, .kind = past->kind,
				  .domain = past->domain, .taken = type == EVENT_FILED };
	count_answer(past, type, at_ms, counts);
	count_end(past, to, counts);
	count_verdict(past, type, root, counts);
	json_decref(root);
	return ST_OK;
}

bool tally_is_zero(const struct tally *c)
{
	return !(c->taken | c->instant | c->closed | c->answered | c->on_time | c->rated | c->satisfied);
}
