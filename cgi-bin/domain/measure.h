/* What one event adds to the indicators. Pure; the events themselves say everything.
 *
 * The eight are named in the ministry's set of 2024, as a bulletin of Hebei lists them; how each is counted is ours (default,
 * unverified), as no text that defines them could be read. "Sampled follow-up" is of the older set. What is counted and what of it
 * is a hit are the same event, so that each figure is a list of tickets; only a rectification is added later to the verdict it
 * answers.
 *
 * measure              counted                                             a hit
 * taken                filed                                               –
 * ended                the first time it is closed, referred, withdrawn    –
 *                      or not accepted
 * inquiry_at_once      the first answer to an inquiry                      answered at once
 * other_on_time        an answer to what is no complaint                   not after the promise as it stood then
 * at_once_satisfied    the first verdict, if the last answer was at once   4 or 5 of 5, or satisfied on the phone
 * called_back          a unit's approved answer after which it was called  spoken to, whatever was said
 *                      or closed
 * put_right            a bad verdict: 1 or 2 of 5, dissatisfied on the     answered again since
 *                      phone, asked to reopen; one until it is put right
 * complaint_on_time    an answer to a complaint                            not after the promise as it stood then
 * complaint_reviewed   an answer to a complaint                            approved by a second person
 * complaint_satisfied  the first result of a call about a complaint        satisfied
 * sample_called        as called_back, of what the draw chose              spoken to
 *
 * Signs are counted in the same way and say that a ticket is worth a look, not that anybody did wrong. Their bounds are ours (default,
 * unverified):
 *
 * returned_again       sent back by a unit or by another place             the ticket had been sent back before
 * last_minutes         a unit's reply                                      within MEASURE_LAST_MINUTES_MS before what was promised
 * last_hour            an extension asked for                              within MEASURE_LAST_HOUR_MS before what was promised
 * copied_reply         a unit's reply                                      the unit gave the same words to MEASURE_COPIED_MATTERS or more
 *                                                                          matters, this one last (store/copied.h)
 *
 * Kind, item and source are those of the filing; place and unit are who had it when it happened ('' the hotline itself).
 */
#ifndef DOMAIN_MEASURE_H
#define DOMAIN_MEASURE_H

#include <stdbool.h>
#include <stdint.h>

#include "domain/ticket.h"
#include "domain/told.h"

/* Stored: append, never renumber. */
enum measure {
	MEASURE_TAKEN = 1, MEASURE_ENDED, MEASURE_INQUIRY_AT_ONCE, MEASURE_OTHER_ON_TIME, MEASURE_AT_ONCE_SATISFIED,
	MEASURE_CALLED_BACK, MEASURE_PUT_RIGHT, MEASURE_COMPLAINT_ON_TIME, MEASURE_COMPLAINT_REVIEWED, MEASURE_COMPLAINT_SATISFIED,
	MEASURE_SAMPLE_CALLED,
	MEASURE_RETURNED_AGAIN, MEASURE_LAST_MINUTES, MEASURE_LAST_HOUR, MEASURE_COPIED_REPLY, MEASURE_END
};
#define MEASURE_SIGNS MEASURE_RETURNED_AGAIN	/* indicators come before it, signs from it on */
#define MEASURE_LAST_MINUTES_MS (INT64_C(30) * 60 * 1000)
#define MEASURE_LAST_HOUR_MS (INT64_C(60) * 60 * 1000)
#define MEASURE_COPIED_MATTERS 3
#define MEASURES_PER_EVENT 5

struct measured {
	enum measure what;
	uint32_t seq;		/* the event that is counted */
	int64_t at_ms;		/* … and when it was */
	uint32_t region;
	char unit[TOLD_UNIT_BYTES];
	bool counted;		/* false: counted before, a hit only now */
	bool hit;
};

/* What the earlier events of the same ticket have come to; zeroed before its first. */
struct measure_past {
	uint32_t kind, source, item, region;
	char unit[TOLD_UNIT_BYTES];
	int64_t promise_ms;	/* 0: none */
	bool answered, at_once, ended, heard, called;
	bool to_call, chosen;	/* a unit's answer stands, and nobody has called or closed yet */
	struct measured bad;	/* the verdict that waits to be put right; what 0: none */
	uint32_t returns;
	bool imported;		/* from an older system: in no figure of ours, whatever becomes of it here */
	char matter[TOLD_TICKET_BYTES];	/* number of the ticket that it was grouped under or merged into last; "": none, it is its own */
};

/* Takes one ticket's events in their order; out has room for MEASURES_PER_EVENT. ST_INVALID: the bytes are no event's. */
MUST_CHECK enum status measure_event(struct measure_past *past, enum event_type type, enum ticket_state to, uint32_t seq, int64_t at_ms,
				     struct bytes canonical, struct measured *out, size_t *count);

/* "taken" …; NULL for none. 0 for no such word. */
const char *measure_word(int measure);
int measure_from_word(const char *word);
/* It says what is worth a look, rather than how well it went. */
bool measure_is_sign(int measure);
/* True where hits say something: it is a rate, not a number. */
bool measure_is_rate(int measure);

/* Does a person speak against the answer with it? rating: of the ticket, when it is EVENT_RATED. */
#define RATING_BAD 2	/* and below */
bool measure_is_bad(enum event_type type, uint32_t rating);

#endif
