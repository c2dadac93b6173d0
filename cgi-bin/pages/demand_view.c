/* Demands shown; see demand_view.h. */
#include "pages/demand_view.h"

#define DAY_MS 86400000

/* Who is late is told so until there is an answer, even if the demand stays open after it. */
static const char *due_word(const struct request *req, const struct demand *d)
{
	if (d->outcome != DEMAND_OPEN || d->due_ms == 0 || d->answered_ms)
		return "none";
	if (d->due_ms < req->now_ms)
		return "late";
	return d->due_ms - req->now_ms < DAY_MS ? "soon" : "fine";
}

static const char *number_of(struct request *req, const struct demand *d)
{
	return d->kind == DEMAND_ORDER ? arena_printf(req->arena, "%u-%04u", d->year, d->number) : arena_printf(req->arena, "%u", d->number);
}

enum status view_demand(struct request *req, const struct demand *d, const char *at)
{
	const char *unit;

	TRY(desk_unit_name(req, d->unit, &unit));
	view_setf(req, demand_word((int)d->kind), "%s.Kind", at);
	view_setf(req, number_of(req, d), "%s.Number", at);
	view_setf(req, unit, "%s.UnitName", at);
	view_intf(req, d->days, "%s.Days", at);
	view_intf(req, d->asked_ms, "%s.AskedMs", at);
	view_intf(req, d->asked_by, "%s.AskedBy", at);
	view_intf(req, d->due_ms, "%s.DueMs", at);
	view_setf(req, due_word(req, d), "%s.Due", at);
	view_intf(req, d->answered_ms, "%s.AnsweredMs", at);
	view_setf(req, demand_outcome_word((int)d->outcome), "%s.Outcome", at);
	return ST_OK;
}

enum status view_demands(struct request *req, const struct demand_list *demands)
{
	for (size_t i = 0; i < demands->count; i++)
		TRY(view_demand(req, &demands->all[demands->count - 1 - i], arena_printf(req->arena, "Demands.%zu", i)));
	return ST_OK;
}
