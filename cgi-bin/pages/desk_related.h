/* What a ticket has to do with others: linked ones, candidates for the same matter, the caller's, the vehicle's; and the
 * moves that tie tickets to one another.
 */
#ifndef PAGES_DESK_RELATED_H
#define PAGES_DESK_RELATED_H

#include "web/route.h"

extern const struct field link_fields[];

struct ticket_row;
/* Linked.N, Merged.N, Into.*, Same.N (same.h), Caller.N, Plate.N, Can.{Link,Merge,Tie} for the ticket screen. */
MUST_CHECK enum status desk_show_related(struct request *req, const struct ticket_row *ticket);

/* /admin/ticket/{number}/link and …/unlink: two tickets are related; an event of both, no other consequence. */
enum status page_link_act(struct request *req);
enum status page_unlink_act(struct request *req);
/* …/merge and …/unmerge: another ticket of the same person goes into this one, which stands for both from then on; and comes
 * back to where it was. */
enum status page_merge_act(struct request *req);
enum status page_unmerge_act(struct request *req);

/* Would another ticket go into this one? why: "" yes; forbidden, state, person. */
MUST_CHECK enum status desk_would_merge(struct request *req, const struct ticket_row *into, const struct ticket_row *other, const char **why);
/* … and does, by the request's intent; version: that it was looked over in. ST_CONFLICT, ST_FORBIDDEN as the flow says. */
MUST_CHECK enum status desk_merge(struct request *req, const struct ticket_row *into, const struct ticket_row *other, uint32_t version, const char *reason);

#endif
