/* The indicators; see desk_indicators.h. Reads sums by month and never a ticket, but for the list behind one figure. */
#include "pages/desk_indicators.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/now.h"
#include "pages/desk_choices.h"
#include "pages/desk_list.h"
#include "pages/desk_move.h"
#include "pages/desk_nav.h"
#include "pages/indicator_view.h"
#include "pages/score_view.h"
#include "pages/status_place.h"

const struct field indicator_fields[] = {
	INDICATOR_SCOPE_FIELDS,
	{ "by", FIELD_CHOICE, .choices = "place kind item source unit" },
	{ 0 }
};

/* ---- figures ------------------------------------------------------------------------------------------------------- */

/* Trend.N.{Day,Month,Of.*} */
static void show_trend(struct request *req, const struct measure_report *r)
{
	for (uint32_t i = 0; i < MEASURE_TREND_MONTHS; i++) {
		uint32_t month = month_before(r->span.until, MEASURE_TREND_MONTHS - 1 - i);

		view_intf(req, month_first_day(month), "Trend.%u.Day", i);
		view_intf(req, month, "Trend.%u.Month", i);
		indicator_show_set(req, &r->trend[i], false, arena_printf(req->arena, "Trend.%u.Of", i));
	}
}

/* ---- parts --------------------------------------------------------------------------------------------------------- */

static enum measure_cut cut_from_word(const char *word)
{
	for (int cut = CUT_KIND; cut < CUT_END; cut++)
		if (strcmp(indicator_cut_word((enum measure_cut)cut), word) == 0)
			return (enum measure_cut)cut;
	return CUT_WHOLE;
}

/* A place is cut into its parts, or whole into kinds, items …: what is cut already is not cut again. */
static enum status show_parts(struct request *req, const struct measure_report *r)
{
	enum measure_cut cut = r->scope.cut ? CUT_WHOLE : cut_from_word(field_text(req, "by"));

	view_set(req, "By", cut == CUT_WHOLE ? "place" : indicator_cut_word(cut));
	view_flag(req, "NoUnits", cut == CUT_UNIT && r->scope.place == 0);
	return indicator_show_parts(req, r, cut, false, "Parts");
}

enum status page_indicators_show(struct request *req)
{
	struct measure_report *report = ARENA_NEW(req->arena, struct measure_report);
	struct measure_scope scope;
	struct measure_span span;

	desk_nav(req);
	indicator_read(req, &scope, &span);
	TRY(indicator_show(req, &scope, &span, false, report));
	TRY(view_score(req, report));
	show_trend(req, report);
	TRY(show_parts(req, report));
	show_region_choices(req, req->viewer->region, req->viewer->region ? REGION_COUNTY : REGION_CITY);
	show_item_choices(req);
	return desk_show_units(req);
}

/* ---- the tickets behind a figure ------------------------------------------------------------------------------------- */

const struct field measured_fields[] = {
	INDICATOR_SCOPE_FIELDS,
	{ "what", FIELD_LINE, 0, 24 },
	{ "hit", FIELD_CHOICE, .choices = "yes no" },
	{ "after", FIELD_LINE, 0, 40 },		/* MS-ID of the last row shown */
	{ 0 }
};

struct wanted {
	uint32_t what, hit_from, hit_until;
	struct measure_scope scope;
	struct measure_span span;
	uint32_t kind, item, source;
	const char *unit;
	int64_t from_ms, until_ms, at_before;
	uint64_t id_before;
};

static enum status read_wanted(struct request *req, struct wanted *w)
{
	const char *hit = field_text(req, "hit");
	const char *after = field_text(req, "after");
	char *end;

	*w = (struct wanted){ .what = (uint32_t)measure_from_word(field_text(req, "what")), .unit = "", .at_before = INT64_MAX };
	if (!w->what)
		return ST_NOT_FOUND;
	indicator_read(req, &w->scope, &w->span);
	w->hit_from = strcmp(hit, "yes") == 0;
	w->hit_until = strcmp(hit, "no") != 0;
	w->from_ms = ms_of_day(month_first_day(w->span.from));
	w->until_ms = ms_of_day(month_last_day(w->span.until) + 1) - 1;
	w->kind = w->scope.cut == CUT_KIND ? (uint32_t)atoi(w->scope.value) : 0;
	w->item = w->scope.cut == CUT_ITEM ? (uint32_t)atoi(w->scope.value) : 0;
	w->source = w->scope.cut == CUT_SOURCE ? (uint32_t)atoi(w->scope.value) : 0;
	w->unit = w->scope.cut == CUT_UNIT ? w->scope.value : "";
	if (*after) {
		w->at_before = strtoll(after, &end, 10);
		w->id_before = *end == '-' ? strtoull(end + 1, NULL, 10) : 0;
	}
	return ST_OK;
}

#define WANTED(w) \
	.from_ms = (w)->from_ms, .until_ms = (w)->until_ms, .hit_from = (w)->hit_from, .hit_until = (w)->hit_until, \
	.kind = (w)->kind, .kind_again = (w)->kind, .item = (w)->item, .item_again = (w)->item, .source = (w)->source, \
	.source_again = (w)->source, .unit = (w)->unit, .unit_again = (w)->unit, .at_before = (w)->at_before, .at_same = (w)->at_before, \
	.id_before = (w)->id_before, .most = LIMIT_PAGE_ROWS + 1

static enum status load_marked(struct request *req, const struct wanted *w, struct marked_row **rows, size_t *count)
{
	struct db *db = site_of(req)->db;
	uint32_t from, until;

	if (w->scope.place == 0)
		return marked_of_nation_list(db, req->arena, &(struct marked_of_nation_in){ .what = w->what, WANTED(w) }, rows, count);
	region_range(w->scope.place, &from, &until);
	return marked_of_province_list(db, req->arena, &(struct marked_of_province_in){
		.what = w->what, .province = region_province(w->scope.place), .region_from = from, .region_until = until, WANTED(w) }, rows, count);
}

_Static_assert(offsetof(struct marked_row, hit) == sizeof(struct queue_row), "a marked row begins with a row of a queue");

/* What was handed over to another place is counted where it was, and seen only there where it is. */
static enum status show_marked(struct request *req, const struct wanted *w, const struct marked_row *rows, size_t count)
{
	struct queue_row *tickets = ARENA_ARRAY(req->arena, count + 1, struct queue_row);

	for (size_t i = 0; i < count; i++) {
		memcpy(&tickets[i], &rows[i], sizeof(tickets[i]));
		if (!staff_reaches(req, rows[i].number, rows[i].region, rows[i].unit))
			tickets[i].summary = view_label(req, "measure.elsewhere");
		view_intf(req, rows[i].marked_ms, "Rows.%zu.MarkedMs", i);
		if (measure_is_rate((int)w->what))
			view_setf(req, rows[i].hit ? "yes" : "no", "Rows.%zu.Hit", i);
	}
	return desk_rows(req, 0, tickets, count);
}

enum status page_measured_show(struct request *req)
{
	struct marked_row *rows;
	struct wanted w;
	const char *query;
	size_t count;

	desk_nav(req);
	TRY(read_wanted(req, &w));
	TRY(load_marked(req, &w, &rows, &count));
	TRY(show_marked(req, &w, rows, count < LIMIT_PAGE_ROWS ? count : LIMIT_PAGE_ROWS));
	TRY(indicator_show_scope(req, &w.scope, &w.span));
	query = indicator_query(req, &w.scope, &w.span);
	view_set(req, "Query", query);
	view_set(req, "What", measure_word((int)w.what));
	view_flag(req, "Rate", measure_is_rate((int)w.what));
	view_flag(req, "Sign", measure_is_sign((int)w.what));
	if (count > LIMIT_PAGE_ROWS)
		view_set(req, "Next", arena_printf(req->arena, "/admin/indicators/tickets?what=%s%s%s%s&after=%lld-%llu", measure_word((int)w.what),
			query, *field_text(req, "hit") ? "&hit=" : "", field_text(req, "hit"),
			(long long)rows[LIMIT_PAGE_ROWS - 1].marked_ms, (unsigned long long)rows[LIMIT_PAGE_ROWS - 1].id));
	return ST_OK;
}
