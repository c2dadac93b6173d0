/* Hours of telephone lines; see desk_hours.h. Every change is in the trail of acts, in the same transaction. */
#include "pages/desk_hours.h"

#include <string.h>

#include "base/now.h"
#include "domain/hours.h"
#include "pages/desk_list.h"
#include "pages/desk_nav.h"
#include "pages/hours_view.h"
#include "pages/intent.h"
#include "pages/saying.h"
#include "store/acted.h"
#include "web/response.h"

#define TYPED_CHARS 60
#define HISTORY_MAX 100

static const char *check_hours(struct request *req, const char *text)
{
	struct hours hours;

	return hours_read(req->arena, text, &hours) ? NULL : "hours";
}

const struct field hours_fields[] = {
	{ "intent", FIELD_HEX, 32, 32, FIELD_REQUIRED },
	{ "region", FIELD_REGION, .flags = FIELD_REQUIRED, .check = desk_check_own_region },
	{ "from_day", FIELD_DAY, .flags = FIELD_REQUIRED },
	{ "workdays", FIELD_LINE, 1, TYPED_CHARS, FIELD_REQUIRED, .check = check_hours },
	{ "days_off", FIELD_LINE, 0, TYPED_CHARS, .check = check_hours },
	{ "hours_source", FIELD_LINE, 4, SAYING_SOURCE_CHARS, FIELD_REQUIRED },
	{ 0 }
};

/* ---- showing ----------------------------------------------------------------------------------------------------------- */

/* Lines.N.Next.M.*: what was said for later days; both lists are in the order of the regions. */
static void show_to_come(struct request *req, const struct office_row *line, size_t at, const struct office_row *later, size_t count)
{
	size_t shown = 0;

	for (size_t i = 0; i < count; i++) {
		if (later[i].region != line->region)
			continue;
		view_intf(req, later[i].from_day, "Lines.%zu.Next.%zu.Day", at, shown);
		view_hours(req, arena_printf(req->arena, "Lines.%zu.Next.%zu", at, shown++), later[i].workdays, later[i].days_off);
	}
}

static enum status show_lines(struct request *req)
{
	int32_t today = day_of_ms(req->now_ms);
	struct office_row *lines, *later;
	size_t count, later_count;
	uint32_t from, until;

	desk_reach(req->viewer, &from, &until);
	TRY(office_on_list(site_of(req)->db, req->arena, &(struct office_on_in){ today, from, until }, &lines, &count));
	TRY(office_to_come_list(site_of(req)->db, req->arena, &(struct office_to_come_in){ today, from, until }, &later, &later_count));
	for (size_t i = 0; i < count; i++) {
		const struct region *region = region_find(&site_of(req)->regions, lines[i].region);

		view_intf(req, lines[i].region, "Lines.%zu.Code", i);
		view_setf(req, site_region_name(req, lines[i].region), "Lines.%zu.Name", i);
		view_setf(req, region ? region->pinyin : "", "Lines.%zu.Pinyin", i);
		view_hours(req, arena_printf(req->arena, "Lines.%zu", i), lines[i].workdays, lines[i].days_off);
		view_setf(req, lines[i].source, "Lines.%zu.Source", i);
		if (lines[i].from_day)
			view_intf(req, lines[i].from_day, "Lines.%zu.FromDay", i);
		else if (!lines[i].verified)
			view_setf(req, "1", "Lines.%zu.Unverified", i);
		show_to_come(req, &lines[i], i, later, later_count);
	}
	if (count > 1) {
		view_int(req, "Whole.Code", req->viewer->region);
		view_set(req, "Whole.Name", site_region_name(req, req->viewer->region));
	}
	return ST_OK;
}

/* Place, Said.N.*: all that was ever said of one place. */
static enum status show_history(struct request *req, uint32_t region)
{
	struct office_history_out *rows;
	size_t count;

	view_set(req, "Place", site_region_name(req, region));
	TRY(office_history_list(site_of(req)->db, req->arena, &(struct office_history_in){ region, HISTORY_MAX }, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		saying_show(req, i, &(struct saying){ rows[i].from_day, rows[i].source, rows[i].name, rows[i].made_ms, rows[i].replaced });
		view_hours(req, arena_printf(req->arena, "Said.%zu", i), rows[i].workdays, rows[i].days_off);
	}
	return ST_OK;
}

enum status page_hours_show(struct request *req)
{
	uint32_t region = (uint32_t)field_number(req, "region");

	desk_nav(req);
	TRY(show_lines(req));
	saying_form(req);
	field_show(req, "region", arena_printf(req->arena, "%06u", req->viewer->region));
	return region ? show_history(req, region) : ST_OK;
}

/* ---- changing ---------------------------------------------------------------------------------------------------------- */

/* In the form that is kept; the field's check has read it before. */
static const char *hours_typed(struct request *req, const char *field)
{
	struct hours hours;

	return hours_read(req->arena, field_text(req, field), &hours) ? hours_text(req->arena, &hours) : "";
}

enum status page_hours_act(struct request *req)
{
	int32_t from = saying_day(req);
	struct office_change_add_in in = { .k = intent_key(req, "hours"), .from_day = from, .workdays = hours_typed(req, "workdays"),
					   .days_off = hours_typed(req, "days_off"), .source = field_text(req, "hours_source"),
					   .staff_id = req->viewer->id, .made_ms = req->now_ms };
	uint32_t region = (uint32_t)field_number(req, "region");
	enum status status;

	if (req->error_count)
		return ST_INVALID;
	region_range(region, &in.region_from, &in.region_until);
	status = acted_change(site_of(req)->db, SQL_office_change_add, &in, &(struct staff_act_insert_in){
		.at_ms = req->now_ms, .staff_id = req->viewer->id, .program = "admin", .act = "hours_changed", .object = arena_printf(req->arena, "%06u", region),
		.detail = arena_printf(req->arena, "%s: %s / %s · %s", day_text(req->arena, from), in.workdays, *in.days_off ? in.days_off : "-", in.source) });
	if (status == ST_CONFLICT) {
		request_error(req, "region", "no_line");
		return ST_INVALID;
	}
	if (status != ST_DUPLICATE)
		TRY(status);
	return response_redirectf(req, "/admin/hours?region=%06u", region);
}
