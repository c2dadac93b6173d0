/* Views of the queue that are kept under a name: a filter of one's own, or of all of the same unit and place. */
#ifndef PAGES_DESK_VIEW_H
#define PAGES_DESK_VIEW_H

#include "web/route.h"

extern const struct field queue_view_fields[];

/* Views.N.{Id,Name,Href,Shared,Own} of whoever looks. */
MUST_CHECK enum status desk_views(struct request *req);
/* /admin/views: keeps the filter under a name, for oneself or for those of the same unit; the same name again replaces it. */
enum status page_view_keep_act(struct request *req);
/* /admin/views/{id}/drop: one's own. */
enum status page_view_drop_act(struct request *req);

#endif
