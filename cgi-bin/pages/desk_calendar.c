/* A province's own days; see desk_calendar.h. */
#include "pages/desk_calendar.h"

#include <string.h>

#include "base/now.h"
#include "pages/calendar_plan.h"
#include "pages/desk_choices.h"
#include "pages/desk_list.h"
#include "pages/desk_nav.h"
#include "web/response.h"

#define TABLE_CHARS 20000	/* of a year's days: hundreds of lines */

const struct field calendar_fields[] = {
	{ "year", FIELD_NUMBER, CALENDAR_YEAR_FIRST, CALENDAR_YEAR_LAST },
	{ "how", FIELD_CHOICE, .choices = "run table", .flags = FIELD_REQUIRED },
	{ "first_day", FIELD_DAY },
	{ "last_day", FIELD_DAY },
	{ "region", FIELD_REGION, .check = desk_check_own_region },
	{ "worked", FIELD_CHOICE, .choices = "off work plain" },
	{ "day_name", FIELD_LINE, 1, CALENDAR_NAME_CHARS },
	{ "day_source", FIELD_LINE, 4, CALENDAR_SOURCE_CHARS, FIELD_REQUIRED },
	{ "table", FIELD_BLOCK, 0, TABLE_CHARS },
	{ 0 }
};

static int year_of_ms(int64_t at_ms)
{
	return (int)(month_of_day(day_of_ms(at_ms)) / 100);
}

static int year_asked(const struct request *req)
{
	return field_number(req, "year") ? (int)field_number(req, "year") : year_of_ms(req->now_ms);
}

/* ---- showing ----------------------------------------------------------------------------------------------------------- */

static void show_day(struct request *req, const struct calendar_entry *e, size_t at)
{
	uint32_t region = calendar_region(e->row.scope);

	view_intf(req, e->row.day, "Days.%zu.Day", at);
	view_setf(req, e->row.worked ? "work" : "off", "Days.%zu.Worked", at);
	view_setf(req, e->row.name, "Days.%zu.Name", at);
	view_setf(req, e->source, "Days.%zu.Source", at);
	if (!e->row.announced)
		view_setf(req, "1", "Days.%zu.Provisional", at);
	if (!*e->row.scope)
		view_setf(req, "1", "Days.%zu.Nation", at);
	else
		view_setf(req, site_region_name(req, region), "Days.%zu.Place", at);
}

enum status page_calendar_show(struct request *req)
{
	struct calendar_table now;
	int year = year_asked(req);
	int32_t first = day_from_date(year, 1, 1), end = day_from_date(year + 1, 1, 1);
	size_t shown = 0;

	desk_nav(req);
	TRY(calendar_entries_load(site_of(req)->db, req->arena, &now));
	for (size_t i = 0; i < now.count; i++) {
		const struct calendar_entry *e = &now.entries[i];

		if (e->row.day >= first && e->row.day < end && (!*e->row.scope || calendar_is_within(req->viewer->province, e->row.scope)))
			show_day(req, e, shown++);
	}
	view_set(req, "Scope", calendar_scope(req->arena, req->viewer->region));
	view_int(req, "Year", year);
	view_int(req, "Before", year - 1);
	view_int(req, "After", year + 1);
	show_region_choices(req, req->viewer->region, REGION_COUNTY);
	field_show(req, "worked", "off");
	field_show(req, "region", arena_printf(req->arena, "%06u", req->viewer->region));
	return ST_OK;
}

/* ---- proposing --------------------------------------------------------------------------------------------------------- */

static const char *plan_of_run(struct request *req)
{
	uint32_t region = (uint32_t)field_number(req, "region");
	bool plain = strcmp(field_text(req, "worked"), "plain") == 0;
	int32_t first = (int32_t)field_number(req, "first_day");
	int32_t last = field_given(req, "last_day") ? (int32_t)field_number(req, "last_day") : first;

	if (!field_given(req, "first_day"))
		request_error(req, "first_day", "required");
	else if (last < first || last - first >= CALENDAR_RUN_MAX)
		request_error_range(req, "last_day", "calendar_run", 1, CALENDAR_RUN_MAX);
	if (!region && !request_error_of(req, "region"))
		request_error(req, "region", "required");
	if (!plain && !*field_text(req, "day_name"))
		request_error(req, "day_name", "required");
	return calendar_plan_of_run(req->arena, first, last, calendar_scope(req->arena, region), strcmp(field_text(req, "worked"), "work") == 0,
				    plain ? NULL : field_text(req, "day_name"), field_text(req, "day_source"));
}

/* The own rows alone, so that nobody else's can go. */
static struct calendar_table own_rows(struct request *req, const struct calendar_table *now)
{
	struct calendar_table own = { .arena = req->arena, .entries = ARENA_ARRAY(req->arena, now->count, struct calendar_entry) };

	for (size_t i = 0; i < now->count; i++)
		if (calendar_is_within(req->viewer->region, now->entries[i].row.scope))
			own.entries[own.count++] = now->entries[i];
	return own;
}

/* Lines are named by their number; what they should be stands above the field. */
static const char *plan_of_table(struct request *req, const struct calendar_table *now)
{
	struct calendar_table notice, own = own_rows(req, now);
	struct calendar_diff diff;
	int year;

	calendar_table_read(req->arena, arena_strdup(req->arena, field_text(req, "table")), field_text(req, "day_source"), &notice);
	if (notice.complaint_count > 0)
		request_error_range(req, "table", "calendar_line", (int64_t)notice.complaints[0].line, 0);
	for (size_t i = 0; i < notice.count; i++)
		if (!calendar_is_within(req->viewer->region, notice.entries[i].row.scope))
			request_error_range(req, "table", "calendar_scope", (int64_t)notice.entries[i].line, 0);
	year = calendar_year_of(&notice);
	if (notice.complaint_count == 0 && notice.count == 0)
		request_error(req, "table", "required");
	else if (year == 0)
		request_error(req, "table", "calendar_years");
	if (req->error_count)
		return "";
	calendar_keep_year(&notice, year);
	diff = calendar_diff_of(req->arena, &own, &notice, year);
	return calendar_plan_of_diff(req->arena, &diff);
}

enum status page_calendar_act(struct request *req)
{
	struct db *db = site_of(req)->db;
	struct calendar_table now;
	struct calendar_diff diff;
	const char *plan;

	TRY(calendar_entries_load(db, req->arena, &now));
	plan = strcmp(field_text(req, "how"), "run") == 0 ? plan_of_run(req) : plan_of_table(req, &now);
	if (req->error_count)
		return ST_INVALID;
	TRY(calendar_plan_read(req->arena, plan, req->viewer->region, &now, &diff));
	if (diff.count == 0) {
		request_error(req, "", "calendar_same");
		return ST_INVALID;
	}
	TRY(calendar_plan_add(db, &(struct calendar_plan_add_in){ req->viewer->province, req->viewer->id, plan, req->now_ms }));
	return response_redirectf(req, "/admin/calendar/%llu", (unsigned long long)db_last_id(db));
}
