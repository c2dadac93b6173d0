/* What every list of tickets for staff shares. */
#ifndef PAGES_DESK_LIST_H
#define PAGES_DESK_LIST_H

#include "pages/staff_session.h"
#include "statements.h"
#include "store/search_store.h"

/* Rows.N.* from N = at on: rows of a list as values. */
MUST_CHECK enum status desk_rows(struct request *req, size_t at, const struct queue_row *rows, size_t count);
/* AT.N.{Number,State,Kind,Item,Summary,FiledMs}: the first few within the viewer's reach, filed since then. */
#define DESK_BRIEF_MAX 5
void desk_brief(struct request *req, const char *at, const struct queue_row *rows, size_t count, int64_t not_before_ms);
/* A unit's name in the request's language; its code when it is not known. */
MUST_CHECK enum status desk_unit_name(struct request *req, const char *code, const char **name);
/* A field's check: letters, digits and -_. as codes of units have them. */
const char *desk_check_code(struct request *req, const char *text);
/* Does the viewer administer that place? Nobody administers the nation. */
bool desk_is_own_region(const struct viewer *viewer, uint32_t region);
/* What is the whole province's is said by who has all of it; who has a part looks on. */
bool desk_speaks_for_province(const struct viewer *viewer);
/* A field's check: such a place, and there is one. */
const char *desk_check_own_region(struct request *req, const char *text);
/* The region codes that a viewer's jurisdiction covers. */
void desk_reach(const struct viewer *viewer, uint32_t *from, uint32_t *until);
/* The same for a search by words. */
struct search_reach desk_search_reach(const struct request *req);

#endif
