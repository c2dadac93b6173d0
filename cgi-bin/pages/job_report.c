/* The report of a period as a spreadsheet: figures with comparison, the last twelve months, each way to cut the place, and how it is counted. */
#include <stdio.h>
#include <stdlib.h>

#include "base/now.h"
#include "base/sheet.h"
#include "pages/job.h"
#include "pages/labels.h"
#include "pages/measure_figures.h"
#include "statements.h"

#define WIDTH_NAME 30
#define WIDTH_FIGURE 14
#define STEPS (CUT_END + 3)

struct writing {
	struct job_run *run;
	struct sheet_book *book;
	struct labels labels;
	struct measure_report report;
	bool english;
};

static const char *label(struct writing *w, const char *group, const char *word)
{
	return label_of(&w->labels, arena_printf(w->run->arena, "%s.%s", group, word));
}

static void figure(struct sheet_book *book, int what, struct measure_figure f)
{
	if (measure_is_rate(what))
		sheet_share(book, f.hits, f.counted);
	else
		sheet_number(book, f.counted);
}

/* ---- figures ------------------------------------------------------------------------------------------------------- */

static enum status write_figures(struct writing *w)
{
	const struct sheet_column columns[] = {
		{ label(w, "measure", "indicator"), WIDTH_NAME }, { label(w, "measure", "now"), WIDTH_FIGURE },
		{ label(w, "measure", "hits"), WIDTH_FIGURE }, { label(w, "measure", "counted"), WIDTH_FIGURE },
		{ label(w, "report", "before"), WIDTH_FIGURE }, { label(w, "report", "year"), WIDTH_FIGURE },
	};

	TRY(sheet_begin(w->book, label(w, "measure", "figures"), columns, sizeof(columns) / sizeof(columns[0])));
	for (int what = 1; what < MEASURE_SIGNS; what++) {
		sheet_text(w->book, label(w, "measure.name", measure_word(what)));
		figure(w->book, what, w->report.now.of[what]);
		if (measure_is_rate(what))
			sheet_number(w->book, w->report.now.of[what].hits);
		else
			sheet_text(w->book, "");
		sheet_number(w->book, w->report.now.of[what].counted);
		figure(w->book, what, w->report.before.of[what]);
		figure(w->book, what, w->report.year.of[what]);
		TRY(sheet_row(w->book));
	}
	return ST_OK;
}

/* A name and all figures a row; counted and hits beside each rate, so that a reader can add up and count again. */
static enum status begin_table(struct writing *w, const char *sheet, const char *first)
{
	struct sheet_column columns[1 + 3 * MEASURE_END] = { { first, WIDTH_NAME } };
	size_t count = 1;

	for (int what = 1; what < MEASURE_SIGNS; what++) {
		const char *name = label(w, "measure.short", measure_word(what));

		columns[count++] = (struct sheet_column){ name, WIDTH_FIGURE };
		if (!measure_is_rate(what))
			continue;
		columns[count++] = (struct sheet_column){ arena_printf(w->run->arena, "%s: %s", name, label(w, "measure", "hits")), WIDTH_FIGURE };
		columns[count++] = (struct sheet_column){ arena_printf(w->run->arena, "%s: %s", name, label(w, "measure", "counted")), WIDTH_FIGURE };
	}
	return sheet_begin(w->book, sheet, columns, count);
}

static enum status write_set(struct writing *w, const char *name, const struct measure_set *set)
{
	sheet_text(w->book, name);
	for (int what = 1; what < MEASURE_SIGNS; what++) {
		figure(w->book, what, set->of[what]);
		if (!measure_is_rate(what))
			continue;
		sheet_number(w->book, set->of[what].hits);
		sheet_number(w->book, set->of[what].counted);
	}
	return sheet_row(w->book);
}

static enum status write_trend(struct writing *w)
{
	TRY(begin_table(w, label(w, "measure", "trend"), label(w, "measure", "month")));
	for (uint32_t i = 0; i < MEASURE_TREND_MONTHS; i++) {
		uint32_t month = month_before(w->report.span.until, MEASURE_TREND_MONTHS - 1 - i);

		TRY(write_set(w, arena_printf(w->run->arena, "%u-%02u", month / 100, month % 100), &w->report.trend[i]));
	}
	return ST_OK;
}

/* ---- cuts ---------------------------------------------------------------------------------------------------------- */

static const char *region_name(const struct writing *w, const char *value)
{
	return region_path(&w->run->site->regions, w->run->arena, (uint32_t)atoi(value), w->english);
}

/* With its domain: taxis and buses both refuse passengers. */
static const char *item_name(const struct writing *w, uint32_t code)
{
	const struct items *items = &w->run->site->items;
	const struct item *item = item_find(items, code), *domain = item_find(items, code / 100 * 100);

	if (!item || !domain)
		return arena_printf(w->run->arena, "%u", code);
	return arena_printf(w->run->arena, "%s · %s", w->english ? domain->name_en : domain->name, w->english ? item->name_en : item->name);
}

static enum status name_of(struct writing *w, enum measure_cut cut, const char *value, const char **name)
{
	struct unit_by_code_out unit;
	enum status status;

	*name = value;
	if (cut == CUT_WHOLE)
		*name = region_name(w, value);
	if (cut == CUT_KIND)
		*name = label(w, "kind", kind_word(atoi(value)));
	if (cut == CUT_SOURCE)
		*name = label(w, "source", source_word(atoi(value)));
	if (cut == CUT_ITEM)
		*name = item_name(w, (uint32_t)atoi(value));
	if (cut != CUT_UNIT)
		return ST_OK;
	if (!*value)
		*name = label(w, "demand", "centre");
	status = *value ? unit_by_code(w->run->site->db, w->run->arena, &(struct unit_by_code_in){ value }, &unit) : ST_NOT_FOUND;
	if (status == ST_OK)
		*name = w->english && *unit.name_en ? unit.name_en : unit.name;
	return status == ST_NOT_FOUND ? ST_OK : status;
}

static enum status write_cut(struct writing *w, enum measure_cut cut)
{
	static const char *const words[CUT_END] = { "place", "kind", "item", "source", "unit" };
	struct db *db = w->run->site->db;
	struct measure_piece *pieces;
	const char *name;
	size_t count;

	if (cut == CUT_WHOLE)
		TRY(measure_parts(db, w->run->arena, &w->report.scope, &w->report.span, &pieces, &count));
	else
		TRY(measure_pieces(db, w->run->arena, w->report.scope.place, cut, &w->report.span, &pieces, &count));
	TRY(begin_table(w, label(w, "measure.by", words[cut]), label(w, "measure.by", words[cut])));
	for (size_t i = 0; i < count; i++) {
		TRY(name_of(w, cut, pieces[i].value, &name));
		TRY(write_set(w, name, &pieces[i].set));
	}
	return ST_OK;
}

/* ---- what it all means ---------------------------------------------------------------------------------------------- */

static enum status write_line(struct writing *w, const char *left, const char *right)
{
	sheet_text(w->book, left);
	sheet_text(w->book, right);
	return sheet_row(w->book);
}

static enum status write_notes(struct writing *w)
{
	const struct measure_span *span = &w->report.span;
	const char *place = w->report.scope.place ? region_path(&w->run->site->regions, w->run->arena, w->report.scope.place, w->english)
						  : label(w, "measure", "nation");
	const struct sheet_column columns[] = { { label(w, "report", "about"), WIDTH_NAME }, { label(w, "report", "text"), 100 } };

	TRY(sheet_begin(w->book, label(w, "report", "notes"), columns, 2));
	TRY(write_line(w, label(w, "desk", "region"), place));
	TRY(write_line(w, label(w, "report", "months"), arena_printf(w->run->arena, "%u–%u", span->from, span->until)));
	TRY(write_line(w, label(w, "report", "made"), time_text(w->run->arena, now_ms())));
	TRY(write_line(w, label(w, "measure", "how"), label(w, "measure", "how_lead")));
	for (int what = 1; what < MEASURE_SIGNS; what++)
		TRY(write_line(w, label(w, "measure.name", measure_word(what)), label(w, "measure.means", measure_word(what))));
	return ST_OK;
}

static enum status write_all(struct writing *w)
{
	uint64_t done = 0;

	TRY(write_figures(w));
	TRY(job_progress(w->run, ++done, STEPS));
	TRY(write_trend(w));
	for (int cut = CUT_WHOLE; cut < CUT_END; cut++) {
		TRY(job_progress(w->run, ++done, STEPS));
		TRY(write_cut(w, (enum measure_cut)cut));
	}
	return write_notes(w);
}

enum status job_report(struct job_run *run)
{
	struct writing *w = ARENA_NEW(run->arena, struct writing);
	const struct measure_scope scope = { (uint32_t)job_number(run, "place"), CUT_WHOLE, "" };
	const struct measure_span span = { (uint32_t)job_number(run, "from"), (uint32_t)job_number(run, "until") };

	w->run = run;
	w->english = run->job->language[0] == 'e';
	TRY(labels_load(run->arena, run->site->config, run->job->language, &w->labels));
	TRY(measure_report_load(run->site->db, run->arena, &scope, &span, &w->report));
	TRY(sheet_create(run->arena, run->path, run->temp_dir, &w->book));
	TRY(write_all(w));
	return sheet_end(w->book);
}
