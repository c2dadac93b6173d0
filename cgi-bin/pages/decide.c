/* Rules asked, deadlines counted; see decide.h. */
#include "pages/decide.h"

#include "base/log.h"
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
	    clock_due(arena, calendar_live_look(site->db, &site->calendar), facts->region, &rule, facts->from_ms, NULL, 0, &clock->due_ms, &clock->proof) != ST_OK) {
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

enum status decide_trail(struct db *db, struct arena *arena, uint64_t ticket_id, struct due_trail *trail)
{
	struct event_row *events;
	struct event_said said;
	size_t count;

	*trail = (struct due_trail){ 0 };
	TRY(event_of_ticket_list(db, arena, &(struct event_of_ticket_in){ ticket_id }, &events, &count));
	for (size_t i = 0; i < count; i++) {
		TRY(event_read(events[i].canonical, &said));
		due_follow(trail, &said);
	}
	return ST_OK;
}

enum status decide_resume(struct site *site, struct arena *arena, uint64_t ticket_id, int64_t now_ms, struct decided *decided)
{
	struct due_trail *trail = ARENA_NEW(arena, struct due_trail);
	int64_t counted_ms;
	enum status status;

	*decided = (struct decided){ .unit = "" };
	TRY(decide_trail(site->db, arena, ticket_id, trail));
	status = due_again(arena, calendar_live_look(site->db, &site->calendar), trail, STAGE_ANSWER, now_ms, &decided->clocks[0], &counted_ms);
	decided->clock_count = status == ST_OK;
	return status == ST_NOT_FOUND ? ST_OK : status;
}
