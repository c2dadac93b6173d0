/* Giving a ticket to one person: who can have it, whom a form offers, and what a page says of who has it. */
#ifndef PAGES_DESK_ASSIGN_H
#define PAGES_DESK_ASSIGN_H

#include "pages/staff_session.h"
#include "statements.h"

/* Can that person have the ticket as it stands? Asked again under its lock. */
MUST_CHECK enum status assign_can(struct request *req, const struct ticket_row *ticket, uint32_t id, bool *can);
/* People.N.{Id,Name,Role,Deputy}: those who can have one of the tickets, each once; and who stands in for whom of them is away now. */
MUST_CHECK enum status assign_show_people(struct request *req, const struct ticket_row *tickets, size_t count);
/* People.N.*: whom the viewer's queue can be filtered for: the own unit's or centre's, and those of the unit that it is filtered for. */
MUST_CHECK enum status assign_show_colleagues(struct request *req);
/* Assignee.{Id,Name,Gone,Mine,Deputy}: who has it, and who stands in for them now; Take, when the viewer could. */
MUST_CHECK enum status assign_show(struct request *req, const struct ticket_row *ticket);

#endif
