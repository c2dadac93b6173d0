/* A wish to be erased; see ticket_erase.h. */
#include "pages/ticket_erase.h"

#include <string.h>

#include "base/limits.h"
#include "domain/event.h"
#include "pages/portal_visit.h"
#include "pages/ticket_data.h"
#include "pages/ticket_track.h"

const struct field erase_fields[] = {
	{ "number", FIELD_TICKET, .flags = FIELD_REQUIRED },
	{ "code", FIELD_CODE, .flags = FIELD_REQUIRED },
	{ "intent", FIELD_HEX, 32, 32, FIELD_REQUIRED },
	{ "erase_reason", FIELD_BLOCK, 0, LIMIT_REASON_CHARS },
	{ 0 }
};

/* ---- where it stands --------------------------------------------------------------------------------------- */

static bool is_about(uint32_t type)
{
	return type == EVENT_ERASURE_ASKED || type == EVENT_ERASURE_DECLINED || type == EVENT_ERASURE_ORDERED || type == EVENT_ERASED;
}

/* The newest event that asks or answers; NULL: none. An order or an erasure that nobody asked for is not told. */
static const struct event_told_out *last_of(const struct ticket_told *told)
{
	const struct event_told_out *last = NULL;

	for (size_t i = 0; i < told->count; i++)
		if (is_about(told->rows[i].type) && (last || told->rows[i].type == EVENT_ERASURE_ASKED || told->rows[i].type == EVENT_ERASED))
			last = &told->rows[i];
	return last;
}

static bool may_ask(const struct ticket_row *ticket, const struct event_told_out *last)
{
	bool known = !text_empty(ticket->phone_mask) || !text_empty(ticket->name_mask);

	return known && (!last || last->type == EVENT_ERASURE_DECLINED);
}

void erasure_show(struct request *req, const struct ticket_row *ticket, const struct ticket_told *told)
{
	const struct event_told_out *last = last_of(told);

	view_flag(req, "Can.erase", may_ask(ticket, last));
	if (!last)
		return;
	view_set(req, "Erasure.State", event_word((int)last->type));
	view_int(req, "Erasure.AtMs", last->at_ms);
	if (last->type == EVENT_ERASURE_DECLINED)
		view_set(req, "Erasure.Reason", last->body);
}

/* ---- asking ------------------------------------------------------------------------------------------------ */

/* Kept.N.{Class,Days,Source}: one for each class, as it is for this place. A confidential matter has a class of its own. */
static enum status show_kept(struct request *req, const struct ticket_row *ticket)
{
	struct retention_of_region_out *rows;
	const char *before = "";
	size_t count, shown = 0;

	TRY(retention_of_region_list(site_of(req)->db, req->arena, &(struct retention_of_region_in){ arena_printf(req->arena, "%06u", ticket->region) }, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		bool other = strcmp(rows[i].class, ticket->confidential ? "person" : "confidential") == 0;

		if (other || strcmp(rows[i].class, before) == 0)
			continue;
		before = rows[i].class;
		view_setf(req, rows[i].class, "Kept.%zu.Class", shown);
		view_intf(req, rows[i].days, "Kept.%zu.Days", shown);
		view_setf(req, text_equal(req->language, "en") && *rows[i].source_en ? rows[i].source_en : rows[i].source, "Kept.%zu.Source", shown++);
	}
	return ST_OK;
}

static enum status show(struct request *req, const struct ticket_row *ticket)
{
	visit_begin(req);
	TRY(show_kept(req, ticket));
	view_template(req, "ticket_erase");
	view_set(req, "Ticket.Number", ticket->number);
	track_show_keys(req, ticket, "");
	view_intent(req);
	return ST_OK;
}

/* ST_CONFLICT with its error: nothing is known, or it is asked already. */
static enum status open_known(struct request *req, struct ticket_row *ticket)
{
	struct ticket_told told;

	TRY(track_open(req, ticket, &told));
	if (may_ask(ticket, last_of(&told)))
		return ST_OK;
	request_error(req, "", "erase_not_now");
	return ST_CONFLICT;
}

enum status page_erase_act(struct request *req)
{
	struct ticket_row ticket;

	TRY(open_known(req, &ticket));
	return show(req, &ticket);
}

enum status page_erase_again(struct request *req)
{
	struct ticket_told told;
	struct ticket_row ticket;

	if (track_reopens(req, &ticket, &told) && may_ask(&ticket, last_of(&told)))
		return show(req, &ticket);
	return page_mine_again(req);
}

enum status page_erase_ask_act(struct request *req)
{
	struct event_text text = { .field = "reason", .body = field_text(req, "erase_reason") };
	struct ticket_told told;
	struct ticket_row ticket;

	TRY(track_open(req, &ticket, &told));
	/* A repeat of the same button is known by its key; another wish beside an open one is none. */
	if (!may_ask(&ticket, last_of(&told)) && (!last_of(&told) || last_of(&told)->type != EVENT_ERASURE_ASKED)) {
		request_error(req, "", "erase_not_now");
		return ST_CONFLICT;
	}
	if (may_ask(&ticket, last_of(&told)))
		TRY(track_move(req, &(struct track_intent){ .type = EVENT_ERASURE_ASKED, .text = &text }, &ticket));
	return mine_show(req, &ticket, "erasure_asked");
}
