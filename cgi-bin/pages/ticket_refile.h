/* Kind, region or item were wrong: these make a matter what it is (its number, its rules, who is in charge), so they are not
 * corrected. The filing is taken back and made anew in one: the form opens with all that was told, and only its submit files
 * the new ticket and withdraws the old one, in one transaction. Who leaves the form half-way has lost nothing. Name and phone are
 * asked again: they lie sealed, and this program cannot read them.
 */
#ifndef PAGES_TICKET_REFILE_H
#define PAGES_TICKET_REFILE_H

#include "pages/draft.h"
#include "web/route.h"

struct ticket_row;
struct intake;

/* /ticket/refile: as long as the filing may be corrected. */
enum status page_refile_act(struct request *req);

/* Replaces.Number, of the draft. */
void refile_show(struct request *req, const struct draft *draft);
/* What this submit withdraws: intake->instead_of; NULL when it withdraws nothing. */
MUST_CHECK enum status refile_prepare(struct request *req, const struct draft *draft, struct intake *intake);
/* ST_INVALID, told, with the draft free of it: the old one cannot be withdrawn any more. */
MUST_CHECK enum status refile_refused(struct request *req, struct draft *draft);

#endif
