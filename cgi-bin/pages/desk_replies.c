/* Words to reply with; see desk_replies.h. Every change is in the trail of acts. */
#include "pages/desk_replies.h"

#include <string.h>

#include "pages/desk_nav.h"
#include "web/response.h"
#include "store/acted.h"

#define LIST_MAX 200

const struct field reply_fields[] = {
	{ "version", FIELD_NUMBER, 0, INT32_MAX },
	{ "title", FIELD_LINE, 2, 50, FIELD_REQUIRED },
	{ "body", FIELD_BLOCK, 5, 2000, FIELD_REQUIRED },
	{ "retired", FIELD_YES },
	{ 0 }
};

/* Whose words the viewer writes: '' for the province's. */
static const char *owner(const struct request *req)
{
	return req->viewer->role == ROLE_UNIT ? req->viewer->unit : "";
}

static enum status load_all(struct request *req, struct reply_row **rows, size_t *count)
{
	return reply_of_owner_list(site_of(req)->db, req->arena, &(struct reply_of_owner_in){
		req->viewer->province, owner(req), LIST_MAX }, rows, count);
}

enum status desk_show_replies(struct request *req)
{
	struct reply_row *rows;
	size_t count, shown = 0;

	TRY(load_all(req, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		if (!rows[i].active)
			continue;
		view_intf(req, rows[i].id, "Replies.%zu.Id", shown);
		view_setf(req, rows[i].title, "Replies.%zu.Title", shown);
		view_setf(req, rows[i].body, "Replies.%zu.Body", shown);
		shown++;
	}
	return ST_OK;
}

static enum status change(struct request *req, enum sql_id id, const void *in, const char *act, const char *object)
{
	return acted_change(site_of(req)->db, id, in, &(struct staff_act_insert_in){
		.at_ms = req->now_ms, .staff_id = req->viewer->id, .program = "admin", .act = act, .object = object, .detail = field_text(req, "title") });
}

/* ---- all -------------------------------------------------------------------------------------------------------- */

enum status page_replies_show(struct request *req)
{
	struct reply_row *rows;
	size_t count;

	desk_nav(req);
	TRY(load_all(req, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		view_intf(req, rows[i].id, "Kept.%zu.Id", i);
		view_setf(req, rows[i].title, "Kept.%zu.Title", i);
		view_setf(req, rows[i].body, "Kept.%zu.Body", i);
		view_setf(req, rows[i].active ? "" : "1", "Kept.%zu.Retired", i);
		view_setf(req, *rows[i].unit ? "" : "1", "Kept.%zu.Province", i);
		if (strcmp(rows[i].unit, owner(req)) == 0)
			view_setf(req, "1", "Kept.%zu.Own", i);
	}
	return ST_OK;
}

/* A title names one text of its owner; so a form that is sent twice adds one. */
static enum status explain(struct request *req, enum status status)
{
	if (status == ST_DUPLICATE)
		request_error(req, "title", "taken");
	if (status == ST_CONFLICT)
		request_error(req, "", "stale");
	return status;
}

enum status page_replies_act(struct request *req)
{
	TRY(explain(req, change(req, SQL_reply_add, &(struct reply_add_in){
		req->viewer->province, owner(req), field_text(req, "title"), field_text(req, "body"), req->viewer->id, req->now_ms }, "reply_added", "")));
	return response_redirect(req, "/admin/replies");
}

/* ---- one -------------------------------------------------------------------------------------------------------- */

static enum status load(struct request *req, struct reply_row *reply)
{
	int64_t id;

	if (text_to_int(request_captured(req, "id"), 1, UINT32_MAX, &id) != ST_OK)
		return ST_NOT_FOUND;
	return reply_by_id(site_of(req)->db, req->arena, &(struct reply_by_id_in){ (uint32_t)id, req->viewer->province, owner(req) }, reply);
}

enum status page_reply_show(struct request *req)
{
	struct reply_row reply;

	TRY(load(req, &reply));
	desk_nav(req);
	view_int(req, "Reply.Id", reply.id);
	field_show(req, "version", arena_printf(req->arena, "%u", reply.version));
	field_show(req, "title", reply.title);
	field_show(req, "body", reply.body);
	field_show(req, "retired", reply.active ? "" : "yes");
	return ST_OK;
}

enum status page_reply_act(struct request *req)
{
	struct reply_row reply;

	TRY(load(req, &reply));
	TRY(explain(req, change(req, SQL_reply_change, &(struct reply_change_in){
		.title = field_text(req, "title"), .body = field_text(req, "body"), .active = !field_number(req, "retired"),
		.staff_id = req->viewer->id, .updated_ms = req->now_ms, .id = reply.id, .version = (uint32_t)field_number(req, "version") },
		"reply_changed", request_captured(req, "id"))));
	return response_redirect(req, "/admin/replies");
}
