/* Dissatisfied: why, and what should come of it. Asked after a low rating, or when the person says so; it leads to the same event that
 * puts the ticket to rework, which says whether the matter is to be done again or the answer explained. The centre then dispatches it
 * or answers it, as the flow has it. The window is a clock of the rules.
 */
#ifndef PAGES_TICKET_REOPEN_H
#define PAGES_TICKET_REOPEN_H

#include "pages/ticket_view.h"
#include "web/route.h"

#define DISSATISFIED_MOST 2	/* stars: domain/measure.c counts the same as dissatisfied */

extern const struct field reopen_fields[];

/* May the person ask for it again now? */
bool reopen_is_open(const struct request *req, const struct ticket_row *ticket);
/* The page that asks why. rated: it comes from a rating. */
MUST_CHECK enum status why_show(struct request *req, const struct ticket_row *ticket, bool rated);

enum status page_why_act(struct request *req);
enum status page_reopen_act(struct request *req);
/* Show of the latter: only after something wrong. */
enum status page_reopen_again(struct request *req);

#endif
