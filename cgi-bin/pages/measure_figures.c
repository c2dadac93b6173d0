/* The indicators of a place; see measure_figures.h. */
#include "pages/measure_figures.h"

#include <string.h>

#include "base/now.h"
#include "statements.h"

static uint32_t months_in(const struct measure_span *span)
{
	return (span->until / 100 - span->from / 100) * 12 + span->until % 100 - span->from % 100 + 1;
}

struct measure_span measure_span_of(uint32_t month, const char *length)
{
	uint32_t year = month / 100, of_year = month % 100;

	if (strcmp(length, "year") == 0)
		return (struct measure_span){ year * 100 + 1, year * 100 + 12 };
	if (strcmp(length, "quarter") == 0) {
		uint32_t first = (of_year - 1) / 3 * 3 + 1;

		return (struct measure_span){ year * 100 + first, year * 100 + first + 2 };
	}
	return (struct measure_span){ month, month };
}

static struct measure_span earlier(const struct measure_span *span, uint32_t months)
{
	return (struct measure_span){ month_before(span->from, months), month_before(span->until, months) };
}

/* ---- one place --------------------------------------------------------------------------------------------------- */

static void add(struct measure_set *set, uint32_t what, int64_t counted, int64_t hits)
{
	if (what == 0 || what >= MEASURE_END)
		return;	/* of a newer release */
	set->of[what].counted += counted;
	set->of[what].hits += hits;
}

static void add_within(const struct measure_sum *row, const struct measure_span *span, struct measure_set *set)
{
	if (row->month >= span->from && row->month <= span->until)
		add(set, row->what, row->counted, row->hits);
}

enum status measure_report_load(struct db *db, struct arena *arena, const struct measure_scope *scope, const struct measure_span *span,
				struct measure_report *report)
{
	const struct measure_span before = earlier(span, months_in(span)), year = earlier(span, 12);
	struct measure_sum *rows;
	size_t count;

	*report = (struct measure_report){ .scope = *scope, .span = *span };
	TRY(measure_of_place_list(db, arena, &(struct measure_of_place_in){
		scope->place, scope->cut, scope->value, year.from, span->until }, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		add_within(&rows[i], span, &report->now);
		add_within(&rows[i], &before, &report->before);
		add_within(&rows[i], &year, &report->year);
		for (uint32_t k = 0; k < MEASURE_TREND_MONTHS; k++)
			if (rows[i].month == month_before(span->until, MEASURE_TREND_MONTHS - 1 - k))
				add(&report->trend[k], rows[i].what, rows[i].counted, rows[i].hits);
	}
	return ST_OK;
}

/* ---- its parts ----------------------------------------------------------------------------------------------------- */

/* Rows come in the order of their value. */
static struct measure_piece *fold(struct arena *arena, const struct measure_part *rows, size_t count, size_t *pieces)
{
	struct measure_piece *out = ARENA_ARRAY(arena, count + 1, struct measure_piece);

	*pieces = 0;
	for (size_t i = 0; i < count; i++) {
		if (*pieces == 0 || strcmp(out[*pieces - 1].value, rows[i].value) != 0)
			out[(*pieces)++].value = rows[i].value;
		add(&out[*pieces - 1].set, rows[i].what, rows[i].counted, rows[i].hits);
	}
	return out;
}

enum status measure_parts(struct db *db, struct arena *arena, const struct measure_scope *scope, const struct measure_span *span,
			  struct measure_piece **pieces, size_t *count)
{
	struct measure_part *rows;
	size_t row_count;

	TRY(measure_of_parts_list(db, arena, &(struct measure_of_parts_in){
		scope->place, scope->cut, scope->value, span->from, span->until }, &rows, &row_count));
	*pieces = fold(arena, rows, row_count, count);
	return ST_OK;
}

enum status measure_pieces(struct db *db, struct arena *arena, uint32_t place, enum measure_cut cut, const struct measure_span *span,
			   struct measure_piece **pieces, size_t *count)
{
	struct measure_part *rows;
	size_t row_count;

	TRY(measure_of_cut_list(db, arena, &(struct measure_of_cut_in){ place, cut, span->from, span->until }, &rows, &row_count));
	*pieces = fold(arena, rows, row_count, count);
	return ST_OK;
}

/* ---- comparison ---------------------------------------------------------------------------------------------------- */

static const char *signed_tenths(struct arena *arena, int64_t tenths, const char *unit)
{
	int64_t size = tenths < 0 ? -tenths : tenths;

	return arena_printf(arena, "%s%lld.%lld%s", tenths < 0 ? "−" : tenths > 0 ? "+" : "", (long long)(size / 10), (long long)(size % 10), unit);
}

/* In thousandths, half away from zero: both rates as the page shows them, so that a reader who subtracts gets the same. */
static int64_t per_mille(struct measure_figure f)
{
	return (f.hits * 2000 + f.counted) / (2 * f.counted);
}

const char *measure_change(struct arena *arena, enum measure what, struct measure_figure now, struct measure_figure before)
{
	if (before.counted == 0 || (measure_is_rate(what) && now.counted == 0))
		return "–";
	if (measure_is_rate(what))
		return signed_tenths(arena, per_mille(now) - per_mille(before), "");
	return signed_tenths(arena, (now.counted - before.counted) * 1000 / before.counted, "%");
}
