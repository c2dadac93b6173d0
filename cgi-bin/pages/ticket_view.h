/* One ticket as values for a template; the same for the person, the desk and the auditor, each seeing what is theirs.
 *
 * Ticket.{Number,Kind,State,Stage,ItemName,RegionName,FiledMs,DueMs,PromiseMs,Late,Paused,Confidential,Summary,
 *   Place,Company,Plate,Line,Wish,Content,PhoneMask,NameMask,Rating,Version,Unit,UnitName,HappenedMs}
 * Ticket.Files.N.{Id,Name,Kib,Small,Width,Height,Check,Found}: Small is the address of a picture's small one; Check a word of domain/check.h
 * Ticket.CorrectedMs: when the person put the filing right last.
 * Events.N.{Seq,AtMs,Type,From,To,Actor,Texts.field,Hash,…}      oldest first
 */
#ifndef PAGES_TICKET_VIEW_H
#define PAGES_TICKET_VIEW_H

#include "pages/promise_view.h"
#include "pages/site.h"
#include "statements.h"

enum view_as {
	VIEW_AS_PERSON,		/* no internal notes, no reply before it is approved, no staff names */
	VIEW_AS_STAFF,
	VIEW_AS_AUDITOR,	/* everything, with hashes and canonical bytes */
};

/* What its events say, in their order; an event stands once for each of its texts. */
struct ticket_told {
	const struct event_told_out *rows;
	size_t count;
};

/* All of it, its promise too. */
MUST_CHECK enum status view_ticket(struct request *req, const struct ticket_row *ticket, enum view_as as);

/* The same without the promise, for who has read the events already. */
MUST_CHECK enum status view_ticket_told(struct request *req, const struct ticket_row *ticket, enum view_as as, const struct ticket_told *told);

/* Promise.*, with the parts (enum promise_part) that the page has room for. */
void view_ticket_promise(struct request *req, const struct ticket_told *told, unsigned parts);

/* What of the event that a row belongs to stays hidden from whom it is shown to. */
enum ticket_part { TICKET_PART_NONE, TICKET_PART_EVENT, TICKET_PART_WORDS };
enum ticket_part ticket_hides(struct request *req, enum view_as as, const struct ticket_told *told, size_t row);
/* A text of the filing by its field ("content"), as the person put it last; "" when there is none. */
const char *ticket_told_text(const struct ticket_told *told, const char *field);

MUST_CHECK enum status ticket_told_load(struct request *req, uint64_t ticket_id, struct ticket_told *told);

/* What the person may read of the events, as a JSON list: seq, at, event, label, words. */
void ticket_events_json(struct request *req, const struct ticket_told *told, struct buf *json);

#endif
