/* One matter with two subjects becomes two tickets: what is split off is filed anew for the same person, with a number, a query
 * code, a promise and a chain of its own. Undone by merging it back (desk_related.h).
 */
#ifndef PAGES_DESK_SPLIT_H
#define PAGES_DESK_SPLIT_H

#include "web/route.h"

extern const struct field split_fields[];

struct ticket_row;
/* Split.N: what was split off; Origin.N: from what this one was; Can.Split, and then the choices of desk_choices.h. */
MUST_CHECK enum status desk_show_split(struct request *req, const struct ticket_row *ticket);
/* /admin/ticket/{number}/split */
enum status page_split_act(struct request *req);

#endif
