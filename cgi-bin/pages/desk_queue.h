/* /admin: the queue of a role by what is due next, filtered; /admin/next: the first ticket of it that is not the one
 * behind us.
 */
#ifndef PAGES_DESK_QUEUE_H
#define PAGES_DESK_QUEUE_H

#include "web/fields.h"
#include "web/request.h"

extern const struct field queue_fields[];
enum status page_queue_show(struct request *req);
enum status page_next_show(struct request *req);

#endif
