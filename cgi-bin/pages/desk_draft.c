/* An agent's unfinished call; see desk_draft.h. The same table and seal as the public's drafts; the secret is derived
 * from the program's key and the person. */
#include "pages/desk_draft.h"

#include <string.h>

#include "pages/draft.h"
#include "pages/site.h"
#include "web/view.h"

static enum status open_draft(struct request *req, struct draft *draft)
{
	const char *name = arena_printf(req->arena, "desk draft %u", req->viewer->id);
	uint8_t secret[KEY_BYTES];

	crypto_derive(site_of(req)->form_key, KEY_BYTES, name, secret);
	return draft_open(site_of(req)->db, req->arena, text_hex(req->arena, secret, KEY_BYTES), req->now_ms, draft);
}

/* The content and the caller are what makes a draft; choices alone are not worth keeping. */
static bool is_worth_keeping(const struct draft *draft)
{
	return *draft_get(draft, "content") || *draft_get(draft, "phone") || *draft_get(draft, "text");
}

enum status desk_draft_keep(struct request *req, const struct field *fields)
{
	struct draft draft;

	TRY(open_draft(req, &draft));
	draft.count = 0;
	for (size_t i = 0; fields[i].name; i++)
		if (*field_text(req, fields[i].name))
			TRY(draft_set(&draft, fields[i].name, field_text(req, fields[i].name)));
	if (!is_worth_keeping(&draft))
		draft.count = 0;
	return draft_save(site_of(req)->db, req->arena, &draft, req->now_ms);
}

enum status desk_draft_show(struct request *req, const struct field *fields)
{
	struct draft draft;

	TRY(open_draft(req, &draft));
	for (size_t i = 0; fields[i].name; i++)
		if (*draft_get(&draft, fields[i].name))
			field_show(req, fields[i].name, draft_get(&draft, fields[i].name));
	view_flag(req, "Draft.Kept", draft.count > 0);
	return ST_OK;
}

enum status desk_draft_drop(struct request *req)
{
	struct draft draft;

	TRY(open_draft(req, &draft));
	if (draft.count == 0)
		return ST_OK;
	draft.count = 0;
	return draft_save(site_of(req)->db, req->arena, &draft, req->now_ms);
}
