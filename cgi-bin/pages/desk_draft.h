/* An agent's unfinished calls: several at once, kept with every look-up while they type and when they are put aside, so that
 * neither a crash nor a lost session loses a word.
 *
 * A draft's id is the intent of its form (32 of hex): filed once, it is gone, and what comes late for it is not kept. Each
 * is sealed under a key of the admin program, of the person and the draft: whoever reads the database reads nothing, and a
 * colleague's draft is not found. Gone after LIMIT_DESK_DRAFT_MS untouched; at most LIMIT_DESK_DRAFTS a person.
 */
#ifndef PAGES_DESK_DRAFT_H
#define PAGES_DESK_DRAFT_H

#include "pages/draft.h"
#include "web/fields.h"
#include "web/request.h"

#define DESK_DRAFT_ID_CHARS 32

enum desk_draft_kept { DESK_DRAFT_TYPED, DESK_DRAFT_PUT_ASIDE };

/* What was typed in these fields and in those that begin with x_, kept under the field `intent`. ST_NOT_FOUND: nothing of it is
 * worth keeping, or it is filed; what was kept is gone. ST_TOO_MANY: no room for another one. */
MUST_CHECK enum status desk_draft_keep(struct request *req, const struct field *fields, enum desk_draft_kept kept);
/* ST_NOT_FOUND: not the viewer's, or no longer there. */
MUST_CHECK enum status desk_draft_open(struct request *req, const char *id, struct draft *draft);
/* DraftHours; DraftCount, Drafts.N.{Id,Kept,UpdatedMs,Phone,Item,Words}: the viewer's, the last touched first, but for the one that is open ("" for none). */
MUST_CHECK enum status desk_draft_list(struct request *req, const char *open);
MUST_CHECK enum status desk_draft_forget(struct request *req, const char *id);

#endif
