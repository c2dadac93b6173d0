/* Where a package (domain/package.h) goes as it grows:
 *
 * - a directory, or
 * - one file in clear, a tar archive that holds the directory. Its files lie nameless in another directory until their sizes are known, or
 * - one file sealed (base/sealed.h) to an auditor's key, in which its files stand woven together, as they are written side by side:
 *
 *   "12328 package in one\n", then pieces of files: length of the name (1 byte), name, length (4 bytes, big endian), so many bytes. Length 0 of a
 *   name ends it.
 *
 * Nothing of a sealed package lies on disk in clear. hotline unseal makes the directory of it.
 */
#ifndef PAGES_PACKAGE_OUT_H
#define PAGES_PACKAGE_OUT_H

#include "base/sealed.h"
#include "domain/package.h"

#define PACKAGE_IN_ONE "12328 package in one\n"

struct package_place {
	const char *path;
	const uint8_t *seal_to;		/* the auditor's key; NULL: in clear */
	const char *temp_dir;		/* in clear as one file, whose pieces lie here meanwhile; NULL: a directory */
	const char *name;		/* of the directory in that file */
	int64_t at_ms;			/* of the files in it */
};

struct package_out;
/* A directory is new or empty, and says UNFINISHED until the end. One file must not exist, and grows as path.part.
 * ST_CONFLICT, after saying why: something is there. */
MUST_CHECK enum status package_out_begin(struct arena *arena, const struct package_place *place, struct package_out **out);
MUST_CHECK enum status package_out_open(struct package_out *out, enum package_part part);
MUST_CHECK enum status package_out_write(struct package_out *out, enum package_part part, const char *text, size_t len);
/* On disk (unless sealed); known: size and hash of what was written. */
MUST_CHECK enum status package_out_close(struct package_out *out, enum package_part part, struct package_file *known);
/* Manifest and signature; the package is finished. */
MUST_CHECK enum status package_out_finish(struct package_out *out, struct bytes manifest, struct bytes signature);
/* It is not to be: one file goes; a directory stays and says that it is not finished. */
void package_out_drop(struct package_out *out);

#endif
