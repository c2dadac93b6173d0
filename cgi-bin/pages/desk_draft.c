/* An agent's unfinished calls; see desk_draft.h. Packed as the public's drafts are, in a table of their own. */
#include "pages/desk_draft.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "pages/site.h"
#include "statements.h"
#include "web/view.h"

#define WORDS_CHARS 40		/* of the content, to tell drafts apart */

static void draft_key(const struct request *req, const char *id, uint8_t key[KEY_BYTES])
{
	crypto_derive(site_of(req)->form_key, KEY_BYTES, arena_printf(req->arena, "desk draft %u %s", req->viewer->id, id), key);
}

static int64_t not_before(const struct request *req)
{
	return req->now_ms - LIMIT_DESK_DRAFT_MS;
}

static bool is_id(const char *id)
{
	return strlen(id) == DESK_DRAFT_ID_CHARS && strspn(id, "0123456789abcdef") == DESK_DRAFT_ID_CHARS;
}

/* ---- keeping --------------------------------------------------------------------------------------------- */

/* The content and the caller are what makes a draft; choices alone are not worth keeping, and a number that a call filled in
 * stands in the list of calls. */
static bool is_worth_keeping(const struct draft *draft)
{
	bool typed = *draft_get(draft, "phone") && !*draft_get(draft, "call");

	return typed || *draft_get(draft, "content") || *draft_get(draft, "text");
}

/* The province's own fields are kept as they come: which there are is asked when the form is shown. */
static enum status add_province_fields(const struct request *req, struct draft *draft)
{
	for (size_t i = 0; i < req->form.count; i++) {
		const struct param *sent = &req->form.list[i];

		if (text_starts(sent->name, "x_") && *sent->value && text_chars(sent->value) <= LIMIT_CONTENT_CHARS)
			TRY(draft_set(draft, sent->name, sent->value));
	}
	return ST_OK;
}

static enum status read_fields(const struct request *req, const struct field *fields, struct draft *draft)
{
	*draft = (struct draft){ 0 };
	for (; fields->name; fields++)
		if (*field_text(req, fields->name) && strcmp(fields->name, "intent") != 0)
			TRY(draft_set(draft, fields->name, field_text(req, fields->name)));
	return add_province_fields(req, draft);
}

/* A look-up that was on its way when the form was sent must not bring the draft back. */
static enum status is_filed(const struct request *req, const char *id, bool *filed)
{
	struct idempotency_find_out found;
	uint8_t key[HASH_BYTES];
	enum status status;

	crypto_hmac(site_of(req)->form_key, id, DESK_DRAFT_ID_CHARS, key);
	status = idempotency_find(site_of(req)->db, req->arena, &(struct idempotency_find_in){ { key, HASH_BYTES } }, &found);
	*filed = status == ST_OK;
	return status == ST_NOT_FOUND ? ST_OK : status;
}

enum status desk_draft_keep(struct request *req, const struct field *fields, enum desk_draft_kept kept)
{
	struct db *db = site_of(req)->db;
	const char *id = field_text(req, "intent");
	struct desk_draft_others_out others;
	struct draft draft;
	uint8_t key[KEY_BYTES];
	bool filed;

	if (!is_id(id))
		return ST_NOT_FOUND;
	TRY(read_fields(req, fields, &draft));
	TRY(is_filed(req, id, &filed));
	if (filed || !is_worth_keeping(&draft)) {
		TRY(desk_draft_forget(req, id));
		return ST_NOT_FOUND;
	}
	TRY(desk_draft_others(db, req->arena, &(struct desk_draft_others_in){ req->viewer->id, id, not_before(req) }, &others));
	if (others.count >= LIMIT_DESK_DRAFTS)
		return ST_TOO_MANY;
	draft_key(req, id, key);
	return desk_draft_put(db, &(struct desk_draft_put_in){ req->viewer->id, id, SUITE_AES256GCM, draft_seal(req->arena, &draft, key),
		kept == DESK_DRAFT_PUT_ASIDE, req->now_ms });
}

enum status desk_draft_forget(struct request *req, const char *id)
{
	return desk_draft_drop(site_of(req)->db, &(struct desk_draft_drop_in){ req->viewer->id, id });
}

/* ---- finding again ----------------------------------------------------------------------------------------- */

enum status desk_draft_open(struct request *req, const char *id, struct draft *draft)
{
	struct desk_draft_find_out row;
	uint8_t key[KEY_BYTES];

	*draft = (struct draft){ 0 };
	if (!is_id(id))
		return ST_NOT_FOUND;
	TRY(desk_draft_find(site_of(req)->db, req->arena, &(struct desk_draft_find_in){ req->viewer->id, id, not_before(req) }, &row));
	draft_key(req, id, key);
	return draft_unseal(req->arena, row.sealed, key, draft);
}

static void show_row(struct request *req, size_t n, const struct desk_draft_all_out *row, const struct draft *draft)
{
	uint32_t item = (uint32_t)strtoul(draft_get(draft, "item"), NULL, 10);

	view_setf(req, row->id, "Drafts.%zu.Id", n);
	view_intf(req, row->kept, "Drafts.%zu.Kept", n);
	view_intf(req, row->updated_ms, "Drafts.%zu.UpdatedMs", n);
	view_setf(req, text_mask_phone(req->arena, draft_get(draft, "phone")), "Drafts.%zu.Phone", n);
	view_setf(req, item ? site_item_name(req, item) : "", "Drafts.%zu.Item", n);
	view_setf(req, text_cut(req->arena, draft_get(draft, "content"), WORDS_CHARS), "Drafts.%zu.Words", n);
}

enum status desk_draft_list(struct request *req, const char *open)
{
	struct draft *draft = ARENA_NEW(req->arena, struct draft);
	struct desk_draft_all_out *rows;
	uint8_t key[KEY_BYTES];
	size_t count, shown = 0;

	TRY(desk_draft_all_list(site_of(req)->db, req->arena, &(struct desk_draft_all_in){ req->viewer->id, not_before(req), LIMIT_DESK_DRAFTS + 1 },
				&rows, &count));
	for (size_t i = 0; i < count; i++) {
		if (strcmp(rows[i].id, open) == 0)
			continue;
		draft_key(req, rows[i].id, key);
		/* Sealed under keys that were changed since: it can be thrown away, no more. */
		if (draft_unseal(req->arena, rows[i].sealed, key, draft) != ST_OK)
			*draft = (struct draft){ 0 };
		show_row(req, shown++, &rows[i], draft);
	}
	view_int(req, "DraftCount", (int64_t)shown);
	view_int(req, "DraftHours", LIMIT_DESK_DRAFT_MS / (60 * 60 * 1000));
	return ST_OK;
}
