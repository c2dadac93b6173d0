/* Holds and orders; see holds.h. */
#include "pages/holds.h"

#include <string.h>

#include "base/limits.h"
#include "domain/demand.h"
#include "domain/number.h"
#include "pages/desk_list.h"
#include "pages/desk_nav.h"
#include "store/move.h"

#define ROWS_MAX 200	/* holds are few; the oldest beyond this are found by their number */

const struct field hold_fields[] = {
	{ "intent", FIELD_HEX, 32, 32, FIELD_REQUIRED },
	{ "number", FIELD_TICKET, .flags = FIELD_REQUIRED },
	{ "what", FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = "held erasure_ordered" },
	{ "reason", FIELD_BLOCK, LIMIT_REVEAL_REASON_CHARS_MIN, LIMIT_REASON_CHARS, FIELD_REQUIRED },
	{ 0 }
};

const struct field lift_fields[] = {
	{ "intent", FIELD_HEX, 32, 32, FIELD_REQUIRED },
	{ "lift_reason", FIELD_LINE, LIMIT_REVEAL_REASON_CHARS_MIN, LIMIT_REASON_CHARS, FIELD_REQUIRED },
	{ 0 }
};

enum status page_holds_show(struct request *req)
{
	const char *lifting = request_captured(req, "number");
	struct holds_open_out *rows;
	uint32_t from, until;
	size_t count;

	if (*lifting && req->method != METHOD_POST)
		return response_redirect(req, "/admin/holds");
	desk_nav(req);
	desk_reach(req->viewer, &from, &until);
	TRY(holds_open_list(site_of(req)->db, req->arena, &(struct holds_open_in){ from, until, ROWS_MAX }, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		view_setf(req, rows[i].number, "Rows.%zu.Number", i);
		view_setf(req, demand_word((int)rows[i].kind), "Rows.%zu.Kind", i);
		view_intf(req, rows[i].asked_ms, "Rows.%zu.AtMs", i);
		view_setf(req, rows[i].name, "Rows.%zu.Name", i);
		view_setf(req, site_region_name(req, rows[i].region), "Rows.%zu.Region", i);
		view_setf(req, state_word((int)rows[i].state), "Rows.%zu.State", i);
		view_setf(req, rows[i].reason, "Rows.%zu.Reason", i);
	}
	view_set(req, "Lifting", lifting);
	view_intent(req);
	return ST_OK;
}

/* Out of reach looks the same as not there. */
static enum status find(struct request *req, const char *typed, struct ticket_row *ticket)
{
	const char *number;
	enum status status = number_parse(req->arena, typed, &number);

	if (status == ST_OK)
		status = ticket_by_number(site_of(req)->db, req->arena, &(struct ticket_by_number_in){ number }, ticket);
	if (status == ST_OK && staff_covers(req, ticket->region, ""))
		return ST_OK;
	return status == ST_OK || status == ST_INVALID ? ST_NOT_FOUND : status;
}

static enum status move(struct request *req, const struct ticket_row *ticket, enum event_type type, const char *reason)
{
	struct event_text words = { .field = "reason", .body = reason };
	const struct move_act act = { site_of(req)->program, event_word((int)type), reason };
	struct move move = {
		.type = type, .role = (enum role)req->viewer->role, .actor = ACTOR_STAFF, .actor_id = req->viewer->id, .ticket_id = ticket->id,
		.texts = &words, .text_count = 1, .act = &act,
	};
	const char *key = arena_printf(req->arena, "hold %u %s %s %s", req->viewer->id, ticket->number, event_word((int)type), field_text(req, "intent"));
	struct moved moved;

	crypto_hmac(site_of(req)->form_key, key, strlen(key), move.key);
	return move_ticket(site_of(req)->db, req->arena, &move, &moved);
}

enum status page_holds_act(struct request *req)
{
	enum event_type type = (enum event_type)event_from_word(field_text(req, "what"));
	struct ticket_row ticket;
	enum status status = find(req, field_text(req, "number"), &ticket);

	if (status == ST_NOT_FOUND) {
		request_error(req, "number", "other_unknown");
		return ST_INVALID;
	}
	TRY(status);
	status = move(req, &ticket, type, field_text(req, "reason"));
	if (status == ST_CONFLICT)
		request_error(req, "number", type == EVENT_HELD ? "held_already" : "not_erasable");
	TRY(status);
	return response_redirect(req, "/admin/holds");
}

enum status page_lift_act(struct request *req)
{
	struct ticket_row ticket;
	enum status status;

	TRY(find(req, request_captured(req, "number"), &ticket));
	status = move(req, &ticket, EVENT_HOLD_LIFTED, field_text(req, "lift_reason"));
	if (status == ST_CONFLICT)
		request_error(req, "", "not_held");
	TRY(status);
	return response_redirect(req, "/admin/holds");
}
