/* Files in pieces, by the web; see ticket_new_part.h. */
#include "pages/ticket_new_part.h"

#include <string.h>

#include "base/limits.h"
#include "pages/part.h"
#include "pages/ticket_new.h"

const struct field part_begin_fields[] = {
	{ "name", FIELD_LINE, 1, LIMIT_FILE_NAME_BYTES, FIELD_REQUIRED },
	{ "size", FIELD_NUMBER, 0, INT64_MAX, FIELD_REQUIRED },
	{ "stamp", FIELD_NUMBER, 0, INT64_MAX },
	{ 0 }
};
const struct field part_piece_fields[] = {
	{ "offset", FIELD_NUMBER, 0, LIMIT_FILE_BYTES, FIELD_REQUIRED },
	{ "piece", FIELD_FILE, 1, 1, FIELD_REQUIRED },
	{ 0 }
};

static struct part_owner owner_of(const struct request *req, const struct draft *draft)
{
	return (struct part_owner){ req->arena, site_of(req)->config, draft->secret, req->now_ms };
}

static int place_of(const struct request *req)
{
	int64_t place = 0;

	return text_to_int(request_captured(req, "place"), 1, LIMIT_FILES, &place) == ST_OK ? (int)place : 0;
}

/* The part that the path names; nobody who has no visit has one. */
static enum status find_part(struct request *req, struct draft *draft, struct part *part)
{
	struct part_owner owner;

	TRY(visit_open(req, draft));
	if (draft->fresh)
		return ST_NOT_FOUND;
	owner = owner_of(req, draft);
	return part_open(&owner, place_of(req), part);
}

/* ---- answers ------------------------------------------------------------------------------------------------ */

static enum status answer(struct request *req, const struct part *part, bool done)
{
	TRY(response_header(req, "Upload-Offset", arena_printf(req->arena, "%lld", (long long)part->offset)));
	TRY(response_header(req, "Upload-Length", arena_printf(req->arena, "%lld", (long long)part->size)));
	return response_text(req, "application/json", arena_printf(req->arena, "{\"part\":%d,\"offset\":%lld,\"piece\":%u,\"done\":%s}\n",
								  part->place, (long long)part->offset, LIMIT_PIECE_BYTES, done ? "true" : "false"));
}

/* What was wrong, in words, and how much is there all the same. */
static enum status answer_error(struct request *req)
{
	struct buf out = buf_new(req->arena, 512);
	struct draft draft;
	struct part part;

	buf_text(&out, "{\"error\":");
	buf_json(&out, req->errors[0].key);
	buf_text(&out, ",\"text\":");
	buf_json(&out, view_error_text(req, &req->errors[0]));
	if (place_of(req) && find_part(req, &draft, &part) == ST_OK)
		buf_printf(&out, ",\"offset\":%lld", (long long)part.offset);
	buf_text(&out, "}\n");
	return response_body(req, "application/json", out.text, out.len);
}

enum status page_part_begin_show(struct request *req)
{
	return req->method == METHOD_POST ? answer_error(req) : response_redirect(req, new_path(NEW_FILES));
}

enum status page_part_show(struct request *req)
{
	struct draft draft;
	struct part part;

	if (req->method == METHOD_POST)
		return answer_error(req);
	TRY(find_part(req, &draft, &part));
	return answer(req, &part, false);
}

/* ---- the draft and its parts -------------------------------------------------------------------------------- */

static const char *sent_as(struct request *req, const char *name, int64_t size, int64_t stamp)
{
	return arena_printf(req->arena, "%lld %lld %s", (long long)size, (long long)stamp, name);
}

/* The form must have come to this step, and nobody else may be at its files just now. */
static enum status open_draft(struct request *req, struct draft *draft, struct part_owner *owner)
{
	enum status status;
	bool ready;

	TRY(new_begin(req, NEW_FILES, draft, &ready));
	if (!ready) {
		request_error(req, "", "form_expired");
		return ST_CONFLICT;
	}
	*owner = owner_of(req, draft);
	status = parts_lock(owner);
	if (status == ST_CONFLICT)
		request_error(req, "", "part_busy");
	return status;
}

/* Judged as if it had come with the form; what is refused does not lie about. The draft keeps what it was, so that whoever did not hear
 * the answer, and begins again, hears it then. */
static enum status finish(struct request *req, struct draft *draft, const struct part_owner *owner, const struct part *part)
{
	int place = new_file_place(req, draft);
	struct upload upload;
	enum status status;

	TRY(part_whole(owner, part, &upload));
	status = new_add_file(req, draft, &upload);
	if (status == ST_OK)
		status = draft_set(draft, new_sent_key(req, place), sent_as(req, part->name, part->size, part->stamp));
	if (status == ST_OK)
		status = visit_save(req, draft);
	if (status == ST_OK || status == ST_INVALID)
		part_drop(part);
	TRY(status);
	return answer(req, part, true);
}

static bool is_sent(struct request *req, const struct draft *draft, const char *as)
{
	for (int i = 1; i <= LIMIT_FILES; i++)
		if (strcmp(draft_get(draft, new_sent_key(req, i)), as) == 0)
			return true;
	return false;
}

enum status page_part_begin_act(struct request *req)
{
	const char *name = upload_name(req->arena, field_text(req, "name"));
	int64_t size = field_number(req, "size"), stamp = field_number(req, "stamp");
	struct part_owner owner;
	struct draft draft;
	struct part part;

	TRY(open_draft(req, &draft, &owner));
	if (is_sent(req, &draft, sent_as(req, name, size, stamp)))
		return answer(req, &(struct part){ .offset = size, .size = size }, true);
	if (!new_file_place(req, &draft))
		return new_too_many_files(req);
	if (size == 0)
		request_error(req, "attachment", "file_empty");
	else if (size > LIMIT_FILE_BYTES)
		request_error_range(req, "attachment", "file_too_large", 0, LIMIT_FILE_BYTES >> 20);
	if (req->error_count)
		return ST_INVALID;
	TRY(part_begin(&owner, name, size, stamp, &part));
	return part.offset == part.size ? finish(req, &draft, &owner, &part) : answer(req, &part, false);
}

enum status page_part_act(struct request *req)
{
	struct part_owner owner;
	struct draft draft;
	struct part part;
	enum status status;

	TRY(open_draft(req, &draft, &owner));
	TRY(part_open(&owner, place_of(req), &part));
	if (field_number(req, "offset") != part.offset) {
		request_error(req, "offset", "part_elsewhere");
		return ST_CONFLICT;
	}
	status = part_append(&owner, &part, request_upload(req, "piece", 0));
	if (status == ST_INVALID)
		request_error(req, "piece", "part_piece");
	TRY(status);
	return part.offset == part.size ? finish(req, &draft, &owner, &part) : answer(req, &part, false);
}
