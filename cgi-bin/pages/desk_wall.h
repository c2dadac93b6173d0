/* /admin/wall: what a supervisor hangs on the wall. What is overdue, due within the day, ordered and urged, by unit and by city
 * (the nation: by province), in large type; it loads itself again each minute, and ?still=1 stops that.
 */
#ifndef PAGES_DESK_WALL_H
#define PAGES_DESK_WALL_H

#include "web/request.h"

enum status page_wall_show(struct request *req);

#endif
