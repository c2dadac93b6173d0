/* When somebody answers on a day: a few spans of the clock, read as people type them and kept in one form. Pure.
 *
 * What goes past midnight is two spans. No span at all: nobody answers.
 */
#ifndef DOMAIN_HOURS_H
#define DOMAIN_HOURS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define HOURS_SPANS 3
#define HOURS_DAY 1440	/* minutes; where the last span of a day may end */

struct hours {
	size_t count;
	struct hours_span { uint16_t from, until; } spans[HOURS_SPANS];	/* minutes of the day, in order, none over another */
};

/* "8:30-12:00, 14:00-17:30", "８：３０至１２：００、14:00—17:30", "". False: not such a text, too many spans, or not in order. */
bool hours_read(struct arena *arena, const char *text, struct hours *hours);
/* "08:30-12:00 14:00-17:30", which hours_read takes. */
const char *hours_text(struct arena *arena, const struct hours *hours);
bool hours_at(const struct hours *hours, uint32_t minute);
bool hours_are_all(const struct hours *hours);

#endif
