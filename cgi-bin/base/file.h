/* Whole small files, and tables of tab-separated values. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"
#include "base/status.h"
#include "base/text.h"

/* The whole file, NUL-terminated behind its end. Logged and ST_NOT_FOUND / ST_IO on failure. */
MUST_CHECK enum status file_read(struct arena *arena, const char *path, struct bytes *content);
/* A file that must not exist yet, on disk when this returns. ST_DUPLICATE: it exists. Logged. */
MUST_CHECK enum status file_create(const char *path, struct bytes content, unsigned mode);
/* The whole file in place of an older one, or the older one untouched. Logged. */
MUST_CHECK enum status file_replace(struct arena *arena, const char *path, struct bytes content, unsigned mode);

/* A table with a header line of column names; lines beginning with # are comments. A cell "-" reads as "". */
struct tsv {
	const char *path;	/* for messages */
	char *rest;
	int line;		/* of the row at hand, from 1 */
	int columns;
	const char *names[32];
	const char *cells[32];
};

MUST_CHECK enum status tsv_open(struct arena *arena, const char *path, struct tsv *tsv);
/* ST_NOT_FOUND after the last row; ST_INVALID (logged) for a row with another number of cells. */
MUST_CHECK enum status tsv_next(struct tsv *tsv);
/* The cell of a named column; NULL when there is no such column. */
const char *tsv_cell(const struct tsv *tsv, const char *name);

#endif
