/* Answers of rules as template values; see rule_view.h. */
#include "pages/rule_view.h"

#include <stdio.h>

#include "domain/clock.h"
#include "rules/ask.h"
#include "rules/faults.h"

/* The words of an answer's numbers; templates and labels know them. */
static const char *const verdict_words[] = { "", "accept", "refer", "refuse", "ask_more" };
static const char *const worked_words[] = { "", "worked", "off" };

const char *card_word(uint32_t card)
{
	static const char *const words[] = { "none", "green", "yellow", "red" };

	return card <= RULES_CARD_RED ? words[card] : words[RULES_CARD_NONE];
}

static void view_clock(struct request *req, const char *at, const struct rules_clock *clock)
{
	view_intf(req, clock->amount, "%s.Amount", at);
	view_setf(req, clock_unit_word((int)clock->unit), "%s.Unit", at);
	view_setf(req, clock_start_word((int)clock->start), "%s.Start", at);
}

static void view_hours(struct request *req, const char *at, const struct rules_hours *hours)
{
	for (uint32_t i = 0; i < hours->count; i++) {
		view_setf(req, arena_printf(req->arena, "%02u:%02u", hours->from[i] / 60, hours->from[i] % 60), "%s.Hours.%u.From", at, i);
		view_setf(req, arena_printf(req->arena, "%02u:%02u", hours->until[i] / 60, hours->until[i] % 60), "%s.Hours.%u.Until", at, i);
	}
}

static void view_any(struct request *req, const char *at, uint32_t op, const union rules_any *any)
{
	switch (op) {
	case RULES_OP_ADMIT:
		view_setf(req, verdict_words[any->admission.verdict], "%s.Verdict", at);
		view_setf(req, any->admission.number, "%s.Number", at);
		break;
	case RULES_OP_ROUTE:
		view_intf(req, any->route.level, "%s.Level", at);
		view_setf(req, any->route.unit, "%s.Unit", at);
		view_setf(req, any->route.joint_unit, "%s.Joint", at);
		break;
	case RULES_OP_CLOCK:
		view_clock(req, at, &any->clock);
		break;
	case RULES_OP_WORKDAY:
		view_setf(req, worked_words[any->workday.worked], "%s.Worked", at);
		break;
	case RULES_OP_OFFICE_HOURS:
		view_hours(req, at, &any->hours);
		break;
	case RULES_OP_ESCALATE:
		view_intf(req, any->escalation.step, "%s.Step", at);
		view_intf(req, any->escalation.level, "%s.Level", at);
		view_setf(req, card_word(any->escalation.card), "%s.Card", at);
		break;
	case RULES_OP_SAMPLE:
		view_intf(req, any->sample.per_mille, "%s.PerMille", at);
		break;
	default:
		break;
	}
}

void view_rule(struct request *req, const char *at, uint32_t op, const struct rules_answer *answer)
{
	const struct rules_because *because = rules_because_of(op, &answer->any);

	view_setf(req, rules_op_word(op), "%s.Op", at);
	view_setf(req, answer->version, "%s.Version", at);
	if (answer->status != RULES_OK)
		return;
	view_setf(req, "1", "%s.Given", at);
	view_setf(req, because->rule, "%s.Rule", at);
	view_setf(req, because->source, "%s.Source", at);
	if (because->verified)
		view_setf(req, "1", "%s.Verified", at);
	if (answer->province == 0 || because->national)
		view_setf(req, "1", "%s.National", at);
	view_any(req, at, op, &answer->any);
}
