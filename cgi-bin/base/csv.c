/* Reading comma-separated values; see csv.h. */
#include "base/csv.h"

#include <stdbool.h>
#include <string.h>

#include "base/limits.h"

enum where {
	ROW_BEGINS,
	CELL_BEGINS,
	IN_CELL,
	IN_QUOTES,
	AFTER_QUOTE,	/* closed, or the first of two */
};

struct csv {
	char separator;
	csv_row_fn fn;
	void *context;
	enum status status;
	enum where where;
	bool after_cr;		/* a LF now belongs to the same line end */
	uint32_t line;
	struct csv_row row;
	size_t len;		/* of text */
	const char *cells[LIMIT_CSV_COLUMNS];
	char text[LIMIT_CSV_ROW_BYTES];
};

static const char *const fault_words[CSV_FAULT_END] = {
	[CSV_ROW_TOO_LONG] = "row_too_long", [CSV_TOO_MANY_CELLS] = "too_many_cells", [CSV_STRAY_TEXT] = "stray_text",
	[CSV_OPEN_QUOTE] = "open_quote", [CSV_NUL] = "nul",
};

const char *csv_fault_word(enum csv_fault fault)
{
	return fault < CSV_FAULT_END ? fault_words[fault] : NULL;
}

struct csv *csv_new(struct arena *arena, char separator, csv_row_fn fn, void *context)
{
	struct csv *csv = ARENA_NEW(arena, struct csv);

	csv->separator = separator;
	csv->fn = fn;
	csv->context = context;
	csv->line = 1;
	return csv;
}

static void find_fault(struct csv *csv, enum csv_fault fault)
{
	if (csv->row.fault == CSV_WHOLE)
		csv->row.fault = fault;
}

/* One byte is kept for the end of the cell at hand. */
static void add(struct csv *csv, char c)
{
	if (c == '\0')
		find_fault(csv, CSV_NUL);
	else if (csv->len + 1 >= sizeof(csv->text))
		find_fault(csv, CSV_ROW_TOO_LONG);
	else
		csv->text[csv->len++] = c;
}

static void begin_cell(struct csv *csv)
{
	const size_t last = sizeof(csv->text) - 1;

	if (csv->len > last)
		find_fault(csv, CSV_ROW_TOO_LONG);
	if (csv->row.count == LIMIT_CSV_COLUMNS)
		find_fault(csv, CSV_TOO_MANY_CELLS);
	else
		csv->cells[csv->row.count++] = &csv->text[csv->len < last ? csv->len : last];
}

static void end_cell(struct csv *csv)
{
	if (csv->len < sizeof(csv->text))
		csv->text[csv->len++] = '\0';	/* when there is no room, the last byte is one already */
}

static void begin_row(struct csv *csv)
{
	csv->row = (struct csv_row){ .line = csv->line, .cells = csv->cells };
	csv->len = 0;
	begin_cell(csv);
}

static void end_row(struct csv *csv)
{
	end_cell(csv);
	csv->status = csv->fn(csv->context, &csv->row);
	csv->where = ROW_BEGINS;
}

static void take_plain(struct csv *csv, char c)
{
	if (c == csv->separator) {
		end_cell(csv);
		begin_cell(csv);
		csv->where = CELL_BEGINS;
	} else if (c == '\n' || c == '\r') {
		end_row(csv);
	} else if (c == '"' && csv->where == CELL_BEGINS) {
		csv->where = IN_QUOTES;
	} else if (c == '"' && csv->where == AFTER_QUOTE) {
		add(csv, c);
		csv->where = IN_QUOTES;
	} else {
		if (csv->where == AFTER_QUOTE)
			find_fault(csv, CSV_STRAY_TEXT);
		add(csv, c);
		csv->where = IN_CELL;
	}
}

static void take(struct csv *csv, char c)
{
	bool ends_line = (c == '\n' && !csv->after_cr) || c == '\r';

	if (c == '\n' && csv->after_cr && csv->where == ROW_BEGINS)
		ends_line = false;	/* the second half of a line end that is counted already */
	else if (csv->where == ROW_BEGINS && c != '\n' && c != '\r') {
		begin_row(csv);
		csv->where = CELL_BEGINS;
		take_plain(csv, c);
	} else if (csv->where == IN_QUOTES) {
		if (c == '"')
			csv->where = AFTER_QUOTE;
		else
			add(csv, c);
	} else if (csv->where != ROW_BEGINS) {
		take_plain(csv, c);
	}
	csv->line += ends_line;
	csv->after_cr = c == '\r';
}

enum status csv_feed(struct csv *csv, const char *data, size_t len)
{
	for (size_t i = 0; i < len && csv->status == ST_OK; i++)
		take(csv, data[i]);
	return csv->status;
}

enum status csv_end(struct csv *csv)
{
	if (csv->status != ST_OK || csv->where == ROW_BEGINS)
		return csv->status;
	if (csv->where == IN_QUOTES)
		find_fault(csv, CSV_OPEN_QUOTE);
	end_row(csv);
	return csv->status;
}

char csv_separator(const char *text, size_t len)
{
	static const char separators[] = { ',', ';', '\t' };
	size_t found[sizeof(separators)] = { 0 }, best = 0;
	bool quoted = false;

	for (size_t i = 0; i < len && (quoted || (text[i] != '\n' && text[i] != '\r')); i++) {
		quoted ^= text[i] == '"';
		for (size_t k = 0; k < sizeof(separators); k++)
			found[k] += !quoted && text[i] == separators[k];
	}
	for (size_t k = 1; k < sizeof(separators); k++)
		if (found[k] > found[best])
			best = k;
	return separators[best];
}
