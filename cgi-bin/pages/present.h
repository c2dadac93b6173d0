/* A ticket as the lists have it, held against what its events come to (domain/replay.h). */
#ifndef PAGES_PRESENT_H
#define PAGES_PRESENT_H

#include "domain/replay.h"
#include "statements.h"

#define PRESENT_DIFFERENCES_MAX 32

struct present_difference {
	const char *name;		/* of the column */
	int64_t listed, replayed;	/* of "unit": 0 and 1 */
};
/* How many columns say something else; out has PRESENT_DIFFERENCES_MAX. */
size_t present_differences(const struct ticket_row *ticket, const struct replay *replay, struct present_difference *out);

#endif
