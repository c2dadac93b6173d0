/* The lines of a file in a package, each against the sum that stands beside it, in constant memory. What is wrong is printed at once. */
#ifndef PAGES_PACKAGE_LINES_H
#define PAGES_PACKAGE_LINES_H

#include <stdio.h>

#include "domain/package.h"

struct lines {
	const char *name;
	const struct package_file *signed_as;
	FILE *file, *sums;	/* NULL: cannot be read */
	char *room;		/* PACKAGE_LINE_BYTES */
	struct crypto_hash *hash;
	uint64_t line, bytes;
};

struct lines lines_open(struct arena *arena, const char *dir, const struct package_manifest *manifest, enum package_part part,
			enum package_part sums);
void lines_close(struct lines *lines);

enum next { NEXT_LINE, NEXT_END, NEXT_WRONG };
/* line: without its newline, until the next call. */
enum next lines_next(struct lines *lines, struct bytes *line);
/* After the last line: size, hash and count are those of the manifest. */
bool lines_end(struct lines *lines, uint64_t counted);

/* "wrong: FILE: …" and "wrong: FILE:LINE: TICKET: why"; both are false, to return with. */
bool package_wrong(const char *file, const char *format, ...) PRINTF_LIKE(2, 3);
bool lines_wrong(const struct lines *lines, const char *ticket, const char *why);

#endif
