/* An agent's unfinished call: kept with every look-up while they type, so that neither a crash nor a lost session
 * loses a word. One a person; sealed under a key of the admin program; gone once it is filed, or after LIMIT_DRAFT_MS.
 */
#ifndef PAGES_DESK_DRAFT_H
#define PAGES_DESK_DRAFT_H

#include "web/fields.h"
#include "web/request.h"

/* What was typed in these fields, kept. Nothing typed removes what was kept. */
MUST_CHECK enum status desk_draft_keep(struct request *req, const struct field *fields);
/* Puts what was kept into the form's fields, unless something was typed. Draft.Kept: there was something. */
MUST_CHECK enum status desk_draft_show(struct request *req, const struct field *fields);
MUST_CHECK enum status desk_draft_drop(struct request *req);

#endif
