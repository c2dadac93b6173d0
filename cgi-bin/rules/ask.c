/* One question to one set of rules; see ask.h. */
#include "rules/ask.h"
#include "rules/brand.h"
#include "rules/form.h"

#include <stdbool.h>
#include <string.h>

#include "base/log.h"
#include "base/now.h"
#include "base/text.h"

#define SCORE_MOST_MILLI 1000000	/* a formula of more than a thousand points is a mistake */

uint32_t rules_answer_bytes(uint32_t op)
{
	switch (op) {
	case RULES_OP_ADMIT:
		return sizeof(struct rules_admission);
	case RULES_OP_ROUTE:
		return sizeof(struct rules_route);
	case RULES_OP_CLOCK:
		return sizeof(struct rules_clock);
	case RULES_OP_WORKDAY:
		return sizeof(struct rules_workday);
	case RULES_OP_OFFICE_HOURS:
		return sizeof(struct rules_hours);
	case RULES_OP_ESCALATE:
		return sizeof(struct rules_escalation);
	case RULES_OP_SAMPLE:
		return sizeof(struct rules_sample);
	case RULES_OP_SCORE:
		return sizeof(struct rules_score);
	default:
		return 0;
	}
}

int32_t rules_call_op(const struct province_rules *r, uint32_t op, const struct rules_host *host,
		      const struct rules_facts *facts, union rules_any *any)
{
	switch (op) {
	case RULES_OP_ADMIT:
		return r->admit ? r->admit(host, facts, &any->admission) : RULES_NO_OPINION;
	case RULES_OP_ROUTE:
		return r->route ? r->route(host, facts, &any->route) : RULES_NO_OPINION;
	case RULES_OP_CLOCK:
		return r->clock ? r->clock(host, facts, &any->clock) : RULES_NO_OPINION;
	case RULES_OP_WORKDAY:
		return r->workday ? r->workday(host, facts, &any->workday) : RULES_NO_OPINION;
	case RULES_OP_OFFICE_HOURS:
		return r->office_hours ? r->office_hours(host, facts, &any->hours) : RULES_NO_OPINION;
	case RULES_OP_ESCALATE:
		return r->escalate ? r->escalate(host, facts, &any->escalation) : RULES_NO_OPINION;
	case RULES_OP_SAMPLE:
		return r->sample ? r->sample(host, facts, &any->sample) : RULES_NO_OPINION;
	case RULES_OP_SCORE:
		return r->score ? r->score(host, facts, &any->score) : RULES_NO_OPINION;
	default:
		return RULES_BAD_INPUT;
	}
}

/* Every answer begins with its size; all are as small as the union. */
static int32_t call_op(const struct province_rules *r, uint32_t op, const struct rules_host *host,
		       const struct rules_facts *facts, union rules_any *any)
{
	memset(any, 0, sizeof(*any));
	any->clock.size = rules_answer_bytes(op);
	return rules_call_op(r, op, host, facts, any);
}

/* ---- the host as a plugin sees it --------------------------------------------------------------------- */

#define WORKDAYS_MOST 400	/* as in a clock */
#define LOG_LINES_MOST 4	/* of one answer */

struct host_state {
	const struct rules_world *world;
	int lines;	/* that may still be logged */
};

static int32_t host_national(const struct rules_host *host, uint32_t op, const struct rules_facts *facts, void *answer)
{
	const struct host_state *state = host->state;
	union rules_any any;
	int32_t status = call_op(state->world->national, op, host, facts, &any);

	if (status == RULES_OK && rules_answer_bytes(op) > 0)
		memcpy(answer, &any, rules_answer_bytes(op));
	return status;
}

static bool is_worked(const struct rules_days *days, int32_t day)
{
	int64_t at = (int64_t)day - (days ? days->from : 0);
	int weekday = weekday_of_day(day);

	if (days && at >= 0 && at < days->count && at < (int64_t)sizeof(days->worked) * 8)
		return days->worked[at / 8] >> (at % 8) & 1;
	return weekday >= 1 && weekday <= 5;
}

static int32_t host_workday_add(const struct rules_host *host, int32_t day, int32_t n)
{
	const struct host_state *state = host->state;
	int left = 2 * WORKDAYS_MOST + 60;

	if (n < 0 || n > WORKDAYS_MOST || day > INT32_MAX - left || day < INT32_MIN + left)
		return day;
	while (n == 0 && left-- > 0 && !is_worked(state->world->days, day))
		day++;
	while (n > 0 && left-- > 0)
		n -= is_worked(state->world->days, ++day);
	return day;
}

static void host_log(const struct rules_host *host, uint32_t severity, const char *text)
{
	struct host_state *state = host->state;

	if (state->lines-- > 0)
		log_write(severity >= 2 ? LOG_WARN : LOG_INFO, "rules say: '%.200s'", text);
}

static int32_t ask_once(const struct province_rules *rules, const struct rules_question *question, const struct rules_world *world,
			int lines, union rules_any *any)
{
	struct host_state state = { world, lines };
	const struct rules_host host = {
		.size = sizeof(host), .abi_major = PROVINCE_RULES_MAJOR, .abi_minor = PROVINCE_RULES_MINOR,
		.workday_add = host_workday_add, .national = host_national, .log = host_log, .state = &state,
	};
	struct rules_facts facts = question->facts;	/* a copy: a plugin must not change what others are asked */

	facts.size = world->facts_bytes ? world->facts_bytes : sizeof(facts);
	return call_op(rules, question->op, &host, &facts, any);
}

/* ---- judging ------------------------------------------------------------------------------------------ */

static int is_text(const char *text, size_t room)
{
	size_t len = strnlen(text, room);

	return len < room && text_is_utf8(text, len);
}

static int because_is_sane(const struct rules_because *b)
{
	return is_text(b->rule, sizeof(b->rule)) && is_text(b->source, sizeof(b->source)) && *b->rule &&
	       (!b->verified || *b->source);
}

static int clock_is_sane(const struct rules_clock *c)
{
	int32_t most = c->unit >= RULES_NATURAL_DAY ? 400 : c->unit == RULES_HOUR ? 1000000 / 60 : 1000000;

	return c->unit >= RULES_MINUTE && c->unit <= RULES_WORKING_DAY && c->start >= RULES_FROM_MOMENT &&
	       c->start <= RULES_FROM_NEXT_DAY && c->amount >= 0 && c->amount <= most &&
	       is_text(c->note, sizeof(c->note)) && because_is_sane(&c->because);
}

static int hours_are_sane(const struct rules_hours *h)
{
	for (uint32_t i = 0; i < h->count && i < 4; i++)
		if (h->from[i] >= h->until[i] || h->until[i] > 24 * 60 || (i > 0 && h->from[i] < h->until[i - 1]))
			return 0;
	return h->count <= 4 && is_text(h->note, sizeof(h->note)) && because_is_sane(&h->because);
}

static int score_is_sane(const struct rules_score *s)
{
	return s->parts >= 1 && s->parts <= 16 && s->full_milli > 0 && s->full_milli <= SCORE_MOST_MILLI && s->points_milli >= 0 &&
	       s->points_milli <= s->full_milli && is_text(s->note, sizeof(s->note)) && because_is_sane(&s->because);
}

int rules_is_sane(uint32_t op, const union rules_any *any)
{
	switch (op) {
	case RULES_OP_ADMIT:
		return any->admission.verdict >= RULES_ACCEPT && any->admission.verdict <= RULES_ASK_MORE &&
		       any->admission.phone_check <= RULES_PHONE_CODE &&
		       is_text(any->admission.number, sizeof(any->admission.number)) &&
		       is_text(any->admission.note, sizeof(any->admission.note)) && because_is_sane(&any->admission.because);
	case RULES_OP_ROUTE:
		return any->route.level >= 1 && any->route.level <= 3 && is_text(any->route.unit, sizeof(any->route.unit)) &&
		       is_text(any->route.joint_unit, sizeof(any->route.joint_unit)) &&
		       is_text(any->route.note, sizeof(any->route.note)) && because_is_sane(&any->route.because);
	case RULES_OP_CLOCK:
		return clock_is_sane(&any->clock);
	case RULES_OP_WORKDAY:
		return any->workday.worked >= RULES_DAY_WORKED && any->workday.worked <= RULES_DAY_OFF &&
		       is_text(any->workday.note, sizeof(any->workday.note)) && because_is_sane(&any->workday.because);
	case RULES_OP_OFFICE_HOURS:
		return hours_are_sane(&any->hours);
	case RULES_OP_ESCALATE:
		return any->escalation.card <= RULES_CARD_RED && any->escalation.step < 10 &&
		       is_text(any->escalation.note, sizeof(any->escalation.note)) && because_is_sane(&any->escalation.because);
	case RULES_OP_SAMPLE:
		return any->sample.per_mille <= 1000 && is_text(any->sample.note, sizeof(any->sample.note)) &&
		       because_is_sane(&any->sample.because);
	case RULES_OP_SCORE:
		return score_is_sane(&any->score);
	case RULES_ASK_FIELD:
		return rules_field_is_sane(&any->field);
	case RULES_ASK_BRAND:
		return rules_brand_is_sane(&any->brand);
	default:
		return 0;
	}
}

const struct rules_because *rules_because_of(uint32_t op, const union rules_any *any)
{
	switch (op) {
	case RULES_OP_ADMIT:
		return &any->admission.because;
	case RULES_OP_ROUTE:
		return &any->route.because;
	case RULES_OP_WORKDAY:
		return &any->workday.because;
	case RULES_OP_OFFICE_HOURS:
		return &any->hours.because;
	case RULES_OP_ESCALATE:
		return &any->escalation.because;
	case RULES_OP_SAMPLE:
		return &any->sample.because;
	case RULES_OP_SCORE:
		return &any->score.because;
	default:
		return &any->clock.because;
	}
}

/* ---- asking ------------------------------------------------------------------------------------------- */

static void say_who(const struct province_rules *rules, struct rules_answer *answer)
{
	size_t len = strnlen(rules->version, sizeof(answer->version) - 1);

	answer->province = rules->province;
	answer->aside = RULES_NOT_ASIDE;
	memset(answer->version, 0, sizeof(answer->version));
	memcpy(answer->version, rules->version, len);
}

static const char *answer_fault(uint32_t op, int32_t status, const union rules_any *any)
{
	if (status == RULES_FAULT)
		return "said that it cannot answer";
	if (status < RULES_OK || status > RULES_FAULT)
		return "returned a status that there is none of";
	return status == RULES_OK && !rules_is_sane(op, any) ? "answered what cannot be" : NULL;
}

const char *rules_ask_plugin(const struct province_rules *rules, const struct rules_question *question,
			     const struct rules_world *world, struct rules_answer *answer)
{
	union rules_any again;
	int32_t status = ask_once(rules, question, world, LOG_LINES_MOST, &answer->any);
	const char *fault = answer_fault(question->op, status, &answer->any);

	if (!fault && (ask_once(rules, question, world, 0, &again) != status ||
		       (status == RULES_OK && memcmp(&again, &answer->any, rules_answer_bytes(question->op)) != 0)))
		fault = "gave another answer to the same question";
	answer->status = fault ? RULES_FAULT : (uint32_t)status;
	say_who(rules, answer);
	return fault;
}

void rules_ask_national(const struct rules_question *question, const struct rules_days *days, struct rules_answer *answer)
{
	const struct rules_world world = { .days = days, .national = &national_rules };
	int32_t status = ask_once(&national_rules, question, &world, LOG_LINES_MOST, &answer->any);

	answer->status = answer_fault(question->op, status, &answer->any) ? RULES_FAULT : (uint32_t)status;
	say_who(&national_rules, answer);
}

const char *rules_ask(const struct province_rules *rules, const struct rules_question *question, const struct rules_days *days,
		      struct rules_answer *answer)
{
	const struct rules_world world = { .days = days, .national = &national_rules };
	const char *fault = NULL;

	if (rules)
		fault = rules_ask_plugin(rules, question, &world, answer);
	if (!rules || fault || answer->status != RULES_OK)
		rules_ask_national(question, days, answer);
	if (fault)
		answer->aside = RULES_ASIDE_FAULT;
	return fault;
}
