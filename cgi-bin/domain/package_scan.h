/* Lines of a package in just the spelling in which domain/package.c writes them: many times faster than any reader of JSON.
 *
 * False: spelled otherwise, which is not wrong yet: somebody else's JSON may say the same in other words. Nothing is accepted here
 * that a strict reader of JSON would read differently or refuse. Pure.
 */
#ifndef DOMAIN_PACKAGE_SCAN_H
#define DOMAIN_PACKAGE_SCAN_H

#include "domain/package.h"

#define PACKAGE_SCAN_KEYS 64	/* of one object; more are somebody else's */

/* The commitments among canonical bytes: hex, as they stand there. */
struct package_scanned {
	struct bytes fields[PACKAGE_SCAN_KEYS];
	struct bytes hashes[PACKAGE_SCAN_KEYS];
	size_t count;
};

MUST_CHECK bool package_scan_record(struct arena *arena, struct bytes line, struct package_record *record);
MUST_CHECK bool package_scan_commitments(struct arena *arena, struct bytes canonical, struct package_scanned *scanned);
MUST_CHECK bool package_scan_event(struct arena *arena, struct bytes line, struct package_event *event);
MUST_CHECK bool package_scan_text(struct arena *arena, struct bytes line, struct package_text *text);

#endif
