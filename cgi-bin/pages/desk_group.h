/* Groups of the same matter (并案) on the ticket screen: up to LIMIT_GROUP_TICKETS led by one, which is worked on and answers for
 * all; each keeps its number, code, promise, chain and rating, and can go its own way again.
 */
#ifndef PAGES_DESK_GROUP_H
#define PAGES_DESK_GROUP_H

#include "web/route.h"

extern const struct field group_fields[], ungroup_fields[];

struct ticket_row;
/* Group.{Count,ToDo,Told,Refused,FirstDueMs}, Members.N.{Number,State,Phase,Why,PromiseMs,Late,Rating,Summary} of one that leads;
 * Leader.{Number,Version,Phase} of one that is led; Can.Group, Can.Ungroup. */
MUST_CHECK enum status desk_show_group(struct request *req, const struct ticket_row *ticket);

/* /admin/ticket/{number}/group: other tickets are gathered under this one; …/ungroup: some or all go. */
enum status page_group_act(struct request *req);
enum status page_ungroup_act(struct request *req);

#endif
