/* Published figures as a page, JSON, CSV and a feed; see status_page.h. */
#include "pages/status_page.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/now.h"
#include "domain/ticket.h"
#include "pages/site.h"
#include "statements.h"
#include "web/response.h"
#include "web/view.h"

/* One place's figures over one span. */
struct span {
	const char *name;	/* "today", "month" */
	int32_t from, until;
};

static struct span spans_of(int64_t now, struct span *month)
{
	int32_t today = day_of_ms(now);
	int year, mon, mday;

	date_from_day(today, &year, &mon, &mday);
	*month = (struct span){ "month", today - mday + 1, today };
	return (struct span){ "today", today, today };
}

static enum status sums(struct request *req, const struct span *span, uint32_t region, uint32_t part,
			struct sum_row **rows, size_t *count)
{
	uint32_t until = region == 0 ? 999999 : region % 10000 == 0 ? region + 9999 : region % 100 == 0 ? region + 99 : region;

	return rollup_by_part_list(site_of(req)->db, req->arena, &(struct rollup_by_part_in){
		part, part, span->from, span->until, region, until }, rows, count);
}

static struct sum_row total(const struct sum_row *rows, size_t count)
{
	struct sum_row all = { 0 };

	for (size_t i = 0; i < count; i++) {
		all.taken += rows[i].taken;
		all.instant += rows[i].instant;
		all.closed += rows[i].closed;
		all.answered += rows[i].answered;
		all.on_time += rows[i].on_time;
		all.rated += rows[i].rated;
		all.satisfied += rows[i].satisfied;
	}
	return all;
}

static const struct { const char *key; size_t offset; } figures[] = {
	{ "Taken", offsetof(struct sum_row, taken) }, { "Instant", offsetof(struct sum_row, instant) },
	{ "Closed", offsetof(struct sum_row, closed) }, { "Answered", offsetof(struct sum_row, answered) },
	{ "OnTime", offsetof(struct sum_row, on_time) }, { "Rated", offsetof(struct sum_row, rated) },
	{ "Satisfied", offsetof(struct sum_row, satisfied) },
};

static int64_t figure(const struct sum_row *row, size_t i)
{
	return *(const int64_t *)(const void *)((const char *)row + figures[i].offset);
}

static void show_sum(struct request *req, const struct sum_row *row, const char *name)
{
	for (size_t i = 0; i < sizeof(figures) / sizeof(figures[0]); i++)
		view_intf(req, figure(row, i), "%s.%s", name, figures[i].key);
}

/* ---- the page ---------------------------------------------------------------------------------------------- */

/* Where each province stands on the tile map: column and row. After the map people know, not to scale. */
static const struct { uint32_t code; int x, y; } tiles[] = {
	{ 650000, 0, 1 }, { 540000, 0, 3 }, { 630000, 1, 2 }, { 620000, 2, 2 }, { 640000, 3, 2 }, { 150000, 4, 1 },
	{ 230000, 7, 0 }, { 220000, 7, 1 }, { 210000, 6, 1 }, { 110000, 5, 1 }, { 120000, 6, 2 }, { 130000, 5, 2 },
	{ 140000, 4, 2 }, { 370000, 6, 3 }, { 610000, 3, 3 }, { 410000, 4, 3 }, { 320000, 7, 3 }, { 340000, 5, 3 },
	{ 310000, 7, 4 }, { 420000, 4, 4 }, { 510000, 2, 3 }, { 500000, 3, 4 }, { 330000, 6, 4 }, { 360000, 5, 4 },
	{ 520000, 3, 5 }, { 430000, 4, 5 }, { 350000, 6, 5 }, { 530000, 2, 5 }, { 450000, 3, 6 }, { 440000, 5, 5 }, { 460000, 4, 7 },
};

static const char *name_of(const struct request *req, const struct region *region)
{
	return strcmp(req->language, "en") == 0 ? region->name_en : region->name;
}

/* 黑龙江 and 内蒙古 are three characters; all others are known by two. */
static const char *short_name_of(const struct request *req, const struct region *region)
{
	const char *name = name_of(req, region);
	bool three = text_starts(name, "黑龙江") || text_starts(name, "内蒙古");

	return name == region->name_en ? name : arena_strndup(req->arena, name, three ? 9 : 6);
}

static void show_tiles(struct request *req, const struct sum_row *rows, size_t count)
{
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
}

/* One line a part (province, city or county), with its figures of the month; zero where nothing was counted. */
static enum status show_parts(struct request *req, uint32_t region, const struct sum_row *rows, size_t count)
{
	size_t n;
	const struct region **parts = region_children(&site_of(req)->regions, req->arena, region, &n);

	for (size_t i = 0; i < n; i++) {
		const struct sum_row none = { 0 };
		const struct sum_row *row = &none;

		for (size_t k = 0; k < count; k++)
			if (rows[k].region == parts[i]->code)
				row = &rows[k];
		view_setf(req, name_of(req, parts[i]), "Parts.%zu.Name", i);
		view_intf(req, parts[i]->level == REGION_PROVINCE ? parts[i]->code / 10000 : parts[i]->level == REGION_CITY ? parts[i]->code / 100 : parts[i]->code, "Parts.%zu.Code", i);
		if (parts[i]->level == REGION_COUNTY)
			view_setf(req, "1", "Parts.%zu.Leaf", i);
		show_sum(req, row, arena_printf(req->arena, "Parts.%zu", i));
	}
	return ST_OK;
}

/* Open.N.*: when the telephone line of each city in reach answers. */
static enum status show_offices(struct request *req, uint32_t region)
{
	struct office_all_out *offices;
	size_t count;
	size_t shown = 0;

	if (region == 0)
		return ST_OK;
	TRY(office_all_list(site_of(req)->db, req->arena, &offices, &count));
	for (size_t i = 0; i < count; i++) {
		const struct region *city = region_find(&site_of(req)->regions, offices[i].region);
		int32_t minute = (int32_t)((req->now_ms - ms_of_day(day_of_ms(req->now_ms))) / 60000);

		if (!city || !region_covers(region, offices[i].region))
			continue;
		view_setf(req, name_of(req, city), "Open.%zu.Name", shown);
		view_setf(req, offices[i].all_day ? "" : arena_printf(req->arena, "%02u:%02u–%02u:%02u", offices[i].opens / 60,
			  offices[i].opens % 60, offices[i].closes / 60, offices[i].closes % 60), "Open.%zu.Hours", shown);
		if (offices[i].all_day || (minute >= (int32_t)offices[i].opens && minute < (int32_t)offices[i].closes))
			view_setf(req, "1", "Open.%zu.Now", shown);
		if (text_starts(offices[i].note, "default"))
			view_setf(req, "1", "Open.%zu.Unverified", shown);
		shown++;
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

/* 44 → 440000, 4403 → 440300; 0 for the nation, ST_NOT_FOUND for anything that is no region. */
static enum status asked_region(struct request *req, uint32_t *region)
{
	const char *text = request_captured(req, "region");
	size_t len = strlen(text);

	*region = (uint32_t)strtoul(text, NULL, 10);
	if (len == 0)
		return ST_OK;
	if (text[strspn(text, "0123456789")] || (len != 2 && len != 4 && len != 6))
		return ST_NOT_FOUND;
	*region *= len == 2 ? 10000 : len == 4 ? 100 : 1;
	return region_find(&site_of(req)->regions, *region) ? ST_OK : ST_NOT_FOUND;
}

/* What to add up by: provinces of the nation, cities of a province, counties of a city. Municipalities have counties only. */
static uint32_t part_of(struct request *req, uint32_t region)
{
	size_t count;
	const struct region **parts = region_children(&site_of(req)->regions, req->arena, region, &count);

	if (region == 0)
		return 10000;
	return count > 0 && parts[0]->level == REGION_CITY ? 100 : 1;
}

enum status page_status_show(struct request *req)
{
	struct span month;
	struct span today = spans_of(req->now_ms, &month);
	struct sum_row *rows;
	struct sum_row sum;
	uint32_t region;
	size_t count;

	TRY(asked_region(req, &region));
	TRY(sums(req, &today, region, 1000000, &rows, &count));
	sum = total(rows, count);
	show_sum(req, &sum, "Today");
	TRY(sums(req, &month, region, part_of(req, region), &rows, &count));
	sum = total(rows, count);
	show_sum(req, &sum, "Month");
	view_set(req, "Place.Name", site_region_name(req, region));
	if (region == 0)
		show_tiles(req, rows, count);
	else
		view_int(req, "Place.Up", region % 10000 == 0 ? 0 : region / 10000);
	TRY(show_parts(req, region, rows, count));
	TRY(show_offices(req, region));
	return show_freshness(req);
}

/* ---- open data --------------------------------------------------------------------------------------------- */

static void add_json(struct buf *out, const char *name, const struct sum_row *row)
{
	static const char *const keys[] = { "taken", "answered_at_once", "closed", "answered", "on_time", "rated", "satisfied" };

	buf_printf(out, "\"%s\":{", name);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		buf_printf(out, "%s\"%s\":%lld", i ? "," : "", keys[i], (long long)figure(row, i));
	buf_char(out, '}');
}

static const struct sum_row *row_of(const struct sum_row *rows, size_t count, uint32_t region)
{
	static const struct sum_row none;

	for (size_t i = 0; i < count; i++)
		if (rows[i].region == region)
			return &rows[i];
	return &none;
}

enum status page_status_json_show(struct request *req)
{
	struct span month;
	struct span today = spans_of(req->now_ms, &month);
	struct sum_row *now_rows, *month_rows;
	size_t now_count, month_count, n;
	const struct region **provinces = region_children(&site_of(req)->regions, req->arena, 0, &n);
	struct freshness_find_out fresh = { 0 };
	struct buf out = buf_new(req->arena, 16 * 1024);
	struct sum_row all_now, all_month;
	enum status status;

	TRY(sums(req, &today, 0, 10000, &now_rows, &now_count));
	TRY(sums(req, &month, 0, 10000, &month_rows, &month_count));
	status = freshness_find(site_of(req)->db, req->arena, &(struct freshness_find_in){ "rollup" }, &fresh);
	if (status != ST_OK && status != ST_NOT_FOUND)
		return status;
	all_now = total(now_rows, now_count);
	all_month = total(month_rows, month_count);
	buf_printf(&out, "{\"counted_at_ms\":%lld,\"nation\":{", (long long)fresh.at_ms);
	add_json(&out, "today", &all_now);
	buf_char(&out, ',');
	add_json(&out, "month", &all_month);
	buf_text(&out, "},\"provinces\":[");
	for (size_t i = 0; i < n; i++) {
		buf_printf(&out, "%s{\"region\":\"%06u\",\"name\":", i ? "," : "", provinces[i]->code);
		buf_json(&out, provinces[i]->name);
		buf_text(&out, ",\"name_en\":");
		buf_json(&out, provinces[i]->name_en);
		buf_char(&out, ',');
		add_json(&out, "today", row_of(now_rows, now_count, provinces[i]->code));
		buf_char(&out, ',');
		add_json(&out, "month", row_of(month_rows, month_count, provinces[i]->code));
		buf_char(&out, '}');
	}
	buf_text(&out, "]}\n");
	return response_body(req, "application/json; charset=utf-8", out.text, out.len);
}

enum status page_status_csv_show(struct request *req)
{
	struct span month;
	struct buf out = buf_new(req->arena, 8 * 1024);
	struct sum_row *rows;
	size_t count, n;
	const struct region **provinces = region_children(&site_of(req)->regions, req->arena, 0, &n);

	spans_of(req->now_ms, &month);
	TRY(sums(req, &month, 0, 10000, &rows, &count));
	buf_text(&out, "\xef\xbb\xbfregion,name,taken,answered_at_once,closed,answered,on_time,rated,satisfied\r\n");
	for (size_t i = 0; i < n; i++) {
		buf_printf(&out, "%06u,%s", provinces[i]->code, provinces[i]->name);
		for (size_t k = 0; k < sizeof(figures) / sizeof(figures[0]); k++)
			buf_printf(&out, ",%lld", (long long)figure(row_of(rows, count, provinces[i]->code), k));
		buf_text(&out, "\r\n");
	}
	return response_body(req, "text/csv; charset=utf-8", out.text, out.len);
}

/* One entry a day: what was taken and answered in the nation, for the last seven days. */
enum status page_status_atom_show(struct request *req)
{
	const char *base = config_text(site_of(req)->config, "site.base_url");
	struct buf out = buf_new(req->arena, 8 * 1024);
	int32_t today = day_of_ms(req->now_ms);
	int year, month, mday;

	date_from_day(today, &year, &month, &mday);
	buf_printf(&out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>%s</title>"
		   "<id>%s/status/</id><link href=\"%s/status/\"/><link rel=\"self\" href=\"%s/status/feed.atom\"/>"
		   "<updated>%04d-%02d-%02dT00:00:00+08:00</updated><author><name>12328</name></author>",
		   view_label(req, "status.title"), base, base, base, year, month, mday);
	for (int32_t day = today - 1; day >= today - 7; day--) {
		const struct span span = { "day", day, day };
		struct sum_row *rows;
		struct sum_row sum;
		size_t count;

		TRY(sums(req, &span, 0, 1000000, &rows, &count));
		sum = total(rows, count);
		date_from_day(day, &year, &month, &mday);
		buf_printf(&out, "<entry><id>%s/status/#%04d-%02d-%02d</id><title>%04d-%02d-%02d</title><updated>%04d-%02d-%02dT23:59:59+08:00</updated>"
			   "<link href=\"%s/status/\"/><content type=\"text\">%s %lld, %s %lld, %s %lld</content></entry>",
			   base, year, month, mday, year, month, mday, year, month, mday, base, view_label(req, "status.taken"), (long long)sum.taken,
			   view_label(req, "status.closed"), (long long)sum.closed, view_label(req, "status.on_time"), (long long)sum.on_time);
	}
	buf_text(&out, "</feed>\n");
	return response_body(req, "application/atom+xml; charset=utf-8", out.text, out.len);
}
