/* Tickets for an auditor: one consistent view, row by row, in constant memory. Here the spreadsheet: beside the tickets the columns in both
 * languages, and what was asked for. A sheet that is full is followed by another one. The other formats are in job_export_lines.c.
 */
#include <string.h>

#include "base/now.h"
#include "base/sheet.h"
#include "pages/job_export.h"
#include "pages/job_out.h"
#include "pages/labels.h"
#include "statements.h"

#define ROW_ARENA_BYTES ((size_t)4 * 1024 * 1024)
#define COLUMNS_MAX 40
#define TELL_EVERY_ROWS 500

struct exporting {
	struct job_run *run;
	struct sheet_book *book;
	struct labels labels;
	enum export_profile profile;
	struct sheet_column columns[COLUMNS_MAX];
	size_t column_count;
	int sheets;
};

_Static_assert(sizeof(struct export_row) == sizeof(struct export_record), "one row of the statement is one record");

static const char *label(const struct exporting *e, const char *word)
{
	return label_of(&e->labels, arena_printf(e->run->arena, "export.%s", word));
}

static int width_of(size_t column)
{
	const char *key = export_column_key(column);

	if (strcmp(key, "last_hash") == 0)
		return 66;
	return strcmp(key, "summary") == 0 ? 60 : strcmp(key, "number") == 0 ? 26 : 18;
}

static enum status next_sheet(struct exporting *e)
{
	const char *name = label(e, "tickets");

	e->sheets++;
	return sheet_begin(e->book, e->sheets == 1 ? name : arena_printf(e->run->arena, "%s %d", name, e->sheets), e->columns, e->column_count);
}

static void write_cell(struct sheet_book *book, const struct export_cell *cell)
{
	switch (cell->type) {
	case EXPORT_CELL_NUMBER:
		sheet_number(book, cell->number);
		return;
	case EXPORT_CELL_TIME:
		sheet_time(book, cell->number);
		return;
	default:
		sheet_text(book, cell->text);
	}
}

static enum status write_row(void *context, struct arena *row_arena, const void *row)
{
	struct exporting *e = context;

	if (sheet_is_full(e->book))
		TRY(next_sheet(e));
	for (size_t i = 0; i < export_columns(); i++) {
		struct export_cell cell;

		if (!export_column_leaves(i, e->profile))
			continue;
		cell = export_cell(row_arena, row, i);
		write_cell(e->book, &cell);
	}
	return sheet_row(e->book);
}

static enum status write_dictionary(struct exporting *e)
{
	const struct sheet_column columns[] = { { label(e, "key"), 20 }, { label(e, "zh"), 24 }, { label(e, "en"), 60 }, { label(e, "type"), 40 } };

	TRY(sheet_begin(e->book, label(e, "dictionary"), columns, 4));
	for (size_t i = 0; i < export_columns(); i++) {
		if (!export_column_leaves(i, e->profile))
			continue;
		sheet_text(e->book, export_column_key(i));
		sheet_text(e->book, export_column_name(i, false));
		sheet_text(e->book, export_column_name(i, true));
		sheet_text(e->book, export_column_type(i));
		TRY(sheet_row(e->book));
	}
	return ST_OK;
}

static enum status write_about(struct exporting *e, int64_t at_ms)
{
	const struct sheet_column columns[] = { { label(e, "about"), 24 }, { "", 100 } };

	TRY(sheet_begin(e->book, label(e, "about"), columns, 2));
	sheet_text(e->book, label(e, "filter"));
	sheet_text(e->book, e->run->job->parameters);
	TRY(sheet_row(e->book));
	sheet_text(e->book, label(e, "rows"));
	sheet_number(e->book, (int64_t)e->run->rows);
	TRY(sheet_row(e->book));
	sheet_text(e->book, label(e, "at"));
	sheet_time(e->book, at_ms);
	return sheet_row(e->book);
}

/* Where the book is written: its own path, or, as it must not lie there in clear, a file without a name that is sealed afterwards. */
static enum status write_book(struct exporting *e, const char *path, int64_t at_ms)
{
	TRY(sheet_create(e->run->arena, path, e->run->temp_dir, &e->book));
	TRY(next_sheet(e));
	TRY(export_each(e->run, write_row, e));
	TRY(write_dictionary(e));
	TRY(write_about(e, at_ms));
	return sheet_end(e->book);
}

static enum status seal_book(struct exporting *e, int64_t at_ms)
{
	struct job_out *out;
	const char *path;
	int fd;

	TRY(job_nameless(e->run->arena, e->run->temp_dir, &fd, &path));
	TRY(write_book(e, path, at_ms));
	TRY(job_out_open(e->run, &out));
	TRY(job_out_copy(out, fd));
	return job_out_end(out);
}

static enum status export_sheet(struct job_run *run)
{
	struct exporting *e = ARENA_NEW(run->arena, struct exporting);
	bool english = export_in_english(run);
	int64_t at_ms = now_ms();

	e->run = run;
	e->profile = export_profile_of(run);
	for (size_t i = 0; i < export_columns() && e->column_count < COLUMNS_MAX; i++)
		if (export_column_leaves(i, e->profile))
			e->columns[e->column_count++] = (struct sheet_column){ english ? export_column_key(i) : export_column_name(i, false), width_of(i) };
	TRY(labels_load(run->arena, run->site->config, run->job->language, &e->labels));
	return job_is_sealed(run) ? seal_book(e, at_ms) : write_book(e, run->path, at_ms);
}

/* ---- what all formats share ---------------------------------------------------------------------------------------- */

struct ticket_filter export_filter(const struct job_run *run)
{
	return ticket_filter_make(job_number(run, "from"), job_number(run, "until"), (uint32_t)job_number(run, "region"), (uint32_t)job_number(run, "kind"),
				  (uint32_t)job_number(run, "state"), job_text(run, "unit"), (uint32_t)job_number(run, "item"), job_text(run, "rule"));
}

enum export_profile export_profile_of(const struct job_run *run)
{
	return strcmp(job_text(run, "profile"), "all") == 0 ? EXPORT_ALL : EXPORT_NO_TEXT;
}

bool export_in_english(const struct job_run *run)
{
	return strcmp(run->job->language, "en") == 0;
}

struct each {
	struct job_run *run;
	export_row_fn fn;
	void *context;
	uint64_t total;
};

static enum status one_row(void *context, struct arena *row_arena, const void *row)
{
	struct each *each = context;

	TRY(each->fn(each->context, row_arena, row));
	each->run->rows++;
	return each->run->rows % TELL_EVERY_ROWS == 0 ? job_progress(each->run, each->run->rows, each->total) : ST_OK;
}

/* The view ends with this, whatever happens. */
enum status export_each(struct job_run *run, export_row_fn fn, void *context)
{
	const struct ticket_filter filter = export_filter(run);
	struct each each = { run, fn, context, 0 };
	struct db *db = run->site->db;
	struct arena *row_arena = arena_new("export row", ROW_ARENA_BYTES);
	enum status status = db_begin_snapshot(db);

	if (status == ST_OK)
		status = ticket_filter_count(db, run->arena, &filter, UINT32_MAX, &each.total);
	if (status == ST_OK)
		status = job_progress(run, 0, each.total);
	if (status == ST_OK)
		status = ticket_filter_each(db, row_arena, &filter, one_row, &each);
	db_rollback(db);
	arena_free(row_arena);
	return status;
}

enum status job_export(struct job_run *run)
{
	const char *format = job_text(run, "format");

	if (strcmp(format, "csv") == 0 || strcmp(format, "jsonl") == 0)
		return export_lines(run, strcmp(format, "jsonl") == 0);
	return export_sheet(run);
}
