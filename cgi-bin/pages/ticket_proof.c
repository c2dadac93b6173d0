/* A proof for the person; see ticket_proof.h. It holds hashes alone: whoever finds the file learns nothing but the number. */
#include "pages/ticket_proof.h"

#include "pages/receipt.h"
#include "pages/site.h"
#include "pages/ticket_track.h"
#include "statements.h"
#include "store/log_store.h"
#include "web/fields.h"
#include "web/response.h"

/* The newest event may still wait for the next checkpoint: then the one before it speaks for all up to there. */
static enum status newest_proof(struct request *req, const struct ticket_row *ticket, struct buf *proof)
{
	struct db *db = site_of(req)->db;
	struct event_row *events;
	size_t count;

	TRY(event_of_ticket_list(db, req->arena, &(struct event_of_ticket_in){ ticket->id }, &events, &count));
	while (count-- > 0) {
		enum status status = log_prove(db, req->arena, ticket->id, ticket->number, &events[count], proof);

		if (status != ST_NOT_FOUND)
			return status;
	}
	return ST_NOT_FOUND;
}

/* Tells of the receipt's own event, whatever happened since. */
static enum status first_proof(struct request *req, const struct ticket_row *ticket, struct buf *proof)
{
	struct event_row first;

	TRY(event_first(site_of(req)->db, req->arena, &(struct event_first_in){ ticket->id }, &first));
	return log_prove(site_of(req)->db, req->arena, ticket->id, ticket->number, &first, proof);
}

typedef enum status (*prove_fn)(struct request *req, const struct ticket_row *ticket, struct buf *proof);

static enum status answer(struct request *req, prove_fn prove, const char *ending)
{
	struct buf proof = buf_new(req->arena, 4096);
	struct ticket_row ticket;
	enum status status;

	TRY(track_open(req, &ticket, NULL));
	status = prove(req, &ticket, &proof);
	if (status == ST_NOT_FOUND) {
		request_error(req, "", "not_logged_yet");
		return ST_CONFLICT;
	}
	TRY(status);
	TRY(response_stream(req, "application/json; charset=utf-8", arena_printf(req->arena, "%s%s.json", ticket.number, ending)));
	return stream_write(req, proof.text, proof.len);
}

enum status page_proof_act(struct request *req)
{
	return answer(req, newest_proof, "");
}

enum status page_first_proof_act(struct request *req)
{
	return answer(req, first_proof, "-first");
}

enum status page_signed_act(struct request *req)
{
	struct ticket_row ticket;

	TRY(track_open(req, &ticket, NULL));
	return receipt_send(req, &ticket);
}
