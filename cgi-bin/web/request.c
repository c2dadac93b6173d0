/* What pages ask of a request, and what they find wrong with it; see request.h. */
#include "web/request.h"

#include <string.h>

#include "web/web.h"

const char *request_captured(const struct request *req, const char *name)
{
	const char *value = params_get(&req->captured, name);

	return value ? value : "";
}

const char *request_cookie(const struct request *req, const char *name)
{
	if (req->web->https)
		name = arena_printf(req->arena, "__Host-%s", name);
	return params_get(&req->cookies, name);
}

const struct field_error *request_error_of(const struct request *req, const char *field)
{
	for (size_t i = 0; i < req->error_count; i++)
		if (strcmp(req->errors[i].field, field) == 0)
			return &req->errors[i];
	return NULL;
}

void request_error_range(struct request *req, const char *field, const char *key, int64_t min, int64_t max)
{
	if (request_error_of(req, field))
		return;
	if (req->error_count == req->error_room) {
		size_t room = req->error_room ? 2 * req->error_room : 16;
		struct field_error *errors = ARENA_ARRAY(req->arena, room, struct field_error);

		if (req->error_count)
			memcpy(errors, req->errors, req->error_count * sizeof(*errors));
		req->errors = errors;
		req->error_room = room;
	}
	req->errors[req->error_count++] = (struct field_error){ field, key, min, max };
}

void request_error(struct request *req, const char *field, const char *key)
{
	request_error_range(req, field, key, 0, 0);
}

const struct upload *request_upload(const struct request *req, const char *field, size_t index)
{
	for (size_t i = 0; i < req->upload_count; i++) {
		const struct upload *upload = &req->uploads[i];

		if (upload->fault == UPLOAD_WHOLE && strcmp(upload->field, field) == 0 && index-- == 0)
			return upload;
	}
	return NULL;
}
