/* Presence on a ticket; see desk_presence.h. */
#include "pages/desk_presence.h"

#include "base/limits.h"
#include "pages/desk_ticket.h"
#include "pages/site.h"
#include "statements.h"
#include "web/response.h"
#include "web/view.h"

static enum status meet(struct request *req, const struct ticket_row *ticket, struct presence_of_others_out **others, size_t *count)
{
	struct db *db = site_of(req)->db;

	TRY(presence_put(db, &(struct presence_put_in){ ticket->id, req->viewer->id, req->now_ms }));
	return presence_of_others_list(db, req->arena, &(struct presence_of_others_in){
		ticket->id, req->viewer->id, req->now_ms - LIMIT_PRESENCE_MS }, others, count);
}

enum status desk_presence(struct request *req, const struct ticket_row *ticket)
{
	struct presence_of_others_out *others;
	size_t count;

	TRY(meet(req, ticket, &others, &count));
	for (size_t i = 0; i < count; i++)
		view_setf(req, others[i].name, "Others.%zu", i);
	return ST_OK;
}

enum status page_presence_show(struct request *req)
{
	struct presence_of_others_out *others;
	struct buf out = buf_new(req->arena, 256);
	struct ticket_row ticket;
	size_t count;

	TRY(desk_ticket_load(req, &ticket));
	TRY(meet(req, &ticket, &others, &count));
	buf_printf(&out, "{\"version\":%u,\"others\":[", ticket.version);
	for (size_t i = 0; i < count; i++) {
		buf_text(&out, i ? "," : "");
		buf_json(&out, others[i].name);
	}
	buf_text(&out, "]}\n");
	return response_body(req, "application/json", out.text, out.len);
}
