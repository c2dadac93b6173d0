/* What remains to be done for the members of a group, a member a transaction: to join, to leave, to be told the reply of the
 * ticket that leads. Whoever is cut in the middle leaves the rest as it was, and the next goes on; each is done once, since
 * what is due stands in the tie, which the member's own move changes. The page does the first few, the worker the rest.
 */
#ifndef PAGES_GROUP_H
#define PAGES_GROUP_H

#include "pages/site.h"
#include "statements.h"

/* rows: of tie_to_do. done: how many members were moved, or found that they cannot be. */
MUST_CHECK enum status group_go_on(struct site *site, struct arena *arena, const struct tie_row *rows, size_t count, int64_t now_ms, size_t *done);

#endif
