/* Tracking by number and code, and what the person may do with the own ticket: withdraw, urge, rate, ask to reopen.
 *
 * Every POST brings number and code (hidden after the first time), so nothing stays signed in on a shared
 * machine; each form has an intent of its own, so that a repeat changes nothing.
 */
#ifndef PAGES_TICKET_TRACK_H
#define PAGES_TICKET_TRACK_H

#include "domain/ticket.h"
#include "web/route.h"

extern const struct field track_fields[], withdraw_fields[], rate_fields[], urge_fields[];

/* Finds the ticket that the fields number and code open together; otherwise ST_INVALID with the error for the form.
 * told: also what its events say; NULL for who needs none. */
struct ticket_row;
struct ticket_told;
struct event_text;
struct event_fact;
struct move_file;
MUST_CHECK enum status track_open(struct request *req, struct ticket_row *ticket, struct ticket_told *told);

/* After a refused POST: whether its number and code still open the ticket. */
bool track_reopens(struct request *req, struct ticket_row *ticket, struct ticket_told *told);
/* Else the form for number and code again, with the errors; who only looks is led there. */
enum status track_ask(struct request *req);

/* Who.{Number,Code}, Done: what a page below a ticket opens it with again, and what was just done: a word of track.done, or "". */
void track_show_keys(struct request *req, const struct ticket_row *ticket, const char *done);

/* The page of one ticket, and above it what was just done: a word of track.done, or "". */
MUST_CHECK enum status track_show_again(struct request *req, const struct ticket_row *ticket, const char *done);

/* A move of the person's own, by the form's intent: a repeat changes nothing. text: may be empty. */
struct track_intent {
	enum event_type type;
	struct event_text *text;
	uint32_t rating;
	const struct event_fact *facts;
	size_t fact_count;
	const struct move_file *files;	/* in their place */
	size_t file_count;
};

/* ticket: as the move leaves it. ST_CONFLICT with its error: not in this state. ST_TOO_MANY: files. */
MUST_CHECK enum status track_move(struct request *req, const struct track_intent *intent, struct ticket_row *ticket);

enum status page_track_show(struct request *req);
enum status page_track_act(struct request *req);
/* Show of the action pages: only after a wrong field; leads to the tracking form when opened by hand. */
enum status page_track_again(struct request *req);
enum status page_withdraw_act(struct request *req);
enum status page_rate_act(struct request *req);
enum status page_urge_act(struct request *req);

#endif
