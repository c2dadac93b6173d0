/* Decisions read back from events; see said_view.h. */
#include "pages/said_view.h"

#include "domain/event_read.h"

static const char *fact(struct request *req, struct bytes canonical, const char *key)
{
	return event_raw_text(req->arena, event_fact_of(canonical, key));
}

static void show_rule(struct request *req, const char *at, struct bytes canonical, const struct said_rule *rule)
{
	struct event_said said;

	view_setf(req, event_raw_text(req->arena, rule->id), "%s.Rule", at);
	view_setf(req, event_raw_text(req->arena, rule->version), "%s.Version", at);
	view_setf(req, event_raw_text(req->arena, rule->source), "%s.Source", at);
	if (rule->verified)
		view_setf(req, "1", "%s.Verified", at);
	if (rule->fallback)
		view_setf(req, "1", "%s.Fallback", at);
	if (event_read(canonical, &said) == ST_OK)
		view_intf(req, said.seq, "%s.Seq", at);
}

bool view_sample(struct request *req, struct bytes canonical)
{
	struct said_rule rule;

	if (!event_rule_of(canonical, "sample", &rule))
		return false;
	view_set(req, "Sample.Word", fact(req, canonical, "sampled"));
	view_set(req, "Sample.PerMille", fact(req, canonical, "sample_per_mille"));
	view_set(req, "Sample.Draw", fact(req, canonical, "sample_draw"));
	show_rule(req, "Sample", canonical, &rule);
	return true;
}

bool view_escalation(struct request *req, struct bytes canonical)
{
	struct said_rule rule;
	struct event_said said;

	if (!event_rule_of(canonical, "escalate", &rule))
		return false;
	view_set(req, "Escalation.Card", fact(req, canonical, "card"));
	view_set(req, "Escalation.Step", fact(req, canonical, "step"));
	view_set(req, "Escalation.Level", fact(req, canonical, "level"));
	view_set(req, "Escalation.Stage", fact(req, canonical, "stage"));
	if (event_read(canonical, &said) == ST_OK)
		view_int(req, "Escalation.AtMs", said.at_ms);
	show_rule(req, "Escalation", canonical, &rule);
	return true;
}

static const char *word(struct request *req, struct bytes canonical, const char *group, const char *key)
{
	return view_label(req, arena_printf(req->arena, "%s.%s", group, fact(req, canonical, key)));
}

const char *escalation_text(struct request *req, struct bytes canonical)
{
	struct said_rule rule;

	if (!event_rule_of(canonical, "escalate", &rule))
		return NULL;
	return arena_printf(req->arena, "%s · %s %s · %s (%s)", word(req, canonical, "rules.card", "card"), view_label(req, "rules.step"),
			    fact(req, canonical, "step"), word(req, canonical, "rules.level", "level"),
			    event_raw_text(req->arena, rule.id));
}
