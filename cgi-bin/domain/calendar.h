/* Which days are worked, where. Announced holidays and make-up working days (调休) over plain weekends.
 *
 * A row holds for a region-code prefix of any length ("" the nation, "45" Guangxi, "469028" one county); the longest
 * prefix that fits decides. A year without an announced row is provisional: weekends and what the table has.
 * Pure; loaded once by store/calendar_store.h.
 */
#ifndef DOMAIN_CALENDAR_H
#define DOMAIN_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct calendar_row {
	int32_t day;		/* since 1970-01-01, China Standard Time */
	const char *scope;	/* region-code prefix; "" the nation */
	bool worked;		/* a make-up working day; else off */
	bool announced;		/* else provisional */
	const char *name;	/* 国庆节 */
};

struct calendar {
	const struct calendar_row *rows;	/* ascending by day */
	size_t count;
};

enum day_why { DAY_WORKDAY, DAY_WEEKEND, DAY_HOLIDAY, DAY_MAKEUP };

struct day_is {
	bool worked;
	enum day_why why;
	const char *name;	/* of the holiday; "" for plain days */
};

/* The row that decides a day: the one with the longest scope that covers the region; NULL for a plain day. */
const struct calendar_row *calendar_row_for(const struct calendar *calendar, uint32_t region, int32_t day);
struct day_is calendar_day(const struct calendar *calendar, uint32_t region, int32_t day);
/* The nation's notice for the year of that day stands in the table; until then the year is provisional. */
bool calendar_is_settled(const struct calendar *calendar, int32_t day);
/* "workday", "weekend", "holiday", "makeup" */
const char *day_why_word(enum day_why why);

#endif
