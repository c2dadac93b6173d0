/* Published figures for machines: JSON, CSV, a feed and a badge; see status_data.h. The fields are explained at /status/data. */
#include "pages/status_data.h"

#include "base/now.h"
#include "domain/ticket.h"
#include "pages/incident_view.h"
#include "pages/site.h"
#include "pages/status_figures.h"
#include "pages/status_place.h"
#include "pages/status_state.h"
#include "web/response.h"
#include "web/view.h"

#define OPEN_MONTHS 12
#define FEED_DAYS 7
#define FEED_INCIDENTS 20

/* ---- JSON and CSV ---------------------------------------------------------------------------------------- */

static void add_json(struct buf *out, const char *name, const struct sum_row *row)
{
	buf_printf(out, "\"%s\":{", name);
	for (size_t i = 0; i < FIGURES; i++)
		buf_printf(out, "%s\"%s\":%lld", i ? "," : "", figure_words[i], (long long)figure(row, i));
	buf_char(out, '}');
}

static struct sum_row row_of(const struct sum_row *rows, size_t count, uint32_t region)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].region == region)
			return rows[i];
	return (struct sum_row){ .region = region };
}

static void add_place(struct buf *out, const struct sum_row *today, const struct sum_row *month, const struct sum_row *ever)
{
	add_json(out, "today", today);
	buf_char(out, ',');
	add_json(out, "month", month);
	buf_printf(out, ",\"waiting\":%lld", (long long)(ever->taken - ever->closed));
}

/* What each place right below the nation has: today, this month, ever. */
struct nation {
	struct sum_row *today, *month, *ever;
	size_t today_count, month_count, ever_count;
};

static enum status load_nation(struct request *req, struct nation *n)
{
	struct db *db = site_of(req)->db;
	int32_t today = day_of_ms(req->now_ms);

	TRY(rollup_by_part_list(db, req->arena, &(struct rollup_by_part_in){ 10000, 10000, today, today, 0, 999999 }, &n->today, &n->today_count));
	TRY(rollup_month_parts_list(db, req->arena, &(struct rollup_month_parts_in){ 0, month_of_ms(req->now_ms) }, &n->month, &n->month_count));
	return rollup_month_parts_list(db, req->arena, &(struct rollup_month_parts_in){ 0, 0 }, &n->ever, &n->ever_count);
}

static enum status add_nation(struct request *req, struct buf *out)
{
	struct sum_row today, month, ever;

	TRY(figures_of_day(req, 0, day_of_ms(req->now_ms), &today));
	TRY(figures_of_month(req, 0, month_of_ms(req->now_ms), &month));
	TRY(figures_of_month(req, 0, 0, &ever));
	add_place(out, &today, &month, &ever);
	return ST_OK;
}

enum status page_status_json_show(struct request *req)
{
	size_t count;
	const struct region **provinces = region_children(&site_of(req)->regions, req->arena, 0, &count);
	struct freshness_find_out fresh = { 0 };
	struct buf out = buf_new(req->arena, 16 * 1024);
	enum status status;
	struct nation n;

	status = freshness_find(site_of(req)->db, req->arena, &(struct freshness_find_in){ "rollup" }, &fresh);
	if (status != ST_OK && status != ST_NOT_FOUND)
		return status;
	TRY(load_nation(req, &n));
	buf_printf(&out, "{\"counted_at_ms\":%lld,\"fields\":\"%s/status/data\",\"nation\":{", (long long)fresh.at_ms,
		   config_text(site_of(req)->config, "site.base_url"));
	TRY(add_nation(req, &out));
	buf_text(&out, "},");
	TRY(state_add_json(req, &out));
	buf_text(&out, ",\"provinces\":[");
	for (size_t i = 0; i < count; i++) {
		struct sum_row today = row_of(n.today, n.today_count, provinces[i]->code);
		struct sum_row month = row_of(n.month, n.month_count, provinces[i]->code);
		struct sum_row ever = row_of(n.ever, n.ever_count, provinces[i]->code);

		buf_printf(&out, "%s{\"region\":\"%06u\",\"name\":", i ? "," : "", provinces[i]->code);
		buf_json(&out, provinces[i]->name);
		buf_text(&out, ",\"name_en\":");
		buf_json(&out, provinces[i]->name_en);
		buf_char(&out, ',');
		add_place(&out, &today, &month, &ever);
		buf_char(&out, '}');
	}
	buf_text(&out, "]}\n");
	return response_body(req, "application/json; charset=utf-8", out.text, out.len);
}

enum status page_status_csv_show(struct request *req)
{
	struct buf out = buf_new(req->arena, 8 * 1024);
	size_t count;
	const struct region **provinces = region_children(&site_of(req)->regions, req->arena, 0, &count);
	struct nation n;

	TRY(load_nation(req, &n));
	buf_text(&out, "\xef\xbb\xbfregion,name,taken,answered_at_once,closed,answered,on_time,rated,satisfied,waiting\r\n");
	for (size_t i = 0; i < count; i++) {
		struct sum_row month = row_of(n.month, n.month_count, provinces[i]->code);
		struct sum_row ever = row_of(n.ever, n.ever_count, provinces[i]->code);

		buf_printf(&out, "%06u,%s", provinces[i]->code, provinces[i]->name);
		for (size_t k = 0; k < FIGURES; k++)
			buf_printf(&out, ",%lld", (long long)figure(&month, k));
		buf_printf(&out, ",%lld\r\n", (long long)(ever.taken - ever.closed));
	}
	return response_body(req, "text/csv; charset=utf-8", out.text, out.len);
}

/* The places right below this one, by month, kind and domain: what every table of ours can be made of. */
enum status page_months_csv_show(struct request *req)
{
	uint32_t until = month_of_ms(req->now_ms);
	struct buf out = buf_new(req->arena, 64 * 1024);
	struct rollup_month_open_out *rows;
	uint32_t region;
	size_t count;

	TRY(status_place(req, &region));
	TRY(rollup_month_open_list(site_of(req)->db, req->arena, &(struct rollup_month_open_in){
		region, month_before(until, OPEN_MONTHS), until }, &rows, &count));
	buf_text(&out, "\xef\xbb\xbfmonth,region,kind,domain,taken,answered_at_once,closed,answered,on_time,rated,satisfied\r\n");
	for (size_t i = 0; i < count; i++)
		buf_printf(&out, "%u,%06u,%s,%02u,%lld,%lld,%lld,%lld,%lld,%lld,%lld\r\n", rows[i].month, rows[i].region,
			   kind_word((int)rows[i].kind), rows[i].domain, (long long)rows[i].taken, (long long)rows[i].instant,
			   (long long)rows[i].closed, (long long)rows[i].answered, (long long)rows[i].on_time, (long long)rows[i].rated,
			   (long long)rows[i].satisfied);
	return response_body(req, "text/csv; charset=utf-8", out.text, out.len);
}

/* ---- the feed -------------------------------------------------------------------------------------------- */

static void add_xml(struct buf *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '<')
			buf_text(out, "&lt;");
		else if (*text == '>')
			buf_text(out, "&gt;");
		else if (*text == '&')
			buf_text(out, "&amp;");
		else
			buf_char(out, *text);
	}
}

/* 2026-11-23T14:05:00+08:00 */
static const char *atom_time(struct arena *arena, int64_t at_ms)
{
	char *text = arena_printf(arena, "%.19s+08:00", time_text(arena, at_ms));

	text[10] = 'T';
	return text;
}

/* Told again whenever there is more to say, it is put right, or it is over; work to come is told from the moment it is announced. */
static int64_t updated_ms(const struct incident_told *told, int64_t now_ms)
{
	int64_t told_ms = incident_told_ms(told);

	return told->row.ends_ms <= now_ms && told->row.ends_ms > told_ms ? told->row.ends_ms : told_ms;
}

static void add_incident(struct request *req, struct buf *out, const char *base, const struct incident_told *told)
{
	bool english = text_equal(req->language, "en");
	const struct incident_row *row = &told->row;
	struct incident_wording w;

	buf_printf(out, "<entry><id>%s/status/incidents#i%u</id><title>", base, row->id);
	add_xml(out, english && *row->title_en ? row->title_en : row->title);
	buf_printf(out, "</title><updated>%s</updated><link href=\"%s/status/incidents#i%u\"/><content type=\"text\">%s", atom_time(req->arena, updated_ms(told, req->now_ms)),
		   base, row->id, view_label(req, arena_printf(req->arena, "incident.part.%s", row->part)));
	for (size_t at = 0; incident_next(told, &at, &w);) {
		buf_printf(out, "\n%.16s ", time_text(req->arena, w.first->at_ms));
		add_xml(out, english && *w.standing->body_en ? w.standing->body_en : w.standing->body);
	}
	buf_text(out, "</content></entry>");
}

static enum status add_incidents(struct request *req, struct buf *out, const char *base)
{
	struct incident_row *rows;
	struct incident_told *told;
	size_t count;

	TRY(incident_newest_list(site_of(req)->db, req->arena, &(struct incident_newest_in){ req->now_ms, req->now_ms, FEED_INCIDENTS }, &rows, &count));
	TRY(incident_load_words(req, rows, count, &told));
	for (size_t i = 0; i < count; i++)
		add_incident(req, out, base, &told[i]);
	return ST_OK;
}

static enum status add_day(struct request *req, struct buf *out, const char *base, int32_t day)
{
	const char *date = day_text(req->arena, day);
	struct sum_row sum;

	TRY(figures_of_day(req, 0, day, &sum));
	buf_printf(out, "<entry><id>%s/status/#%s</id><title>%s</title><updated>%sT23:59:59+08:00</updated>"
		   "<link href=\"%s/status/\"/><content type=\"text\">%s %lld, %s %lld, %s %lld / %lld</content></entry>",
		   base, date, date, date, base, view_label(req, "status.taken"), (long long)sum.taken, view_label(req, "status.closed"),
		   (long long)sum.closed, view_label(req, "status.on_time"), (long long)sum.on_time, (long long)sum.answered);
	return ST_OK;
}

/* Faults and planned work, and a day's figures for each of the last seven. */
enum status page_status_atom_show(struct request *req)
{
	const char *base = config_text(site_of(req)->config, "site.base_url");
	struct buf out = buf_new(req->arena, 8 * 1024);
	int32_t today = day_of_ms(req->now_ms);

	buf_printf(&out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>%s</title>"
		   "<id>%s/status/</id><link href=\"%s/status/\"/><link rel=\"self\" href=\"%s/status/feed.atom\"/>"
		   "<updated>%sT00:00:00+08:00</updated><author><name>12328</name></author>",
		   view_label(req, "status.title"), base, base, base, day_text(req->arena, today));
	TRY(add_incidents(req, &out, base));
	for (int32_t day = today - 1; day >= today - FEED_DAYS; day--)
		TRY(add_day(req, &out, base, day));
	buf_text(&out, "</feed>\n");
	return response_body(req, "application/atom+xml; charset=utf-8", out.text, out.len);
}

/* ---- the badge ------------------------------------------------------------------------------------------- */

/* For other sites to show: 12328, and whether it is up. */
enum status page_badge_show(struct request *req)
{
	static const char *const colours[] = { "#4a5361", "#b3261e", "#7a4b00", "#0a6b3d" };
	struct buf out = buf_new(req->arena, 1024);
	enum part_state state;
	const char *word;

	TRY(show_state(req, 0, &state));
	word = view_label(req, arena_printf(req->arena, "state_all.%s", part_state_word(state)));
	buf_printf(&out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"220\" height=\"28\" role=\"img\" aria-label=\"12328: %s\">"
		   "<title>12328: %s</title><rect width=\"64\" height=\"28\" fill=\"#0b3d91\"/><rect x=\"64\" width=\"156\" height=\"28\" fill=\"%s\"/>"
		   "<g fill=\"#fff\" font-family=\"sans-serif\" font-size=\"13\" text-anchor=\"middle\"><text x=\"32\" y=\"19\" font-weight=\"bold\">12328</text>"
		   "<text x=\"142\" y=\"19\">%s</text></g></svg>\n", word, word, colours[state], word);
	return response_body(req, "image/svg+xml; charset=utf-8", out.text, out.len);
}
