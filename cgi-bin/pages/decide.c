/* Rules asked, deadlines counted; see decide.h. */
#include "pages/decide.h"

#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "domain/demand.h"
#include "statements.h"
#include "store/move.h"
#include "store/trail_store.h"

/* ---- asking ------------------------------------------------------------------------------------------- */

static void fill_facts(const struct decide_facts *f, enum stage stage, struct rules_facts *facts)
{
	*facts = (struct rules_facts){
		.size = sizeof(*facts), .kind = f->kind, .domain = f->item / 100, .item = f->item, .region = f->region,
		.source = f->source, .state = f->state, .stage = stage, .returns = f->returns, .reworks = f->reworks,
		.extensions = f->extensions, .filed_ms = f->filed_ms, .now_ms = f->from_ms,
		.flags = (f->confidential ? RULES_CONFIDENTIAL : 0u) | (f->urgent ? RULES_LIFE_AT_RISK : 0u),
	};
}

/* "440000 2026.11" asks for that version, wherever that province still decides; another province's says nothing. */
static void fill_version(const struct decide_facts *f, struct rules_question *question)
{
	unsigned province;
	int skip = 0;

	if (f->rules_version && sscanf(f->rules_version, "%6u %n", &province, &skip) == 1 && skip > 0 && province / 10000 == f->region / 10000)
		snprintf(question->version, sizeof(question->version), "%s", f->rules_version + skip);
}

void decide_question(const struct decide_facts *facts, uint32_t op, enum stage stage, struct rules_question *question)
{
	*question = (struct rules_question){ .op = op };
	fill_facts(facts, stage, &question->facts);
	fill_version(facts, question);
}

static void fill_rule(struct arena *arena, const char *op, const struct rules_because *because, const struct rules_answer *answer,
		      struct event_rule *rule)
{
	*rule = (struct event_rule){
		.op = op, .id = arena_strdup(arena, because->rule), .version = arena_strdup(arena, answer->version),
		.source = arena_strdup(arena, because->source), .verified = because->verified != 0,
		.fallback = answer->aside != RULES_NOT_ASIDE,
	};
}

/* Counts one clock; a rule that cannot be counted is our own fault, and no clock runs. */
static void count_clock(struct site *site, struct arena *arena, const struct decide_facts *facts, enum stage stage,
			const struct rules_answer *answer, struct decided *decided)
{
	const struct rules_clock *said = &answer->any.clock;
	struct clock_rule rule = { said->amount, (enum clock_unit)said->unit, (enum clock_start)said->start };
	struct event_clock *clock = &decided->clocks[decided->clock_count];
	const struct calendar *calendar = calendar_live_look(site->db, site->calendar);

	/* That there is no further extension is an answer too. */
	if (stage == STAGE_EXTEND && answer->status == RULES_NO_OPINION)
		return;
	if (answer->status != RULES_OK || clock_due(arena, calendar, facts->region, &rule, facts->from_ms, NULL, 0,
						    &clock->due_ms, &clock->proof) != ST_OK) {
		log_error("no usable clock for stage %s in region %06u", stage_word((int)stage), facts->region);
		return;
	}
	clock->stage = stage;
	clock->from_ms = facts->from_ms;
	clock->amount = rule.amount;
	clock->unit = clock_unit_word((int)rule.unit);
	clock->start = clock_start_word((int)rule.start);
	fill_rule(arena, "clock", &said->because, answer, &clock->rule);
	decided->clock_count++;
}

/* The province's, where it spoke at all: some of the answers may be the nation's. */
static const char *version_of(struct arena *arena, const struct rules_answer *answers, uint32_t count)
{
	const struct rules_answer *of = &answers[count - 1];

	for (uint32_t i = 0; i < count && of->province == 0; i++)
		of = &answers[i];
	return arena_printf(arena, "%06u %s", of->province, of->version);
}

/* Without a usable answer nothing is drawn, and everybody may be called back as before. */
static void take_sample(struct arena *arena, const struct rules_answer *answer, struct decided *decided)
{
	if (answer->status != RULES_OK)
		return;
	decided->sampled = true;
	decided->sample_per_mille = answer->any.sample.per_mille;
	fill_rule(arena, "sample", &answer->any.sample.because, answer, &decided->rules[decided->rule_count++]);
}

void decide(struct site *site, struct arena *arena, const struct decide_facts *facts, const enum stage *stages,
	    struct decided *decided)
{
	struct rules_question questions[RULES_QUESTIONS_MAX] = { { .op = RULES_OP_ADMIT }, { .op = RULES_OP_ROUTE } };
	struct rules_answer answers[RULES_QUESTIONS_MAX];
	uint32_t count = 2, clocks_end;

	*decided = (struct decided){ .unit = "" };
	for (; stages[count - 2] != STAGE_NONE && count < 2 + DECIDE_STAGES_MAX; count++)
		questions[count].op = RULES_OP_CLOCK;
	clocks_end = count;
	if (facts->sample)
		questions[count++].op = RULES_OP_SAMPLE;
	for (uint32_t i = 0; i < count; i++) {
		decide_question(facts, questions[i].op, questions[i].op == RULES_OP_CLOCK ? stages[i - 2] : STAGE_NONE, &questions[i]);
	}
	rules_call(site->rules, calendar_live_look(site->db, site->calendar), questions, count, answers);
	fill_rule(arena, "admit", &answers[0].any.admission.because, &answers[0], &decided->rules[0]);
	fill_rule(arena, "route", &answers[1].any.route.because, &answers[1], &decided->rules[1]);
	decided->rule_count = 2;
	decided->unit = arena_strdup(arena, answers[1].any.route.unit);
	decided->joint_unit = arena_strdup(arena, answers[1].any.route.joint_unit);
	decided->level = answers[1].any.route.level;
	decided->version = version_of(arena, answers, count);
	for (uint32_t i = 2; i < clocks_end; i++)
		count_clock(site, arena, facts, stages[i - 2], &answers[i], decided);
	if (facts->sample)
		take_sample(arena, &answers[clocks_end], decided);
}

void decide_onto(const struct decided *decided, struct move *move)
{
	move->rules = decided->rules;
	move->rule_count = decided->rule_count;
	move->clocks = decided->clocks;
	move->clock_count = decided->clock_count;
	move->samples = decided->sampled;
	move->sample_per_mille = decided->sample_per_mille;
}

/* ---- a move of a ticket ------------------------------------------------------------------------------- */

struct decide_facts decide_facts_of(const struct ticket_row *t, enum ticket_state state, int64_t now_ms)
{
	return (struct decide_facts){
		.kind = (enum kind)t->kind, .source = (enum source)t->source, .item = t->item, .region = t->region,
		.state = state, .filed_ms = t->filed_ms, .from_ms = now_ms, .returns = t->returns, .reworks = t->reworks,
		.rules_version = t->rules_version, .confidential = t->confidential != 0, .urgent = t->urgent != 0,
	};
}

/* stages: room for three and the end. */
static void stages_of(const struct flow_row *row, enum stage *stages)
{
	size_t n = 0;

	if (row->clock == CLOCK_START && row->stage != STAGE_ANSWER)
		stages[n++] = row->stage;
	if (row->to == STATE_REWORK && row->clock == CLOCK_START)
		stages[n++] = STAGE_ANSWER;
	stages[n] = demand_stage(row->event);
	stages[n + (stages[n] != STAGE_NONE)] = STAGE_NONE;
}

enum status decide_move(struct site *site, struct arena *arena, const struct ticket_row *t, const struct flow_row *row,
			int64_t now_ms, struct decided *decided)
{
	struct decide_facts facts = decide_facts_of(t, row->to, now_ms);
	enum stage stages[DECIDE_STAGES_MAX];

	*decided = (struct decided){ .unit = "" };
	if (row->clock == CLOCK_RESUME)
		return decide_resume(site, arena, t->id, now_ms, decided);
	stages_of(row, stages);
	facts.sample = row->event == EVENT_APPROVED || row->event == EVENT_ANSWERED_AT_ONCE || row->event == EVENT_ANSWERED_TOGETHER;
	if (stages[0] != STAGE_NONE)
		decide(site, arena, &facts, stages, decided);
	/* Who is in charge and whether it is ours was not the question where no stage begins. */
	if (row->clock != CLOCK_START)
		decided->rule_count = 0;
	return ST_OK;
}

/* ---- who should hear of it ---------------------------------------------------------------------------- */

static void take_escalation(struct arena *arena, const struct rules_question *question, const struct rules_answer *answer,
			    struct decide_escalation *e)
{
	const struct rules_escalation *said = &answer->any.escalation;
	int64_t next_ms = e->next_check_ms;

	if (answer->status != RULES_OK)
		return;
	if (next_ms == 0 || (said->next_check_ms && said->next_check_ms < next_ms))
		next_ms = said->next_check_ms;
	if (said->step > e->step) {
		*e = (struct decide_escalation){
			.stage = (enum stage)question->facts.stage, .due_ms = question->facts.due_ms, .step = said->step,
			.level = said->level, .card = said->card,
		};
		fill_rule(arena, "escalate", &said->because, answer, &e->rule);
	}
	e->next_check_ms = next_ms;
}

void decide_escalate(struct site *site, struct arena *arena, const struct ticket_row *t, int64_t now_ms, struct decide_escalation *e)
{
	const struct decide_facts facts = decide_facts_of(t, (enum ticket_state)t->state, now_ms);
	const struct { enum stage stage; int64_t due_ms; } clocks[] = {
		{ (enum stage)t->stage, t->due_ms }, { STAGE_ANSWER, t->answer_due_ms },
	};
	struct rules_question questions[2] = { 0 };
	struct rules_answer answers[2];
	uint32_t count = 0;

	*e = (struct decide_escalation){ 0 };
	for (size_t i = 0; i < 2; i++) {
		if (clocks[i].due_ms == 0 || (i > 0 && t->stage == STAGE_ANSWER))
			continue;
		decide_question(&facts, RULES_OP_ESCALATE, clocks[i].stage, &questions[count]);
		questions[count++].facts.due_ms = clocks[i].due_ms;
	}
	if (count == 0)
		return;
	rules_call(site->rules, calendar_live_look(site->db, site->calendar), questions, count, answers);
	for (uint32_t i = 0; i < count; i++)
		take_escalation(arena, &questions[i], &answers[i], e);
}

/* ---- after a pause ------------------------------------------------------------------------------------ */

enum status decide_resume(struct site *site, struct arena *arena, uint64_t ticket_id, int64_t now_ms, struct decided *decided)
{
	struct due_trail *trail = ARENA_NEW(arena, struct due_trail);
	const struct calendar *calendar = calendar_live_look(site->db, site->calendar);
	int64_t counted_ms[DUE_PROMISE_CLOCKS];
	enum status status;

	*decided = (struct decided){ .unit = "" };
	TRY(trail_load(site->db, arena, ticket_id, trail));
	status = due_promise_again(arena, calendar, trail, now_ms, decided->clocks, counted_ms, &decided->clock_count);
	return status == ST_NOT_FOUND ? ST_OK : status;
}
