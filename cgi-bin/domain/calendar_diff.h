/* What a notice would change in the calendar: the notice of a year is the whole truth of that year for the scopes it names.
 *
 * Rows of other years that come with it (it may move a day of last December) are added or changed and remove nothing.
 */
#ifndef DOMAIN_CALENDAR_DIFF_H
#define DOMAIN_CALENDAR_DIFF_H

#include "domain/calendar_table.h"

struct calendar_difference {
	const struct calendar_entry *before;	/* NULL: comes new */
	const struct calendar_entry *after;	/* NULL: goes */
};

struct calendar_diff {
	struct calendar_difference *all;	/* by day and scope */
	size_t count;
	size_t same;
};

/* The year a notice is for: the only one, or the one of two neighbours with more rows; 0 when it cannot be told. */
int calendar_year_of(const struct calendar_table *notice);
/* Leaves that year and the December before it. */
void calendar_keep_year(struct calendar_table *notice, int year);
/* Both tables ascending, without doubles. */
struct calendar_diff calendar_diff_of(struct arena *arena, const struct calendar_table *now,
				      const struct calendar_table *notice, int year);

#endif
