/* What a change of days would do, before it is done; see desk_calendar.h. Running clocks are counted again by the calendar as it would be, in the
 * same way as the worker then does (recount.h), and nothing is written.
 */
#include <string.h>

#include "base/now.h"
#include "pages/calendar_plan.h"
#include "pages/desk_calendar.h"
#include "pages/desk_list.h"
#include "pages/desk_nav.h"
#include "pages/job.h"
#include "pages/recount.h"
#include "store/trail_store.h"

#define TICKETS_LOOKED 300	/* due soonest after the first day that changes: each is read through */
#define TICKETS_SHOWN 30	/* clocks of them that would move */
#define TICKET_ARENA_BYTES ((size_t)16 * 1024 * 1024)

const struct field calendar_plan_fields[] = { { "apply", FIELD_CHOICE, .choices = "yes", .flags = FIELD_REQUIRED }, { 0 } };

struct planning {
	struct request *req;
	uint32_t id;
	struct calendar_plan_by_id_out plan;
	struct calendar_table now;
	struct calendar_diff diff;
	struct calendar then;
	uint64_t looked, later, kept;
	size_t shown;
};

static enum status load(struct request *req, struct planning *p)
{
	struct db *db = site_of(req)->db;
	int64_t id;

	*p = (struct planning){ .req = req };
	if (text_to_int(request_captured(req, "id"), 1, UINT32_MAX, &id) != ST_OK)
		return ST_NOT_FOUND;
	p->id = (uint32_t)id;
	TRY(calendar_plan_by_id(db, req->arena, &(struct calendar_plan_by_id_in){ p->id, req->viewer->province }, &p->plan));
	TRY(calendar_entries_load(db, req->arena, &p->now));
	/* Of places that are not the viewer's it is nobody's business here. */
	if (calendar_plan_read(req->arena, p->plan.body, req->viewer->region, &p->now, &p->diff) != ST_OK)
		return ST_NOT_FOUND;
	p->then = calendar_with(req->arena, &p->now, &p->diff);
	return ST_OK;
}

/* ---- what it does to tickets -------------------------------------------------------------------------------------------- */

static void show_moved(struct planning *p, const char *number, const struct recount_news *news)
{
	for (size_t i = 0; i < news->count && p->shown < TICKETS_SHOWN; i++) {
		if (news->clocks[i].due_ms <= news->before_ms[i])
			continue;
		view_setf(p->req, number, "Moved.%zu.Number", p->shown);
		view_setf(p->req, stage_word((int)news->clocks[i].stage), "Moved.%zu.Stage", p->shown);
		view_intf(p->req, news->before_ms[i], "Moved.%zu.BeforeMs", p->shown);
		view_intf(p->req, news->clocks[i].due_ms, "Moved.%zu.AfterMs", p->shown++);
	}
}

static enum status weigh_ticket(struct planning *p, struct arena *arena, const struct calendar_plan_tickets_out *ticket)
{
	struct due_trail *trail = ARENA_NEW(arena, struct due_trail);
	struct recount_news news;

	TRY(trail_load(site_of(p->req)->db, arena, ticket->id, trail));
	TRY(recount_weigh(arena, &p->then, trail, p->req->now_ms, &news));
	p->looked++;
	p->later += news.later;
	p->kept += news.kept;
	show_moved(p, ticket->number, &news);
	return ST_OK;
}

static enum status weigh(struct planning *p)
{
	struct request *req = p->req;
	struct calendar_plan_tickets_out *rows;
	struct arena *arena;
	enum status status = ST_OK;
	uint32_t from, until;
	int64_t from_ms;
	size_t count;

	if (p->diff.count == 0)
		return ST_OK;
	desk_reach(req->viewer, &from, &until);
	from_ms = ms_of_day(p->diff.all[0].after ? p->diff.all[0].after->row.day : p->diff.all[0].before->row.day);
	TRY(calendar_plan_tickets_list(site_of(req)->db, req->arena, &(struct calendar_plan_tickets_in){
		req->viewer->province, from, until, from_ms, from_ms, TICKETS_LOOKED }, &rows, &count));
	arena = arena_new("planned ticket", TICKET_ARENA_BYTES);
	for (size_t i = 0; i < count && status == ST_OK; i++) {
		status = weigh_ticket(p, arena, &rows[i]);
		arena_reset(arena);
	}
	arena_free(arena);
	view_flag(req, "Plan.More", count == TICKETS_LOOKED);
	return status;
}

/* ---- the page ----------------------------------------------------------------------------------------------------------- */

static void show_difference(struct request *req, const struct calendar_difference *d, size_t at)
{
	const struct calendar_entry *e = d->after ? d->after : d->before;

	view_intf(req, e->row.day, "Days.%zu.Day", at);
	view_setf(req, site_region_name(req, calendar_region(e->row.scope)), "Days.%zu.Place", at);
	view_setf(req, !d->before ? "plain" : d->before->row.worked ? "work" : "off", "Days.%zu.Before", at);
	view_setf(req, d->before ? d->before->row.name : "", "Days.%zu.BeforeName", at);
	view_setf(req, !d->after ? "plain" : d->after->row.worked ? "work" : "off", "Days.%zu.After", at);
	view_setf(req, d->after ? d->after->row.name : "", "Days.%zu.AfterName", at);
	view_setf(req, d->after ? d->after->source : "", "Days.%zu.Source", at);
}

enum status page_calendar_plan_show(struct request *req)
{
	struct planning *p = ARENA_NEW(req->arena, struct planning);

	TRY(load(req, p));
	desk_nav(req);
	for (size_t i = 0; i < p->diff.count; i++)
		show_difference(req, &p->diff.all[i], i);
	if (!p->plan.applied_ms)
		TRY(weigh(p));
	view_int(req, "Plan.Id", p->id);
	view_int(req, "Plan.MadeMs", p->plan.made_ms);
	view_int(req, "Plan.AppliedMs", p->plan.applied_ms);
	view_int(req, "Plan.Looked", (int64_t)p->looked);
	view_int(req, "Plan.Later", (int64_t)p->later);
	view_int(req, "Plan.Kept", (int64_t)p->kept);
	return ST_OK;
}

enum status page_calendar_plan_act(struct request *req)
{
	struct planning *p = ARENA_NEW(req->arena, struct planning);

	TRY(load(req, p));
	if (p->plan.applied_ms) {
		request_error(req, "", "calendar_applied");
		return ST_CONFLICT;
	}
	TRY(job_ask(req, "calendar", arena_printf(req->arena, "plan=%u", p->id), view_label(req, "localdays.job"),
		    arena_printf(req->arena, "calendar-%u.csv", p->id)));
	return req->error_count ? ST_INVALID : ST_OK;
}
