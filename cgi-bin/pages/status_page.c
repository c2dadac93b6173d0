/* The status page of a place, and its bulletin of a month; see status_page.h. */
#include "pages/status_page.h"

#include <string.h>

#include "base/now.h"
#include "domain/ticket.h"
#include "pages/brand_view.h"
#include "pages/hours_view.h"
#include "pages/office_view.h"
#include "pages/site.h"
#include "pages/status_figures.h"
#include "pages/status_place.h"
#include "pages/status_state.h"
#include "web/view.h"

/* ---- the map ------------------------------------------------------------------------------------------------ */

/* Where each province stands on the tile map: column and row. After the map people know, not to scale. */
static const struct { uint32_t code; int x, y; } tiles[] = {
	{ 650000, 0, 1 }, { 540000, 0, 3 }, { 630000, 1, 2 }, { 620000, 2, 2 }, { 640000, 3, 2 }, { 150000, 4, 1 },
	{ 230000, 7, 0 }, { 220000, 7, 1 }, { 210000, 6, 1 }, { 110000, 5, 1 }, { 120000, 6, 2 }, { 130000, 5, 2 },
	{ 140000, 4, 2 }, { 370000, 6, 3 }, { 610000, 3, 3 }, { 410000, 4, 3 }, { 320000, 7, 3 }, { 340000, 5, 3 },
	{ 310000, 7, 4 }, { 420000, 4, 4 }, { 510000, 2, 3 }, { 500000, 3, 4 }, { 330000, 6, 4 }, { 360000, 5, 4 },
	{ 520000, 3, 5 }, { 430000, 4, 5 }, { 350000, 6, 5 }, { 530000, 2, 5 }, { 450000, 3, 6 }, { 440000, 5, 5 }, { 460000, 4, 7 },
};

/* 黑龙江 and 内蒙古 are three characters; all others are known by two. */
static const char *short_name_of(const struct request *req, const struct region *region)
{
	const char *name = status_region_name(req, region);
	bool three = text_starts(name, "黑龙江") || text_starts(name, "内蒙古");

	return name == region->name_en ? name : arena_strndup(req->arena, name, three ? 9 : 6);
}

static enum status show_tiles(struct request *req, uint32_t month)
{
	struct sum_row *rows;
	size_t count;

	TRY(rollup_month_parts_list(site_of(req)->db, req->arena, &(struct rollup_month_parts_in){ 0, month }, &rows, &count));
	for (size_t i = 0; i < sizeof(tiles) / sizeof(tiles[0]); i++) {
		const struct region *region = region_find(&site_of(req)->regions, tiles[i].code);
		int64_t taken = 0;

		for (size_t k = 0; k < count; k++)
			if (rows[k].region == tiles[i].code)
				taken = rows[k].taken;
		view_intf(req, tiles[i].code / 10000, "Tiles.%zu.Code", i);
		view_intf(req, tiles[i].x * 74 + 2, "Tiles.%zu.X", i);
		view_intf(req, tiles[i].y * 62 + 2, "Tiles.%zu.Y", i);
		view_intf(req, taken, "Tiles.%zu.Taken", i);
		if (region)
			view_setf(req, short_name_of(req, region), "Tiles.%zu.Name", i);
	}
	return ST_OK;
}

/* ---- the page ----------------------------------------------------------------------------------------------- */

/* Open.N.Next: what comes after that, where it is told already and is another thing. */
static void show_next_hours(struct request *req, const struct office_row *line, size_t at, const struct office_row *later, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (later[i].region != line->region)
			continue;
		if (text_equal(later[i].workdays, line->workdays) && text_equal(later[i].days_off, line->days_off))
			continue;
		view_intf(req, later[i].from_day, "Open.%zu.Next.Day", at);
		view_hours(req, arena_printf(req->arena, "Open.%zu.Next", at), later[i].workdays, later[i].days_off);
		return;
	}
}

static void show_line(struct request *req, const struct office_row *line, size_t at)
{
	const struct region *city = region_find(&site_of(req)->regions, line->region);
	struct hours hours;
	int32_t today = day_of_ms(req->now_ms);
	bool works = calendar_day(calendar_live_look(site_of(req)->db, site_of(req)->calendar), line->region, today).worked;

	view_setf(req, city ? status_region_name(req, city) : "", "Open.%zu.Name", at);
	view_hours(req, arena_printf(req->arena, "Open.%zu", at), line->workdays, line->days_off);
	if (hours_read(req->arena, works ? line->workdays : line->days_off, &hours) && hours_at(&hours, minute_of_ms(req->now_ms)))
		view_setf(req, "1", "Open.%zu.Now", at);
	if (line->verified)
		view_setf(req, line->source, "Open.%zu.Source", at);
	else
		view_setf(req, "1", "Open.%zu.Unverified", at);
}

/* Open.N.*: when the telephone line of each city in reach is answered. */
static enum status show_offices(struct request *req, uint32_t region)
{
	int32_t today = day_of_ms(req->now_ms);
	struct office_row *lines, *later;
	size_t count, later_count;
	uint32_t from = region, until = region;

	if (region == 0)
		return ST_OK;
	region_range(region, &from, &until);
	TRY(office_on_list(site_of(req)->db, req->arena, &(struct office_on_in){ today, from, until }, &lines, &count));
	TRY(office_to_come_list(site_of(req)->db, req->arena, &(struct office_to_come_in){ today, from, until }, &later, &later_count));
	for (size_t i = 0; i < count; i++) {
		show_line(req, &lines[i], i);
		show_next_hours(req, &lines[i], i, later, later_count);
	}
	return ST_OK;
}

static enum status show_freshness(struct request *req)
{
	struct freshness_find_out fresh;
	enum status status = freshness_find(site_of(req)->db, req->arena, &(struct freshness_find_in){ "rollup" }, &fresh);

	if (status == ST_NOT_FOUND)
		return ST_OK;
	TRY(status);
	view_int(req, "FreshMs", fresh.at_ms);
	return ST_OK;
}

/* Place.*: the nation has a Name of its own in the labels, and no Code. */
static void show_place(struct request *req, uint32_t region)
{
	const struct region *row = region_find(&site_of(req)->regions, region);

	view_brand(req, region);
	if (!row)
		return;
	view_set(req, "Place.Name", site_region_name(req, region));
	view_int(req, "Place.Code", status_path_code(region));
	if (row->parent)
		view_int(req, "Place.Up", status_path_code(row->parent));
}

/* Figures of a month with all that they are made of, for the page and the bulletin. */
static enum status show_month(struct request *req, uint32_t region, uint32_t month)
{
	struct sum_row sum;

	TRY(figures_of_month(req, region, month, &sum));
	show_figures(req, &sum, "Month");
	view_int(req, "Month.Day", month_first_day(month));
	view_int(req, "Month.Number", month);
	TRY(show_shares(req, region, month));
	TRY(show_trend(req, region, month));
	return show_parts(req, region, month);
}

enum status page_status_show(struct request *req)
{
	uint32_t month = month_of_ms(req->now_ms);
	struct sum_row today;
	uint32_t region;
	int64_t waiting;

	TRY(status_place(req, &region));
	show_place(req, region);
	TRY(show_state(req, region, NULL));
	TRY(figures_of_day(req, region, day_of_ms(req->now_ms), &today));
	show_figures(req, &today, "Today");
	TRY(figures_waiting(req, region, &waiting));
	view_int(req, "Today.Waiting", waiting);
	TRY(show_month(req, region, month));
	TRY(show_compare(req, region, month_before(month, 1)));
	if (region == 0)
		TRY(show_tiles(req, month));
	TRY(show_offices(req, region));
	view_office(req, region);
	return show_freshness(req);
}

enum status page_bulletin_show(struct request *req)
{
	uint32_t region, month;

	TRY(status_place(req, &region));
	TRY(status_month(req, &month));
	show_place(req, region);
	TRY(show_month(req, region, month));
	TRY(show_compare(req, region, month));
	view_int(req, "Month.LastDay", month_last_day(month));
	return show_freshness(req);
}

enum status page_data_show(struct request *req)
{
	return show_freshness(req);
}
