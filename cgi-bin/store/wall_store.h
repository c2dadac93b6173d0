/* What a supervisor's wall shows (wall_line): the worker goes through what is late, due soon or asked for once for everybody who looks. Whoever looks
 * counts nothing: when the worker is behind, the pages of many would be what keeps it there. */
#ifndef STORE_WALL_STORE_H
#define STORE_WALL_STORE_H

#include "statements.h"
#include "store/db.h"

#define WALL_EVERY_MS 15000
#define WALL_OLD_MS 60000	/* older than that it is said to be old */

/* In a transaction of its own: what it was before is there until what it is now is. */
MUST_CHECK enum status wall_keep(struct db *db, struct arena *arena, int64_t now_ms);
/* Lines of the regions from … until of a province, a county and unit each (units of a county stand apart); province 0: one a province.
 * at_ms: of which moment; 0: none was kept yet.
 */
MUST_CHECK enum status wall_lines(struct db *db, struct arena *arena, uint32_t province, uint32_t from, uint32_t until, struct wall_row **rows,
				  size_t *count, int64_t *at_ms);

#endif
