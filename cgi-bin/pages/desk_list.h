/* Lists of tickets for staff: the queue by what is due next, and search. */
#ifndef PAGES_DESK_LIST_H
#define PAGES_DESK_LIST_H

#include "pages/staff_session.h"
#include "statements.h"

enum status page_queue_show(struct request *req);
enum status page_search_show(struct request *req);

/* Nav.N.{Href,Label,Current}: what this role works with. */
void desk_nav(struct request *req);
/* Rows.N.*: one row of a list as values. */
void desk_row(struct request *req, size_t at, const struct queue_row *row);

#endif
