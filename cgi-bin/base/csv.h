/* Comma-separated values as they come (RFC 4180 and what programs make of it), read as a stream in constant memory.
 *
 * Rows end with CR LF, LF or CR; a cell in quotes may hold all three, the separator, and quotes doubled. A quote inside of a cell
 * that did not begin with one is text. Empty lines are passed over. Bytes are not looked at beyond that: decoding is charset.h's, and a
 * cell that a spreadsheet would take for a formula is text like any other. Whatever is wrong with a row is said of that row,
 * and reading goes on behind it.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"

enum csv_fault {
	CSV_WHOLE,
	CSV_ROW_TOO_LONG,	/* over LIMIT_CSV_ROW_BYTES: mostly a quote that is never closed */
	CSV_TOO_MANY_CELLS,	/* over LIMIT_CSV_COLUMNS; those are here */
	CSV_STRAY_TEXT,		/* between a closing quote and the separator */
	CSV_OPEN_QUOTE,		/* the end came first */
	CSV_NUL,		/* a zero byte, left out */
	CSV_FAULT_END
};
/* "row_too_long" …; NULL for CSV_WHOLE. */
const char *csv_fault_word(enum csv_fault fault);

/* Valid until the function that is given it returns. */
struct csv_row {
	uint32_t line;		/* on which it begins, from 1 */
	const char *const *cells;	/* each ends with NUL; never none */
	size_t count;
	enum csv_fault fault;	/* the first one found */
};

typedef enum status (*csv_row_fn)(void *context, const struct csv_row *row);

struct csv;
struct csv *csv_new(struct arena *arena, char separator, csv_row_fn fn, void *context);
/* Any number of bytes, cut anywhere. Whatever fn returns but ST_OK ends the reading and comes back, now and from then on. */
MUST_CHECK enum status csv_feed(struct csv *csv, const char *data, size_t len);
/* The row that no line end follows. */
MUST_CHECK enum status csv_end(struct csv *csv);

/* Comma, semicolon or tab, whichever the first line has most of outside of quotes; a comma when it has none. */
char csv_separator(const char *text, size_t len);

#endif
