/* The person's own data; see ticket_data.h. Who the person is lies sealed, so that this program gives only the masks it sees. */
#include "pages/ticket_data.h"

#include "base/now.h"
#include "domain/notice.h"
#include "pages/notice_view.h"
#include "pages/portal_visit.h"
#include "pages/site.h"
#include "pages/ticket_erase.h"
#include "pages/ticket_track.h"
#include "pages/ticket_view.h"
#include "statements.h"
#include "web/response.h"
#include "web/view.h"

static void member(struct buf *json, const char *name, const char *value)
{
	buf_printf(json, " \"%s\":", name);
	buf_json(json, value);
	buf_text(json, ",\n");
}

static const char *moment(struct request *req, int64_t at_ms)
{
	return at_ms ? time_text(req->arena, at_ms) : "";
}

static void add_ticket(struct request *req, const struct ticket_row *t, struct buf *json)
{
	member(json, "about", view_label(req, "data.about"));
	member(json, "number", t->number);
	member(json, "kind", kind_word((int)t->kind));
	member(json, "state", state_word((int)t->state));
	member(json, "item", site_item_name(req, t->item));
	member(json, "region", site_region_name(req, t->region));
	member(json, "filed_at", moment(req, t->filed_ms));
	member(json, "happened_at", moment(req, t->happened_ms));
	member(json, "answer_due_at", moment(req, t->answer_due_ms));
	member(json, "name", t->name_mask);
	member(json, "phone", t->phone_mask);
	member(json, "reply_by", reply_by_word((int)t->reply_by));
	member(json, "confidential", t->confidential ? "yes" : "no");
	member(json, "place", t->place);
	member(json, "company", t->company);
	member(json, "plate", t->plate);
	member(json, "line", t->line);
}

static enum status add_files(struct request *req, uint64_t ticket_id, struct buf *json)
{
	struct attachment_of_ticket_out *files;
	size_t count;

	TRY(attachment_of_ticket_list(site_of(req)->db, req->arena, &(struct attachment_of_ticket_in){ ticket_id }, &files, &count));
	buf_text(json, " \"files\":[");
	for (size_t i = 0; i < count; i++) {
		buf_text(json, i ? ",{\"name\":" : "{\"name\":");
		buf_json(json, files[i].name);
		buf_printf(json, ",\"bytes\":%llu,\"sha256\":\"%s\"}", (unsigned long long)files[i].size,
			   text_hex(req->arena, files[i].sha256.p, files[i].sha256.n));
	}
	buf_text(json, "],\n");
	return ST_OK;
}

static enum status add_notices(struct request *req, uint64_t ticket_id, struct buf *json)
{
	struct notices_of_ticket_out *rows;
	size_t count;

	TRY(notices_of_ticket_list(site_of(req)->db, req->arena, &(struct notices_of_ticket_in){ ticket_id }, &rows, &count));
	buf_text(json, " \"notices\":[");
	for (size_t i = 0; i < count; i++)
		buf_printf(json, "%s{\"notice\":\"%s\",\"channel\":\"%s\",\"state\":\"%s\",\"at\":\"%s\"}", i ? "," : "",
			   notice_word((int)rows[i].kind), notice_channel_word((int)rows[i].channel),
			   notice_state_word((int)rows[i].state), time_text(req->arena, rows[i].made_ms));
	buf_text(json, "]\n}\n");
	return ST_OK;
}

enum status page_data_act(struct request *req)
{
	struct buf json = buf_new(req->arena, 16384);
	struct ticket_told told;
	struct ticket_row ticket;

	TRY(track_open(req, &ticket, &told));
	buf_text(&json, "{\n");
	add_ticket(req, &ticket, &json);
	buf_text(&json, " \"events\":");
	ticket_events_json(req, &told, &json);
	buf_text(&json, ",\n");
	TRY(add_files(req, ticket.id, &json));
	TRY(add_notices(req, ticket.id, &json));
	TRY(response_stream(req, "application/json; charset=utf-8", arena_printf(req->arena, "%s-data.json", ticket.number)));
	return stream_write(req, json.text, json.len);
}

/* ---- the page ------------------------------------------------------------------------------------------------ */

enum status mine_show(struct request *req, const struct ticket_row *ticket, const char *done)
{
	struct notice_any_of_out any;
	struct ticket_told told;

	visit_begin(req);
	TRY(notice_any_of(site_of(req)->db, req->arena, &(struct notice_any_of_in){ ticket->id, ticket->id }, &any));
	view_flag(req, "Told", any.contact);
	if (any.noticed)
		TRY(view_notices(req, ticket->id));
	view_set(req, "Ticket.Number", ticket->number);
	view_flag(req, "Ticket.Paused", ticket->paused_ms > 0);
	TRY(ticket_told_load(req, ticket->id, &told));
	view_ticket_promise(req, &told, PROMISE_CALENDAR | PROMISE_DAYS);
	erasure_show(req, ticket, &told);
	track_show_keys(req, ticket, done);
	view_template(req, "ticket_mine");
	return ST_OK;
}

enum status page_mine_act(struct request *req)
{
	struct ticket_row ticket;

	TRY(track_open(req, &ticket, NULL));
	return mine_show(req, &ticket, "");
}

enum status page_mine_again(struct request *req)
{
	struct ticket_row ticket;

	return track_reopens(req, &ticket, NULL) ? mine_show(req, &ticket, "") : track_ask(req);
}

enum status page_forget_act(struct request *req)
{
	struct ticket_row ticket;

	TRY(track_open(req, &ticket, NULL));
	TRY(notice_contact_erase(site_of(req)->db, &(struct notice_contact_erase_in){ ticket.id }));
	return mine_show(req, &ticket, "forgotten");
}
