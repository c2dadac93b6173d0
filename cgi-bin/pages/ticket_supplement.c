/* Adding to a ticket; see ticket_supplement.h. */
#include "pages/ticket_supplement.h"

#include "base/limits.h"
#include "pages/attach.h"
#include "pages/site.h"
#include "pages/ticket_track.h"
#include "statements.h"
#include "store/move.h"

const struct field supplement_fields[] = {
	{ "number", FIELD_TICKET, .flags = FIELD_REQUIRED },
	{ "code", FIELD_CODE, .flags = FIELD_REQUIRED },
	{ "intent", FIELD_HEX, 32, 32, FIELD_REQUIRED },
	{ "supplement", FIELD_BLOCK, 2, LIMIT_REPLY_CHARS },
	{ "attachment", FIELD_FILE },
	{ 0 }
};

static enum status take(struct request *req, const struct upload *upload, struct move_file *file)
{
	const struct config *config = site_of(req)->config;
	const char *type = attach_type(upload);
	const char *packed, *spool_name;
	enum status status;

	if (!type) {
		request_error(req, "attachment", "file_type");
		return ST_INVALID;
	}
	status = attach_keep(req->arena, config, upload, type, &packed);
	if (status == ST_INVALID)
		request_error(req, "attachment", "file_picture");
	TRY(status);
	TRY(attach_unpack(req->arena, packed, &spool_name, file));
	return attach_place(req->arena, config, spool_name, req->now_ms, file);
}

static enum status too_many(struct request *req)
{
	request_error_range(req, "attachment", "too_many_files", 0, LIMIT_FILES);
	return ST_INVALID;
}

/* All of them, or none: what is wrong with one is said before anything is written. */
static enum status take_all(struct request *req, const struct ticket_row *ticket, struct move_file *files, size_t *count)
{
	size_t sent = 0;

	while (request_upload(req, "attachment", sent))
		sent++;
	if (ticket->files + sent > LIMIT_FILES)
		return too_many(req);
	for (*count = 0; *count < sent; (*count)++)
		TRY(take(req, request_upload(req, "attachment", *count), &files[*count]));
	return ST_OK;
}

enum status page_supplement_act(struct request *req)
{
	struct event_text text = { .field = "supplement", .body = field_text(req, "supplement") };
	struct move_file files[LIMIT_FILES] = { 0 };
	struct track_intent intent = { .type = EVENT_SUPPLEMENTED, .text = &text, .files = files };
	struct ticket_row ticket;
	enum status status;

	TRY(track_open(req, &ticket, NULL));
	if (text_empty(text.body) && !request_upload(req, "attachment", 0)) {
		request_error(req, "supplement", "required");
		return ST_INVALID;
	}
	TRY(take_all(req, &ticket, files, &intent.file_count));
	status = track_move(req, &intent, &ticket);
	if (status == ST_TOO_MANY)	/* another tab was quicker */
		return too_many(req);
	TRY(status);
	return track_show_again(req, &ticket, "supplemented");
}
