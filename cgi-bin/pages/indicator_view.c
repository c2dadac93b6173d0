/* Reading what is asked and showing figures; see indicator_view.h. */
#include "pages/indicator_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/now.h"
#include "pages/desk_list.h"
#include "pages/site.h"
#include "pages/status_place.h"
#include "web/view.h"

#define MONTHS_TO_CHOOSE 36

static const char *const cut_words[CUT_END] = { NULL, "kind", "item", "source", "unit" };

const char *indicator_cut_word(enum measure_cut cut)
{
	return cut_words[cut];
}

const char *check_month(struct request *req, const char *text)
{
	long month = strtol(text, NULL, 10) % 100;

	(void)req;
	return month >= 1 && month <= 12 ? NULL : "month";
}

/* ---- reading ------------------------------------------------------------------------------------------------------- */

/* As it is stored: numbers of words, codes as they are. */
static const char *stored_value(const struct request *req, enum measure_cut cut, const char *typed)
{
	if (cut == CUT_KIND)
		return arena_printf(req->arena, "%d", kind_from_word(typed));
	if (cut == CUT_SOURCE)
		return arena_printf(req->arena, "%d", source_from_word(typed));
	return typed;
}

const char *indicator_query_value(enum measure_cut cut, const char *value)
{
	if (cut == CUT_KIND)
		return kind_word(atoi(value));
	if (cut == CUT_SOURCE)
		return source_word(atoi(value));
	return value;
}

void indicator_read(struct request *req, struct measure_scope *scope, struct measure_span *span)
{
	uint32_t region = (uint32_t)field_number(req, "region");
	uint32_t month = (uint32_t)field_number(req, "month");

	*scope = (struct measure_scope){ .place = req->viewer->region, .value = "" };
	if (region && region_covers(req->viewer->region, region))
		scope->place = region;
	for (int cut = CUT_KIND; cut < CUT_END; cut++) {
		if (!field_given(req, cut_words[cut]))
			continue;
		if (scope->cut) {
			request_error(req, cut_words[cut], "one_cut");
			break;
		}
		scope->cut = (enum measure_cut)cut;
		scope->value = stored_value(req, scope->cut, field_text(req, cut_words[cut]));
	}
	*span = measure_span_of(month ? month : month_of_ms(req->now_ms), field_text(req, "span"));
}

static const char *length_of(const struct measure_span *span)
{
	return span->from == span->until ? "month" : span->until - span->from == 2 ? "quarter" : "year";
}

const char *indicator_query(struct request *req, const struct measure_scope *scope, const struct measure_span *span)
{
	struct buf out = buf_new(req->arena, 128);

	if (scope->place)
		buf_printf(&out, "&region=%06u", scope->place);
	buf_printf(&out, "&month=%u&span=%s", span->from, length_of(span));
	if (scope->cut)
		buf_printf(&out, "&%s=%s", cut_words[scope->cut], indicator_query_value(scope->cut, scope->value));
	return out.text;
}

/* ---- showing ------------------------------------------------------------------------------------------------------- */

enum status indicator_value_name(struct request *req, enum measure_cut cut, const char *value, const char **name)
{
	*name = value;
	switch (cut) {
	case CUT_KIND:
		*name = view_label(req, arena_printf(req->arena, "kind.%s", kind_word(atoi(value))));
		return ST_OK;
	case CUT_SOURCE:
		*name = view_label(req, arena_printf(req->arena, "source.%s", source_word(atoi(value))));
		return ST_OK;
	case CUT_ITEM:
		if (*site_item_name(req, (uint32_t)atoi(value)))	/* taxis and buses both refuse passengers */
			*name = arena_printf(req->arena, "%s · %s", site_item_name(req, (uint32_t)atoi(value) / 100 * 100),
					     site_item_name(req, (uint32_t)atoi(value)));
		return ST_OK;
	case CUT_UNIT:
		if (*value)
			return desk_unit_name(req, value, name);
		*name = view_label(req, "demand.centre");
		return ST_OK;
	default:
		return ST_OK;
	}
}

enum status indicator_show_scope(struct request *req, const struct measure_scope *scope, const struct measure_span *span)
{
	const char *name;

	view_set(req, "Place", scope->place ? site_region_name(req, scope->place) : view_label(req, "measure.nation"));
	view_int(req, "PlaceCode", scope->place);
	view_int(req, "From", month_first_day(span->from));
	view_int(req, "Until", month_first_day(span->until));
	view_set(req, "Span", length_of(span));
	if (!scope->cut)
		return ST_OK;
	TRY(indicator_value_name(req, scope->cut, scope->value, &name));
	view_set(req, "Cut.Word", cut_words[scope->cut]);
	view_set(req, "Cut.Name", name);
	return ST_OK;
}

static int first_of(bool signs)
{
	return signs ? MEASURE_SIGNS : 1;
}

static int end_of(bool signs)
{
	return signs ? MEASURE_END : MEASURE_SIGNS;
}

void indicator_show_set(struct request *req, const struct measure_set *set, bool signs, const char *at)
{
	int first = first_of(signs);

	for (int what = first; what < end_of(signs); what++) {
		view_setf(req, measure_word(what), "%s.%d.What", at, what - first);
		view_intf(req, set->of[what].counted, "%s.%d.Counted", at, what - first);
		view_intf(req, set->of[what].hits, "%s.%d.Hits", at, what - first);
		if (measure_is_rate(what))
			view_setf(req, "1", "%s.%d.Rate", at, what - first);
	}
}

static void show_report(struct request *req, const struct measure_report *r, bool signs)
{
	int first = first_of(signs);

	indicator_show_set(req, &r->now, signs, "Figures");
	for (int what = first; what < end_of(signs); what++) {
		enum measure m = (enum measure)what;

		view_setf(req, measure_change(req->arena, m, r->now.of[what], r->before.of[what]), "Figures.%d.Before", what - first);
		view_setf(req, measure_change(req->arena, m, r->now.of[what], r->year.of[what]), "Figures.%d.Year", what - first);
	}
}

static void show_months(struct request *req)
{
	uint32_t now = month_of_ms(req->now_ms);

	for (uint32_t i = 0; i < MONTHS_TO_CHOOSE; i++) {
		view_intf(req, month_before(now, i), "Months.%u.Code", i);
		view_intf(req, month_first_day(month_before(now, i)), "Months.%u.Day", i);
	}
}

enum status indicator_show(struct request *req, const struct measure_scope *scope, const struct measure_span *span, bool signs, struct measure_report *report)
{
	TRY(measure_report_load(site_of(req)->db, req->arena, scope, span, report));
	TRY(indicator_show_scope(req, scope, span));
	view_set(req, "Query", indicator_query(req, scope, span));
	view_int(req, "MonthCode", span->from);
	show_report(req, report, signs);
	show_months(req);
	return ST_OK;
}

/* The query of one piece: that of the page, for the place below or cut as well. */
static const char *piece_query(struct request *req, const struct measure_report *r, enum measure_cut cut, const char *value)
{
	struct measure_scope scope = r->scope;

	if (cut == CUT_WHOLE) {
		scope.place = (uint32_t)atoi(value);
	} else {
		scope.cut = cut;
		scope.value = value;
	}
	return indicator_query(req, &scope, &r->span);
}

static enum status load_parts(struct request *req, const struct measure_report *r, enum measure_cut cut, struct measure_piece **pieces, size_t *count)
{
	struct db *db = site_of(req)->db;

	if (cut == CUT_WHOLE)
		return measure_parts(db, req->arena, &r->scope, &r->span, pieces, count);
	return measure_pieces(db, req->arena, r->scope.place, cut, &r->span, pieces, count);
}

static bool is_seen(const struct measure_set *set, bool signs)
{
	for (int what = first_of(signs); what < end_of(signs); what++)
		if (set->of[what].counted)
			return true;
	return false;
}

enum status indicator_show_parts(struct request *req, const struct measure_report *r, enum measure_cut cut, bool signs, const char *at)
{
	struct measure_piece *pieces;
	size_t count, n = 0;

	TRY(load_parts(req, r, cut, &pieces, &count));
	for (size_t i = 0; i < count; i++) {
		const char *name = site_region_name(req, (uint32_t)atoi(pieces[i].value));

		if (!is_seen(&pieces[i].set, signs))
			continue;
		if (cut != CUT_WHOLE)
			TRY(indicator_value_name(req, cut, pieces[i].value, &name));
		view_setf(req, name, "%s.%zu.Name", at, n);
		view_setf(req, piece_query(req, r, cut, pieces[i].value), "%s.%zu.Query", at, n);
		if (!*pieces[i].value)
			view_setf(req, "1", "%s.%zu.Empty", at, n);
		indicator_show_set(req, &pieces[i].set, signs, arena_printf(req->arena, "%s.%zu.Of", at, n++));
	}
	return ST_OK;
}
