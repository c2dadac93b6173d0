/* The route shown; see route_view.h. A proposal: whoever dispatches decides. */
#include "pages/route_view.h"

#include <stdlib.h>
#include <string.h>

#include "pages/decide.h"

/* A unit's name; some rules name no unit but the place that reports. */
static enum status name_of(struct request *req, const char *code, const char **name)
{
	const char *place = site_region_name(req, (uint32_t)strtoul(code, NULL, 10));

	TRY(desk_unit_name(req, code, name));
	if (*place && strlen(code) == 6)
		*name = place;
	return ST_OK;
}

enum status view_route(struct request *req, const struct ticket_row *t)
{
	static const enum stage none[] = { STAGE_NONE };
	const struct decide_facts facts = decide_facts_of(t, (enum ticket_state)t->state, req->now_ms);
	struct decided decided;
	const struct event_rule *rule = &decided.rules[1];
	const char *unit, *joint;

	decide(site_of(req), req->arena, &facts, none, &decided);
	TRY(name_of(req, decided.unit, &unit));
	TRY(name_of(req, decided.joint_unit, &joint));
	view_int(req, "Route.Level", decided.level);
	view_set(req, "Route.Unit", decided.unit);
	view_set(req, "Route.UnitName", unit);
	view_set(req, "Route.Joint", decided.joint_unit);
	view_set(req, "Route.JointName", joint);
	view_set(req, "Route.Rule", rule->id);
	view_set(req, "Route.Version", rule->version);
	view_set(req, "Route.Source", rule->source);
	view_flag(req, "Route.Verified", rule->verified);
	view_flag(req, "Route.Fallback", rule->fallback);
	return ST_OK;
}
