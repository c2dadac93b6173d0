/* What a signed package is made of, for whoever asks: hotline export at the shell, or the worker for an auditor (job_package.c).
 *
 * domain/package.h has its form, package_out.h where it goes. One consistent view, row by row, in constant memory. The signature is written last:
 * what was cut short has none.
 */
#ifndef PAGES_PACKAGE_MAKE_H
#define PAGES_PACKAGE_MAKE_H

#include "domain/export.h"
#include "pages/package_out.h"
#include "statements.h"
#include "store/db.h"

struct package_making {
	struct arena *arena;
	struct db *db;
	const char *key_dir, *key_use;		/* who signs: each maker has a key of its own use */
	struct package_tickets_in filter;
	enum export_profile profile;
	bool with_texts;
	/* In: who, why and which filter. Afterwards it is whole, and hash is that of its bytes. */
	struct package_manifest manifest;
	uint8_t hash[HASH_BYTES];
	/* Told how far it is, each few hundred lines; anything but ST_OK gives the package up. NULL: nobody looks, and nothing is counted. */
	enum status (*tell)(void *context, uint64_t done, uint64_t total);
	void *context;
};

/* All tickets. */
struct package_tickets_in package_filter_any(void);
/* ST_NOT_FOUND: no key to sign with. Nothing is left of a package in one file that was given up; a directory says that it is not finished. */
MUST_CHECK enum status package_make(struct package_making *m, const struct package_place *place);

#endif
