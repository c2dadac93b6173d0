/* Pictures and papers: kept one by one in the draft, taken out again by their place. */
#include "pages/ticket_new.h"

#include "base/limits.h"
#include "pages/attach.h"

const struct field new_files_fields[] = {
	{ "attachment", FIELD_FILE },
	{ "remove", FIELD_NUMBER, 0, LIMIT_FILES },
	{ 0 }
};

static const char *file_key(struct request *req, int i)
{
	return arena_printf(req->arena, "file%d", i);
}

static void show_files(struct request *req, const struct draft *draft)
{
	size_t shown = 0;

	for (int i = 1; i <= LIMIT_FILES; i++) {
		const char *packed = draft_get(draft, file_key(req, i));
		const char *spool_name;
		struct move_file file;

		if (!*packed || attach_unpack(req->arena, packed, &spool_name, &file) != ST_OK)
			continue;
		view_intf(req, i, "Files.%zu.Index", shown);
		view_setf(req, file.name, "Files.%zu.Name", shown);
		view_intf(req, (int64_t)(file.size / 1024) + 1, "Files.%zu.Kib", shown);
		shown++;
	}
	view_int(req, "FileCount", (int64_t)shown);
}

enum status page_new_files_show(struct request *req)
{
	struct draft draft;

	TRY(new_open(req, NEW_FILES, &draft));
	show_files(req, &draft);
	view_int(req, "FilesMax", LIMIT_FILES);
	view_int(req, "FileMaxMib", LIMIT_FILE_BYTES >> 20);
	return ST_OK;
}

const char *new_sent_key(struct request *req, int place)
{
	return arena_printf(req->arena, "sent%d", place);
}

int new_file_place(struct request *req, const struct draft *draft)
{
	for (int i = 1; i <= LIMIT_FILES; i++)
		if (!*draft_get(draft, file_key(req, i)))
			return i;
	return 0;
}

enum status new_too_many_files(struct request *req)
{
	request_error_range(req, "attachment", "too_many_files", 0, LIMIT_FILES);
	return ST_INVALID;
}

enum status new_add_file(struct request *req, struct draft *draft, const struct upload *upload)
{
	int place = new_file_place(req, draft);
	const char *type = attach_type(upload);
	const char *packed;
	enum status status;

	if (!type) {
		request_error(req, "attachment", "file_type");
		return ST_INVALID;
	}
	if (!place)
		return new_too_many_files(req);
	status = attach_keep(req->arena, site_of(req)->config, upload, type, &packed);
	if (status == ST_INVALID)
		request_error(req, "attachment", "file_picture");
	TRY(status);
	return draft_set(draft, file_key(req, place), packed);
}

enum status page_new_files_act(struct request *req)
{
	const struct upload *upload;
	struct draft draft;
	enum status status = ST_OK;
	bool ready;

	TRY(new_begin(req, NEW_FILES, &draft, &ready));
	if (!ready)
		return ST_OK;
	if (field_number(req, "remove") > 0) {
		draft_remove(&draft, file_key(req, (int)field_number(req, "remove")));
		draft_remove(&draft, new_sent_key(req, (int)field_number(req, "remove")));
		TRY(visit_save(req, &draft));
		return response_redirect(req, new_path(NEW_FILES));
	}
	for (size_t i = 0; status == ST_OK && (upload = request_upload(req, "attachment", i)) != NULL; i++)
		status = new_add_file(req, &draft, upload);
	if (status != ST_OK) {
		/* What came before the wrong one is kept. */
		TRY(visit_save(req, &draft));
		return status;
	}
	TRY(draft_set(&draft, "files", "done"));
	return new_go_on(req, &draft);
}
