/* The columns of a list of tickets that somebody chose for the own queue. */
#ifndef PAGES_DESK_COLUMN_H
#define PAGES_DESK_COLUMN_H

#include "web/route.h"

extern const struct field queue_column_fields[];

/* Hide.NAME of the usual ones that are not wanted, Show.NAME of others that are; Columns.N.{Name,Chosen} for the form. */
MUST_CHECK enum status desk_columns(struct request *req);
/* POST /admin/columns: column=NAME …; none brings the usual ones back. */
enum status page_columns_act(struct request *req);

#endif
