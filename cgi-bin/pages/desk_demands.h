/* /admin/demands: what is open of extensions, waits, urges, orders and joint handling within the viewer's reach, by due. */
#ifndef PAGES_DESK_DEMANDS_H
#define PAGES_DESK_DEMANDS_H

#include "web/fields.h"
#include "web/request.h"

extern const struct field demands_fields[];
enum status page_demands_show(struct request *req);

#endif
