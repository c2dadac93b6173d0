/* Spreadsheets; see sheet.h. */
#include "base/sheet.h"

#include <string.h>
#include <xlsxwriter.h>

#include "base/log.h"
#include "base/now.h"
#include "base/text.h"

struct sheet_book {
	struct arena *arena;
	const char *path;
	lxw_workbook *book;	/* NULL once it ended */
	lxw_worksheet *sheet;
	lxw_format *head, *share, *time;
	uint32_t row;
	uint16_t column;
	lxw_error error;	/* the first of the row at hand */
};

static void give_up(void *handle)
{
	struct sheet_book *b = handle;

	if (b->book)
		lxw_workbook_free(b->book);
}

enum status sheet_create(struct arena *arena, const char *path, const char *temp_dir, struct sheet_book **out)
{
	lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = arena_strdup(arena, temp_dir) };
	struct sheet_book *b = ARENA_NEW(arena, struct sheet_book);

	*b = (struct sheet_book){ .arena = arena, .path = path, .book = workbook_new_opt(path, &options) };
	if (!b->book) {
		log_error("cannot begin '%s'", path);
		return ST_IO;
	}
	arena_on_reset(arena, give_up, b);
	b->head = workbook_add_format(b->book);
	format_set_bold(b->head);
	format_set_bg_color(b->head, 0xE8EEF7);
	format_set_border(b->head, LXW_BORDER_THIN);
	b->share = workbook_add_format(b->book);
	format_set_num_format(b->share, "0.0%");
	b->time = workbook_add_format(b->book);
	format_set_num_format(b->time, "yyyy-mm-dd hh:mm:ss");
	*out = b;
	return ST_OK;
}

enum status sheet_begin(struct sheet_book *b, const char *name, const struct sheet_column *columns, size_t count)
{
	if (workbook_validate_sheet_name(b->book, name) != LXW_NO_ERROR)
		return ST_INVALID;
	b->sheet = workbook_add_worksheet(b->book, name);
	if (!b->sheet)
		return ST_IO;
	for (size_t i = 0; i < count; i++) {
		lxw_col_t at = (lxw_col_t)i;

		worksheet_set_column(b->sheet, at, at, columns[i].width, NULL);
		worksheet_write_string(b->sheet, 0, at, columns[i].name, b->head);
	}
	worksheet_freeze_panes(b->sheet, 1, 0);
	b->row = 1;
	b->column = 0;
	b->error = LXW_NO_ERROR;
	return ST_OK;
}

bool sheet_is_full(const struct sheet_book *b)
{
	return b->row == SHEET_ROWS_MAX;
}

/* ---- cells --------------------------------------------------------------------------------------------------------- */

static void wrote(struct sheet_book *b, lxw_error error)
{
	if (b->error == LXW_NO_ERROR)
		b->error = error;
	b->column++;
}

/* As much as a cell holds, and a mark that there was more. */
static const char *fitting(struct arena *arena, const char *text)
{
	size_t chars = 0, at = 0;

	if (strlen(text) <= SHEET_TEXT_CHARS)
		return text;
	while (text[at] && chars < SHEET_TEXT_CHARS - 1) {
		/* The format counts UTF-16: what takes four bytes here counts twice there. */
		chars += ((unsigned char)text[at] & 0xf8) == 0xf0 ? 2 : 1;
		do
			at++;
		while (((unsigned char)text[at] & 0xc0) == 0x80);
	}
	return text[at] ? arena_printf(arena, "%.*s…", (int)at, text) : text;
}

void sheet_text(struct sheet_book *b, const char *text)
{
	bool empty = text_empty(text);

	wrote(b, empty || sheet_is_full(b) ? LXW_NO_ERROR : worksheet_write_string(b->sheet, b->row, b->column, fitting(b->arena, text), NULL));
}

void sheet_number(struct sheet_book *b, int64_t number)
{
	wrote(b, sheet_is_full(b) ? LXW_NO_ERROR : worksheet_write_number(b->sheet, b->row, b->column, (double)number, NULL));
}

void sheet_share(struct sheet_book *b, int64_t part, int64_t whole)
{
	bool empty = whole == 0 || sheet_is_full(b);

	wrote(b, empty ? LXW_NO_ERROR : worksheet_write_number(b->sheet, b->row, b->column, (double)part / (double)whole, b->share));
}

void sheet_time(struct sheet_book *b, int64_t at_ms)
{
	/* The format counts days since 1899-12-30, in whatever time zone the reader thinks of. */
	double days = (double)(at_ms + CST_OFFSET_MS) / (double)MS_PER_DAY + 25569.0;

	wrote(b, at_ms == 0 || sheet_is_full(b) ? LXW_NO_ERROR : worksheet_write_number(b->sheet, b->row, b->column, days, b->time));
}

enum status sheet_row(struct sheet_book *b)
{
	lxw_error error = b->error;

	b->column = 0;
	b->error = LXW_NO_ERROR;
	if (sheet_is_full(b))
		return ST_TOO_LARGE;
	b->row++;
	if (error == LXW_NO_ERROR)
		return ST_OK;
	log_error("cannot write a row of '%s': %s", b->path, lxw_strerror(error));
	return ST_IO;
}

enum status sheet_end(struct sheet_book *b)
{
	lxw_error error = workbook_close(b->book);

	b->book = NULL;
	if (error == LXW_NO_ERROR)
		return ST_OK;
	log_error("cannot write '%s': %s", b->path, lxw_strerror(error));
	return ST_IO;
}
