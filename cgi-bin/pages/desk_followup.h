/* The desk of those who call back: whom to call next, and one call with its script and its result. */
#ifndef PAGES_DESK_FOLLOWUP_H
#define PAGES_DESK_FOLLOWUP_H

#include "web/route.h"

extern const struct field followup_fields[], call_fields[];

/* /admin/followup: chosen by the rules and not called yet, or (?tab=begun) called and not reached, by what is due next. */
enum status page_followup_show(struct request *req);
/* /admin/followup/{number}: what to say, what was tried, what came of it. */
enum status page_call_show(struct request *req);
enum status page_call_act(struct request *req);

#endif
