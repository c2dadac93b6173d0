/* A change of a province's own days, as it is proposed and kept: a line each day and scope, with what shall hold there, or that nothing of its own
 * does any more. What the nation has, and other provinces, is never touched.
 */
#ifndef PAGES_CALENDAR_PLAN_H
#define PAGES_CALENDAR_PLAN_H

#include "domain/calendar_diff.h"

/* "44", "4403", "440304": where the rows of a region stand. */
const char *calendar_scope(struct arena *arena, uint32_t region);
/* The region of such a scope. */
uint32_t calendar_region(const char *scope);
/* Does the scope lie in that region? The nation's days lie in nobody's. */
bool calendar_is_within(uint32_t region, const char *scope);

/* first … last in a scope: off, worked, or (name NULL) as other days are. */
const char *calendar_plan_of_run(struct arena *arena, int32_t first, int32_t last, const char *scope, bool worked, const char *name, const char *source);
const char *calendar_plan_of_diff(struct arena *arena, const struct calendar_diff *diff);

/* What a plan changes of the calendar as it is now; what holds already is no difference. ST_INVALID: it is no plan, or one of other places
 * than that region has. */
MUST_CHECK enum status calendar_plan_read(struct arena *arena, const char *plan, uint32_t region, const struct calendar_table *now,
					  struct calendar_diff *diff);
/* The calendar with those differences. */
struct calendar calendar_with(struct arena *arena, const struct calendar_table *now, const struct calendar_diff *diff);

#endif
