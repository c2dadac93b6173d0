/* Unfinished calls put aside and thrown away; see desk_drafts.h. */
#include "pages/desk_drafts.h"

#include "base/limits.h"
#include "pages/desk_draft.h"
#include "web/response.h"

const struct field draft_fields[] = {
	{ "source", FIELD_LINE, 0, 20 }, { "phone", FIELD_LINE, 0, 40 }, { "name", FIELD_LINE, 0, 50 }, { "confidential", FIELD_LINE, 0, 3 },
	{ "urgent", FIELD_LINE, 0, 3 }, { "kind", FIELD_LINE, 0, 20 }, { "region", FIELD_LINE, 0, 6 }, { "item", FIELD_LINE, 0, 4 },
	{ "content", FIELD_BLOCK, 0, LIMIT_CONTENT_CHARS }, { "wish", FIELD_BLOCK, 0, LIMIT_WISH_CHARS }, { "happened_at", FIELD_LINE, 0, 40 },
	{ "place", FIELD_LINE, 0, LIMIT_SHORT_CHARS }, { "company", FIELD_LINE, 0, LIMIT_SHORT_CHARS }, { "plate", FIELD_LINE, 0, 40 },
	{ "line", FIELD_LINE, 0, LIMIT_SHORT_CHARS }, { "external_number", FIELD_LINE, 0, 60 }, { "reply_by", FIELD_LINE, 0, 10 },
	{ "next", FIELD_LINE, 0, 20 }, { "text", FIELD_BLOCK, 0, LIMIT_REPLY_CHARS }, { "unit", FIELD_LINE, 0, 16 },
	{ "call", FIELD_LINE, 0, 20 }, { "article", FIELD_LINE, 0, 10 }, { "intent", FIELD_HEX, DESK_DRAFT_ID_CHARS, DESK_DRAFT_ID_CHARS },
	{ 0 }
};

enum status page_draft_keep_act(struct request *req)
{
	enum status status = desk_draft_keep(req, draft_fields, DESK_DRAFT_PUT_ASIDE);

	if (status == ST_OK)
		return response_redirect(req, "/admin/intake?kept=1");
	if (status == ST_TOO_MANY)
		request_error_range(req, "", "too_many_drafts", 0, LIMIT_DESK_DRAFTS);
	else if (status == ST_NOT_FOUND)
		request_error(req, "content", "empty_draft");
	else
		return status;
	return ST_INVALID;
}

enum status page_draft_drop_act(struct request *req)
{
	TRY(desk_draft_forget(req, request_captured(req, "id")));
	return response_redirect(req, "/admin/intake");
}
