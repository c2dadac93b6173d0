/* Counts of a place; see status_figures.h. */
#include "pages/status_figures.h"

#include <stddef.h>
#include <string.h>

#include "base/now.h"
#include "domain/ticket.h"
#include "pages/site.h"
#include "pages/status_place.h"
#include "web/view.h"

#define ALL_MONTHS 0
#define TREND_MONTHS 12
#define CHART_HEIGHT 160
#define CHART_STEP 58

const char *const figure_keys[FIGURES] = { "Taken", "Instant", "Closed", "Answered", "OnTime", "Rated", "Satisfied" };
const char *const figure_words[FIGURES] = { "taken", "answered_at_once", "closed", "answered", "on_time", "rated", "satisfied" };

int64_t figure(const struct sum_row *row, size_t i)
{
	const int64_t all[FIGURES] = { row->taken, row->instant, row->closed, row->answered, row->on_time, row->rated, row->satisfied };

	return all[i];
}

void show_figures(struct request *req, const struct sum_row *row, const char *name)
{
	for (size_t i = 0; i < FIGURES; i++)
		view_intf(req, figure(row, i), "%s.%s", name, figure_keys[i]);
}

/* ---- one place ------------------------------------------------------------------------------------------- */

enum status figures_of_day(struct request *req, uint32_t region, int32_t day, struct sum_row *sum)
{
	uint32_t until = region == 0 ? 999999 : region % 10000 == 0 ? region + 9999 : region % 100 == 0 ? region + 99 : region;
	enum status status = rollup_by_part(site_of(req)->db, req->arena, &(struct rollup_by_part_in){
		1000000, 1000000, day, day, region, until }, sum);

	if (status != ST_NOT_FOUND)
		return status;
	*sum = (struct sum_row){ .region = 0 };
	return ST_OK;
}

static struct sum_row sum_of(const struct month_sum *m)
{
	return (struct sum_row){ 0, m->taken, m->instant, m->closed, m->answered, m->on_time, m->rated, m->satisfied };
}

static struct sum_row month_in(const struct month_sum *rows, size_t count, uint32_t month)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].month == month)
			return sum_of(&rows[i]);
	return (struct sum_row){ .region = 0 };
}

static enum status months(struct request *req, uint32_t region, uint32_t from, uint32_t until, struct month_sum **rows, size_t *count)
{
	return rollup_months_list(site_of(req)->db, req->arena, &(struct rollup_months_in){ region, from, until }, rows, count);
}

enum status figures_of_month(struct request *req, uint32_t region, uint32_t month, struct sum_row *sum)
{
	struct month_sum *rows;
	size_t count;

	TRY(months(req, region, month, month, &rows, &count));
	*sum = month_in(rows, count, month);
	return ST_OK;
}

enum status figures_waiting(struct request *req, uint32_t region, int64_t *waiting)
{
	struct sum_row all;

	TRY(figures_of_month(req, region, ALL_MONTHS, &all));
	*waiting = all.taken - all.closed;
	return ST_OK;
}

/* ---- kinds and domains ----------------------------------------------------------------------------------- */

static void show_share(struct request *req, const struct share_row *row, const char *name, const char *list, size_t i)
{
	view_setf(req, name, "%s.%zu.Name", list, i);
	view_intf(req, row->taken, "%s.%zu.Taken", list, i);
	view_intf(req, row->answered, "%s.%zu.Answered", list, i);
	view_intf(req, row->on_time, "%s.%zu.OnTime", list, i);
}

enum status show_shares(struct request *req, uint32_t region, uint32_t month)
{
	struct db *db = site_of(req)->db;
	struct share_row *rows;
	size_t count;

	TRY(rollup_month_kinds_list(db, req->arena, &(struct rollup_month_kinds_in){ region, month }, &rows, &count));
	for (size_t i = 0; i < count; i++)
		show_share(req, &rows[i], view_label(req, arena_printf(req->arena, "kind.%s", kind_word((int)rows[i].what))), "Kinds", i);
	TRY(rollup_month_domains_list(db, req->arena, &(struct rollup_month_domains_in){ region, month }, &rows, &count));
	for (size_t i = 0; i < count; i++)
		show_share(req, &rows[i], site_item_name(req, rows[i].what * 100), "Domains", i);
	return ST_OK;
}

/* ---- months ---------------------------------------------------------------------------------------------- */

static void show_bar(struct request *req, const struct sum_row *row, uint32_t month, int64_t most, int i)
{
	int64_t height = most ? (row->taken * CHART_HEIGHT + most - 1) / most : 0;

	view_intf(req, month_first_day(month), "Trend.%d.Day", i);
	view_intf(req, month, "Trend.%d.Month", i);
	view_intf(req, month % 100, "Trend.%d.Short", i);
	view_intf(req, i * CHART_STEP + 4, "Trend.%d.X", i);
	view_intf(req, i * CHART_STEP + 4 + (CHART_STEP - 8) / 2, "Trend.%d.Middle", i);
	view_intf(req, CHART_HEIGHT - height + 24, "Trend.%d.Y", i);
	view_intf(req, CHART_HEIGHT - height + 18, "Trend.%d.Above", i);
	view_intf(req, height, "Trend.%d.H", i);
	if (month < month_of_ms(req->now_ms))
		view_setf(req, "1", "Trend.%d.Over", i);
	show_figures(req, row, arena_printf(req->arena, "Trend.%d", i));
}

enum status show_trend(struct request *req, uint32_t region, uint32_t month)
{
	struct month_sum *rows;
	int64_t most = 0;
	size_t count;

	TRY(months(req, region, month_before(month, TREND_MONTHS - 1), month, &rows, &count));
	for (size_t i = 0; i < count; i++)
		most = rows[i].taken > most ? rows[i].taken : most;
	for (int i = 0; i < TREND_MONTHS; i++) {
		uint32_t of = month_before(month, (uint32_t)(TREND_MONTHS - 1 - i));
		struct sum_row row = month_in(rows, count, of);

		show_bar(req, &row, of, most, i);
	}
	return ST_OK;
}

/* "+12.5%", or – where there was nothing before. */
static const char *change(struct arena *arena, int64_t now, int64_t before)
{
	int64_t tenths = before ? (now - before) * 1000 / before : 0;
	int64_t size = tenths < 0 ? -tenths : tenths;

	if (before == 0)
		return "–";
	return arena_printf(arena, "%s%lld.%lld%%", tenths < 0 ? "−" : tenths > 0 ? "+" : "", (long long)(size / 10), (long long)(size % 10));
}

enum status show_compare(struct request *req, uint32_t region, uint32_t month)
{
	const struct { const char *name; uint32_t back; } spans[] = { { "Now", 0 }, { "Before", 1 }, { "Year", 12 } };
	struct month_sum *rows;
	struct sum_row now;
	size_t count;

	TRY(months(req, region, month_before(month, 12), month, &rows, &count));
	now = month_in(rows, count, month);
	for (size_t i = 0; i < sizeof(spans) / sizeof(spans[0]); i++) {
		uint32_t of = month_before(month, spans[i].back);
		struct sum_row row = month_in(rows, count, of);

		view_intf(req, month_first_day(of), "Compare.%s.Day", spans[i].name);
		show_figures(req, &row, arena_printf(req->arena, "Compare.%s", spans[i].name));
		view_setf(req, change(req->arena, now.taken, row.taken), "Compare.%s.Change", spans[i].name);
	}
	return ST_OK;
}

/* ---- the places below ------------------------------------------------------------------------------------ */

static struct sum_row row_of(const struct sum_row *rows, size_t count, uint32_t region)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].region == region)
			return rows[i];
	return (struct sum_row){ .region = region };
}

enum status show_parts(struct request *req, uint32_t region, uint32_t month)
{
	struct db *db = site_of(req)->db;
	struct sum_row *rows, *all;
	size_t count, all_count, n;
	const struct region **parts = region_children(&site_of(req)->regions, req->arena, region, &n);

	TRY(rollup_month_parts_list(db, req->arena, &(struct rollup_month_parts_in){ region, month }, &rows, &count));
	TRY(rollup_month_parts_list(db, req->arena, &(struct rollup_month_parts_in){ region, ALL_MONTHS }, &all, &all_count));
	for (size_t i = 0; i < n; i++) {
		struct sum_row row = row_of(rows, count, parts[i]->code);
		struct sum_row ever = row_of(all, all_count, parts[i]->code);

		view_setf(req, status_region_name(req, parts[i]), "Parts.%zu.Name", i);
		view_intf(req, status_path_code(parts[i]->code), "Parts.%zu.Code", i);
		view_intf(req, ever.taken - ever.closed, "Parts.%zu.Waiting", i);
		if (parts[i]->level == REGION_COUNTY)
			view_setf(req, "1", "Parts.%zu.Leaf", i);
		show_figures(req, &row, arena_printf(req->arena, "Parts.%zu", i));
	}
	return ST_OK;
}
