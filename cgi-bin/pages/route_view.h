/* Who is in charge of a ticket, as the rules of its place say: shown where a unit is chosen. */
#ifndef PAGES_ROUTE_VIEW_H
#define PAGES_ROUTE_VIEW_H

#include "pages/desk_list.h"

/* Route.{Level,Unit,UnitName,Joint,JointName,Rule,Version,Source,Verified,Fallback}; Unit and Joint "" when only the level is known. */
MUST_CHECK enum status view_route(struct request *req, const struct ticket_row *ticket);

#endif
