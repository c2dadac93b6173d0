/* What one event adds to the published counts. Pure; the events themselves say everything.
 *
 * taken      filed
 * answered   answered at once, or a reply approved; a reworked matter's second answer counts again
 * on time    an answer not after the promise as it stood then: the due time of the last clock of stage
 *            "answer" or "extend" in this or an earlier event. Without any promise nothing was late.
 * instant    answered at once, as the first answer
 * closed     the first time that the matter ends: closed, referred, withdrawn or not accepted
 * rated      the person's first verdict: a rating of their own or the result of the follow-up call.
 *            Later ones do not count, so that nobody can vote twice
 * satisfied  of these: 4 or 5 of 5, or satisfied on the phone
 *
 * Region, kind and domain are those of the filing; the day is the event's, in China Standard Time. The statement
 * rollup_differences counts the same a second way.
 */
#ifndef DOMAIN_TALLY_H
#define DOMAIN_TALLY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "base/text.h"
#include "domain/ticket.h"

#define TALLY_SATISFIED_FROM 4	/* of 5 stars */

struct tally {
	int32_t day;
	uint32_t region;
	uint32_t kind;
	uint32_t domain;
	uint32_t taken, instant, closed, answered, on_time, rated, satisfied;
};

/* What the earlier events of the same ticket have come to; zeroed before its first. */
struct tally_past {
	uint32_t region;
	uint32_t kind;
	uint32_t domain;
	int64_t promise_ms;	/* 0: none */
	bool closed, answered, heard;
	bool imported;		/* from an older system: counted nowhere */
};

/* Takes one ticket's events in their order; counts is what this one adds, all zero for most.
 * ST_INVALID: the canonical bytes are not an event's. */
MUST_CHECK enum status tally_event(struct tally_past *past, enum event_type type, enum ticket_state to, int64_t at_ms,
				   struct bytes canonical, struct tally *counts);
bool tally_is_zero(const struct tally *counts);

#endif
