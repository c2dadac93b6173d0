/* A ticket out of its events; see replay.h. */
#include "domain/replay.h"

#include <string.h>

#include "domain/hands.h"

static bool is(struct bytes raw, const char *word)
{
	return word && raw.n == strlen(word) && memcmp(raw.p, word, raw.n) == 0;
}

/* Facts are words without anything to escape. */
static uint32_t number_of(struct bytes raw)
{
	uint32_t number = 0;

	for (size_t i = 0; i < raw.n && i < 9 && raw.p[i] >= '0' && raw.p[i] <= '9'; i++)
		number = number * 10 + (uint32_t)(raw.p[i] - '0');
	return number;
}

static void file(struct replay *r, struct bytes canonical, int64_t at_ms)
{
	const struct bytes kind = event_fact_of(canonical, "kind");
	const struct bytes source = event_fact_of(canonical, "source");

	for (int i = 1; i < KIND_END; i++)
		if (is(kind, kind_word(i)))
			r->kind = (enum kind)i;
	for (int i = 1; i < SOURCE_END; i++)
		if (is(source, source_word(i)))
			r->source = (enum source)i;
	r->item = number_of(event_fact_of(canonical, "item"));
	r->confidential = is(event_fact_of(canonical, "confidential"), "yes");
	r->filed_ms = at_ms;
}

/* Who hands a ticket over takes it from its unit; who is asked to assist does not get it. */
static void follow_unit(struct replay *r, struct bytes canonical, const struct event_said *said)
{
	const struct bytes unit = event_fact_of(canonical, "unit");

	if (said->region && r->seq > 0)
		*r->unit = '\0';
	if (unit.n == 0 || unit.n > REPLAY_UNIT_CHARS || said->type == EVENT_JOINED)
		return;
	memcpy(r->unit, unit.p, unit.n);
	r->unit[unit.n] = '\0';
}

/* One person has it until it leaves their hands. */
static void follow_assignee(struct replay *r, struct bytes canonical, const struct event_said *said)
{
	const struct bytes assignee = event_fact_of(canonical, "assignee");

	if (said->type == EVENT_UNASSIGNED || !hands_stay(said->from, said->to) || (said->region && r->seq > 0))
		r->assignee = 0;
	if (assignee.n > 0)
		r->assignee = number_of(assignee);
}

static void follow_outcome(struct replay *r, const struct event_said *said)
{
	switch (said->type) {
	case EVENT_RETURNED:
	case EVENT_TRANSFER_RETURNED:
		r->returns++;
		break;
	case EVENT_ANSWERED_AT_ONCE:
		r->instant = r->reworks == 0;
		r->answered_ms = said->at_ms;
		break;
	case EVENT_APPROVED:
	case EVENT_ANSWERED_TOGETHER:
		r->answered_ms = said->at_ms;
		break;
	case EVENT_SATISFIED:
		r->followed_up = 1;
		break;
	case EVENT_DISSATISFIED:
		r->followed_up = 2;
		break;
	case EVENT_NOT_REACHED:
		r->followed_up = 3;
		break;
	default:
		break;
	}
	if (said->to == STATE_REWORK)
		r->reworks++;
	if (state_is_final((int)said->to) && said->to != STATE_ARCHIVED)
		r->closed_ms = said->at_ms;
	if (said->to == STATE_REWORK || said->type == EVENT_UNMERGED)
		r->closed_ms = 0;
}

static void follow_facts(struct replay *r, struct bytes canonical)
{
	const struct bytes rating = event_fact_of(canonical, "rating");
	const struct bytes sampled = event_fact_of(canonical, "sampled");
	struct said_pair texts[EVENT_PAIRS_MAX];
	size_t count = event_texts(canonical, texts, EVENT_PAIRS_MAX);

	if (rating.n > 0)
		r->rating = number_of(rating);
	for (int i = 1; i < SAMPLED_END; i++)
		if (is(sampled, sampled_word(i)))
			r->sampled = (enum sampled)i;
	for (size_t i = 0; i < count; i++)
		r->files += texts[i].key.n > 4 && memcmp(texts[i].key.p, "file", 4) == 0;
}

enum status replay_add(struct replay *r, struct bytes canonical)
{
	struct event_said said;

	TRY(event_read(canonical, &said));
	if (r->seq == 0)
		file(r, canonical, said.at_ms);
	follow_unit(r, canonical, &said);
	follow_assignee(r, canonical, &said);
	follow_outcome(r, &said);
	follow_facts(r, canonical);
	due_follow(&r->trail, &said);
	r->seq = said.seq;
	return ST_OK;
}
