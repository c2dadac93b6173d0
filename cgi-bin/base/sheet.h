/* Spreadsheets (XLSX) written row by row in constant memory: the one place that knows libxlsxwriter.
 *
 * Cells are typed: text, whole number, share, time. Text is written as text and never as a formula, whatever it begins with; marks that
 * reorder text are left to the caller. The head of each sheet is bold and frozen.
 */
#ifndef BASE_SHEET_H
#define BASE_SHEET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"

#define SHEET_ROWS_MAX 1048576	/* of one sheet, its head included: what the format can hold */
#define SHEET_TEXT_CHARS 32767	/* of one cell: what the format can hold; longer text is cut and ends in … */

struct sheet_column {
	const char *name;
	int width;	/* in characters of the default font; a Chinese character takes two */
};

struct sheet_book;
/* The file is written when the book ends; temporary files lie in temp_dir. path and temp_dir are kept by reference. */
MUST_CHECK enum status sheet_create(struct arena *arena, const char *path, const char *temp_dir, struct sheet_book **book);
/* The next sheet; rows of the one before can no longer be added. A name the format refuses ([]:*?/\, over 31 characters, used twice) is
 * ST_INVALID. */
MUST_CHECK enum status sheet_begin(struct sheet_book *book, const char *name, const struct sheet_column *columns, size_t count);
bool sheet_is_full(const struct sheet_book *book);

/* The next cell of the row at hand. */
void sheet_text(struct sheet_book *book, const char *text);
void sheet_number(struct sheet_book *book, int64_t number);
void sheet_share(struct sheet_book *book, int64_t part, int64_t whole);	/* 98.5%; empty when whole is 0 */
void sheet_time(struct sheet_book *book, int64_t at_ms);	/* China Standard Time; empty for 0 */
/* ST_TOO_LARGE: the sheet was full, the row is not in it. ST_IO: a cell could not be written. */
MUST_CHECK enum status sheet_row(struct sheet_book *book);

/* On disk when this returns ST_OK. Whatever happened, the arena's reset leaves no temporary file. */
MUST_CHECK enum status sheet_end(struct sheet_book *book);

#endif
