/* Who can stand in for somebody who is away: one of the same unit or place who may do all that the other may, and is not away as well.
 * It gives nobody a right: what the one who stands in does is done in the own role. Pure.
 */
#ifndef DOMAIN_ABSENCE_H
#define DOMAIN_ABSENCE_H

#include <stddef.h>

#include "domain/hands.h"

#define ABSENCE_DAYS_MAX 366	/* who is away for longer hands the work over */

/* For whom somebody stands in at a moment: all of them. */
#define ABSENT_MAX 20
struct stands_in { uint32_t ids[ABSENT_MAX]; size_t count; };
/* Is that one of them? Nobody (0) never is. */
bool absence_is_for(const struct stands_in *for_whom, uint32_t id);

/* Not the same person: whoever asks knows that. */
bool absence_can_stand_in(const struct hands_person *absent, const struct hands_person *other);
/* Are these the days of an absence that can still begin? Both are included. */
bool absence_days_fit(int32_t from, int32_t until, int32_t today);

#endif
