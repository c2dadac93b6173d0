/* What an agent does with unfinished calls on the intake screen: put one aside, throw one away. Taking one up again is the
 * screen itself, /admin/intake?draft=ID.
 */
#ifndef PAGES_DESK_DRAFTS_H
#define PAGES_DESK_DRAFTS_H

#include "web/fields.h"
#include "web/request.h"

/* The intake's fields while they are still being typed: nothing is an error yet. */
extern const struct field draft_fields[];
enum status page_draft_keep_act(struct request *req);
enum status page_draft_drop_act(struct request *req);

#endif
