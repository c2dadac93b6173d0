/* /ticket/new/same: others have brought what may be the same matter; the person joins one or goes on. Asked once for what was
 * told, behind the question what happened, and not at all of a confidential report. Whoever joins files all the same, with a
 * number, a code and a promise of their own; the tie goes with the filing, and the worker has the ticket join (pages/group.h).
 *
 * Shown of the other matter is what is coded, its day, and plate, line or place where the person typed the very same.
 */
#ifndef PAGES_TICKET_NEW_SAME_H
#define PAGES_TICKET_NEW_SAME_H

#include "pages/draft.h"
#include "web/route.h"

extern const struct field new_same_fields[];

enum status page_new_same_show(struct request *req);
enum status page_new_same_act(struct request *req);

/* Saves the draft and leads on: to this page when there is something to ask, else to the next open question. */
MUST_CHECK enum status new_same_go_on(struct request *req, struct draft *draft);
/* Joins.{Kind,Item,FiledMs} or Joins.Not, for the check of the answers. */
MUST_CHECK enum status new_same_show_choice(struct request *req, const struct draft *draft);
/* id 0: it joins none, or cannot any more. */
MUST_CHECK enum status new_same_chosen(struct request *req, const struct draft *draft, uint64_t *id, const char **number);

#endif
