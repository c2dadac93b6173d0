/* Wishes to be erased; see erasures.h. */
#include "pages/erasures.h"

#include <string.h>

#include "base/limits.h"
#include "domain/number.h"
#include "pages/desk_list.h"
#include "pages/desk_nav.h"
#include "store/move.h"

#define ROWS_MAX 200	/* the oldest first: what is decided makes room */

const struct field erasures_fields[] = {
	{ "intent", FIELD_HEX, 32, 32, FIELD_REQUIRED },
	{ "number", FIELD_TICKET, .flags = FIELD_REQUIRED },
	{ "decision", FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = "erasure_ordered erasure_declined" },
	{ "reason", FIELD_BLOCK, LIMIT_REVEAL_REASON_CHARS_MIN, LIMIT_REASON_CHARS, FIELD_REQUIRED },
	{ 0 }
};

static enum status list(struct request *req, struct erasure_wishes_out **rows, size_t *count)
{
	struct erasure_wishes_in in = { .declined = EVENT_ERASURE_DECLINED, .ordered = EVENT_ERASURE_ORDERED, .erased = EVENT_ERASED, .most = ROWS_MAX };

	desk_reach(req->viewer, &in.region_from, &in.region_until);
	return erasure_wishes_list(site_of(req)->db, req->arena, &in, rows, count);
}

enum status page_erasures_show(struct request *req)
{
	struct erasure_wishes_out *rows;
	size_t count;

	desk_nav(req);
	TRY(list(req, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		view_setf(req, rows[i].number, "Rows.%zu.Number", i);
		view_intf(req, rows[i].asked_ms, "Rows.%zu.AtMs", i);
		view_setf(req, site_region_name(req, rows[i].region), "Rows.%zu.Region", i);
		view_setf(req, state_word((int)rows[i].state), "Rows.%zu.State", i);
		view_setf(req, rows[i].reason, "Rows.%zu.Reason", i);
	}
	view_intent(req);
	return ST_OK;
}

/* Only what stands in the list is decided here; out of reach looks the same as not there. */
static enum status find(struct request *req, struct ticket_row *ticket)
{
	struct erasure_wishes_out *rows;
	size_t count;

	TRY(list(req, &rows, &count));
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].number, field_text(req, "number")) == 0)
			return ticket_by_number(site_of(req)->db, req->arena, &(struct ticket_by_number_in){ rows[i].number }, ticket);
	request_error(req, "number", "other_unknown");
	return ST_INVALID;
}

enum status page_erasures_act(struct request *req)
{
	enum event_type type = (enum event_type)event_from_word(field_text(req, "decision"));
	struct event_text words = { .field = "reason", .body = field_text(req, "reason") };
	const struct move_act act = { site_of(req)->program, event_word((int)type), words.body };
	struct move move = {
		.type = type, .role = (enum role)req->viewer->role, .actor = ACTOR_STAFF, .actor_id = req->viewer->id,
		.texts = &words, .text_count = 1, .act = &act,
	};
	struct ticket_row ticket;
	struct moved moved;
	const char *key;
	enum status status;

	TRY(find(req, &ticket));
	move.ticket_id = ticket.id;
	key = arena_printf(req->arena, "erasure %u %s %s %s", req->viewer->id, ticket.number, event_word((int)type), field_text(req, "intent"));
	crypto_hmac(site_of(req)->form_key, key, strlen(key), move.key);
	status = move_ticket(site_of(req)->db, req->arena, &move, &moved);
	if (status == ST_CONFLICT)
		request_error(req, "number", "not_erasable");
	TRY(status);
	return response_redirect(req, "/admin/erasures");
}
