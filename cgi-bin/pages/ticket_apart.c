/* Taking back that one joined; see ticket_apart.h. */
#include "pages/ticket_apart.h"

#include "domain/ticket.h"
#include "pages/site.h"
#include "pages/ticket_track.h"
#include "statements.h"
#include "store/move.h"
#include "web/view.h"

const struct field apart_fields[] = {
	{ "number", FIELD_TICKET, .flags = FIELD_REQUIRED },
	{ "code", FIELD_CODE, .flags = FIELD_REQUIRED },
	{ "intent", FIELD_HEX, 32, 32, FIELD_REQUIRED },
	{ 0 }
};

enum status apart_show(struct request *req, const struct ticket_row *ticket)
{
	struct join_of_out joined;
	enum status status;

	if (ticket->state != STATE_GROUPED)
		return ST_OK;
	status = join_of(site_of(req)->db, req->arena, &(struct join_of_in){ ticket->id }, &joined);
	view_flag(req, "Can.apart", status == ST_OK && joined.phase == TIE_HOLDS);
	return status == ST_NOT_FOUND ? ST_OK : status;
}

/* What staff tied stays tied; a repeat finds no tie, and its own first outcome. */
static enum status check_joined(struct request *req, const struct ticket_row *ticket)
{
	struct join_of_out joined;
	enum status status;

	if (ticket->state != STATE_GROUPED)
		return ST_OK;
	status = join_of(site_of(req)->db, req->arena, &(struct join_of_in){ ticket->id }, &joined);
	if (status == ST_NOT_FOUND || (status == ST_OK && joined.phase != TIE_HOLDS)) {
		request_error(req, "", "not_now");
		return ST_CONFLICT;
	}
	return status;
}

enum status page_apart_act(struct request *req)
{
	struct ticket_row ticket;

	TRY(track_open(req, &ticket, NULL));
	TRY(check_joined(req, &ticket));
	TRY(track_move(req, &(struct track_intent){ .type = EVENT_UNGROUPED }, &ticket));
	return track_show_again(req, &ticket, "apart");
}
