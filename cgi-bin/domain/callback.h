/* Calling back (回访): who may call about an answered matter, and when somebody counts as not to be reached. Pure.
 *
 * Whoever let the answer out (复核) does not ask whether it satisfies. Not reached is only who was tried in three different
 * half-days, each attempt an event of its own; a half-day is the forenoon or the afternoon, China Standard Time.
 */
#ifndef DOMAIN_CALLBACK_H
#define DOMAIN_CALLBACK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "domain/absence.h"

#define CALLBACK_HALF_DAYS 3	/* default, unverified: no national text names a number */

/* Since the last answer. */
struct callback_past {
	const int64_t *failed_ms;	/* attempts in vain */
	size_t failed;
	uint32_t reviewer;		/* staff who let the answer out; 0: nobody */
};

/* Is it something that is done by calling? */
bool callback_is_call(enum event_type event);
/* Days times two, and one in the afternoon. */
int64_t callback_half_day(int64_t at_ms);
size_t callback_half_days(const int64_t *at_ms, size_t count);
/* Did this person, or one they stand in for, let the answer out? */
bool callback_is_own(const struct callback_past *past, uint32_t id, const struct stands_in *absent);
/* ST_FORBIDDEN: it is their own. ST_CONFLICT: not tried often enough. */
MUST_CHECK enum status callback_check(enum event_type event, uint32_t actor_id, const struct stands_in *absent, const struct callback_past *past);

#endif
