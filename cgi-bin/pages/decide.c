/* Rules asked, deadlines counted; see decide.h. */
#include "pages/decide.h"

#include <jansson.h>
#include <string.h>

#include "base/log.h"
#include "domain/clock.h"
#include "statements.h"

/* ---- asking ------------------------------------------------------------------------------------------- */

static void fill_facts(const struct decide_facts *f, enum stage stage, struct rules_facts *facts)
{
	*facts = (struct rules_facts){
		.size = sizeof(*facts), .kind = f->kind, .domain = f->item / 100, .item = f->item, .region = f->region,
		.source = f->source, .state = f->state, .stage = stage, .returns = f->returns, .reworks = f->reworks,
		.filed_ms = f->filed_ms, .now_ms = f->from_ms,
		.flags = (f->confidential ? RULES_CONFIDENTIAL : 0u) | (f->urgent ? RULES_LIFE_AT_RISK : 0u),
	};
}

static void fill_rule(struct arena *arena, const char *op, const struct rules_because *because, const char *version,
		      bool fallback, struct event_rule *rule)
{
	*rule = (struct event_rule){
		.op = op, .id = arena_strdup(arena, because->rule), .version = arena_strdup(arena, version),
		.source = arena_strdup(arena, because->source), .verified = because->verified != 0, .fallback = fallback,
	};
}

/* Counts one clock; a rule that cannot be counted is our own fault, and no clock runs. */
static void count_clock(struct site *site, struct arena *arena, const struct decide_facts *facts, enum stage stage,
			const struct rules_answer *answer, bool fallback, struct decided *decided)
{
	const struct rules_clock *said = &answer->any.clock;
	struct clock_rule rule = { said->amount, (enum clock_unit)said->unit, (enum clock_start)said->start };
	struct event_clock *clock = &decided->clocks[decided->clock_count];

	if (answer->status != RULES_OK ||
	    clock_due(arena, &site->calendar, facts->region, &rule, facts->from_ms, NULL, 0, &clock->due_ms, &clock->proof) != ST_OK) {
		log_error("no usable clock for stage %s in region %06u", stage_word((int)stage), facts->region);
		return;
	}
	clock->stage = stage;
	clock->from_ms = facts->from_ms;
	clock->amount = rule.amount;
	clock->unit = clock_unit_word((int)rule.unit);
	clock->start = clock_start_word((int)rule.start);
	fill_rule(arena, "clock", &said->because, answer->version, fallback, &clock->rule);
	decided->clock_count++;
}

void decide(struct site *site, struct arena *arena, const struct decide_facts *facts, const enum stage *stages,
	    struct decided *decided)
{
	struct rules_question questions[RULES_QUESTIONS_MAX] = { { .op = RULES_OP_ADMIT }, { .op = RULES_OP_ROUTE } };
	struct rules_answer answers[RULES_QUESTIONS_MAX];
	uint32_t count = 2;
	bool fallback;

	*decided = (struct decided){ .unit = "" };
	for (; stages[count - 2] != STAGE_NONE && count < 2 + DECIDE_STAGES_MAX; count++)
		questions[count].op = RULES_OP_CLOCK;
	for (uint32_t i = 0; i < count; i++)
		fill_facts(facts, i < 2 ? STAGE_NONE : stages[i - 2], &questions[i].facts);
	rules_call(site->rules, questions, count, answers, &fallback);
	fill_rule(arena, "admit", &answers[0].any.admission.because, answers[0].version, fallback, &decided->rules[0]);
	fill_rule(arena, "route", &answers[1].any.route.because, answers[1].version, fallback, &decided->rules[1]);
	decided->rule_count = 2;
	decided->unit = arena_strdup(arena, answers[1].any.route.unit);
	decided->version = arena_printf(arena, "%06u %s", answers[count - 1].province, answers[count - 1].version);
	for (uint32_t i = 2; i < count; i++)
		count_clock(site, arena, facts, stages[i - 2], &answers[i], fallback, decided);
}

/* ---- after a pause ------------------------------------------------------------------------------------ */

#define PAUSES_MAX 64

/* The newest promise in a ticket's events, as the rule stands in its canonical bytes. */
static bool read_promise(struct arena *arena, const struct event_row *event, struct event_clock *clock)
{
	json_t *root = json_loadb((const char *)event->canonical.p, event->canonical.n, 0, NULL);
	json_t *one;
	size_t i;
	bool found = false;

	json_array_foreach(json_object_get(root, "clocks"), i, one) {
		json_t *rule = json_object_get(one, "rule");
		const char *stage = json_string_value(json_object_get(one, "stage"));

		if (!stage || strcmp(stage, "answer") != 0)
			continue;
		found = true;
		*clock = (struct event_clock){
			.stage = STAGE_ANSWER, .from_ms = json_integer_value(json_object_get(one, "from_ms")),
			.amount = (int32_t)json_integer_value(json_object_get(one, "amount")),
			.unit = arena_strdup(arena, json_string_value(json_object_get(one, "unit"))),
			.start = arena_strdup(arena, json_string_value(json_object_get(one, "start"))),
			.rule = { "clock", arena_strdup(arena, json_string_value(json_object_get(rule, "id"))),
				  arena_strdup(arena, json_string_value(json_object_get(rule, "version"))),
				  arena_strdup(arena, json_string_value(json_object_get(rule, "source"))),
				  json_is_true(json_object_get(rule, "verified")), json_is_true(json_object_get(rule, "fallback")) },
		};
	}
	json_decref(root);
	return found;
}

/* Every time the person was waited for since the promise; the last one ends now. */
static size_t read_pauses(const struct event_row *events, size_t count, int64_t since_ms, int64_t now_ms, struct clock_pause *pauses)
{
	size_t n = 0;

	for (size_t i = 0; i < count && n < PAUSES_MAX; i++) {
		if (events[i].at_ms < since_ms || events[i].to_state != STATE_WAITING || events[i].from_state == STATE_WAITING)
			continue;
		pauses[n] = (struct clock_pause){ events[i].at_ms, now_ms };
		for (size_t k = i + 1; k < count; k++) {
			if (events[k].to_state == STATE_WAITING)
				continue;
			pauses[n].until_ms = events[k].at_ms;
			break;
		}
		n++;
	}
	return n;
}

enum status decide_resume(struct site *site, struct arena *arena, uint64_t ticket_id, uint32_t region, int64_t now_ms,
			  struct decided *decided)
{
	struct clock_pause pauses[PAUSES_MAX];
	struct event_clock *clock = &decided->clocks[0];
	struct event_row *events;
	size_t count;
	size_t i;

	*decided = (struct decided){ .unit = "" };
	TRY(event_of_ticket_list(site->db, arena, &(struct event_of_ticket_in){ ticket_id }, &events, &count));
	for (i = count; i-- > 0;) {
		struct clock_rule rule;

		if (!read_promise(arena, &events[i], clock))
			continue;
		rule = (struct clock_rule){ clock->amount, (enum clock_unit)clock_unit_from_word(clock->unit),
					    (enum clock_start)clock_start_from_word(clock->start) };
		TRY(clock_due(arena, &site->calendar, region, &rule, clock->from_ms, pauses,
			      read_pauses(events, count, clock->from_ms, now_ms, pauses), &clock->due_ms, &clock->proof));
		decided->clock_count = 1;
		return ST_OK;
	}
	return ST_OK;
}
