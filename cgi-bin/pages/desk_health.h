/* /admin/health: for whoever runs the system, what works and what long work is under way; no person and no ticket. */
#ifndef PAGES_DESK_HEALTH_H
#define PAGES_DESK_HEALTH_H

#include "web/route.h"

/* Parts.N.{Name,State,SinceMs,AtMs}, Jobs.N.{Kind,Program,State,AskedMs,EndedMs,Starts} */
enum status page_health_show(struct request *req);

#endif
