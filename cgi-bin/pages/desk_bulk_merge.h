/* Several tickets of one person into one of them: looked over, merged one after the other, and what became of each. */
#ifndef PAGES_DESK_BULK_MERGE_H
#define PAGES_DESK_BULK_MERGE_H

#include "base/limits.h"
#include "web/route.h"

/* A ticket that was picked, and the version it was looked over in; 0: not looked over yet. */
struct pick { const char *number; uint32_t version; const char *unit; };

/* desk_bulk.c: the picks of a request, the intent of its form, and the word for an outcome, NULL when the system is at fault. */
size_t bulk_picks(struct request *req, struct pick picks[LIMIT_PAGE_ROWS]);
void bulk_intent(struct request *req);
const char *bulk_outcome(enum status status);

/* ?into=NUMBER: the one that stays, else the one that was filed first. */
MUST_CHECK enum status bulk_merge_show(struct request *req, const struct pick *picks, size_t count);
MUST_CHECK enum status bulk_merge_act(struct request *req, const struct pick *picks, size_t count);

#endif
