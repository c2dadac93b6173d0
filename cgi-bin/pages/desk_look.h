/* What the lists over a period have in common: reading, acts, looks at people. Days, whose regions, and after which row to go on.
 *
 * Their tables of fields name "from", "to" (FIELD_DAY) and "after" (FIELD_LINE: MS-ID of the last row shown).
 */
#ifndef PAGES_DESK_LOOK_H
#define PAGES_DESK_LOOK_H

#include "pages/site.h"

struct desk_look {
	int32_t from, to;	/* days, both in */
	uint32_t region_from, region_until;
	int64_t before_ms;	/* rows before this moment, */
	uint64_t before_id;	/* or at it with a lower id */
};

/* shown: days without a "from"; most: days that one look covers at most, the newest. */
void desk_look_read(const struct request *req, int32_t shown, int32_t most, struct desk_look *look);
/* Period.{From,To} */
void desk_look_show(struct request *req, const struct desk_look *look);
/* "from=…&to=…&after=MS-ID": the same look further on. */
const char *desk_look_next(struct request *req, const struct desk_look *look, int64_t last_ms, uint64_t last_id);

#endif
