/* The one place that reads the clock. Domain code takes the time as an argument instead. */
#ifndef BASE_NOW_H
#define BASE_NOW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

#define MS_PER_DAY INT64_C(86400000)
#define MS_PER_MINUTE INT64_C(60000)
#define CST_OFFSET_MS INT64_C(28800000)	/* China Standard Time is UTC+8 all year since 1992 */

/* Milliseconds since 1970 UTC. */
int64_t now_ms(void);
/* Milliseconds that never go back, for measuring how long something took. */
int64_t now_monotonic_ms(void);
int64_t now_monotonic_us(void);

/* The day in China Standard Time, counted from 1970-01-01, and the milliseconds since its midnight. */
int32_t day_of_ms(int64_t at_ms);
int64_t ms_of_day(int32_t day);
/* Of that day. */
uint32_t minute_of_ms(int64_t at_ms);
int32_t day_from_date(int year, int month, int mday);
void date_from_day(int32_t day, int *year, int *month, int *mday);
/* Months as 202611. */
uint32_t month_of_day(int32_t day);
uint32_t month_before(uint32_t month, uint32_t months);
int32_t month_first_day(uint32_t month);
int32_t month_last_day(uint32_t month);
/* 0 Sunday … 6 Saturday. */
int weekday_of_day(int32_t day);

/* As operators read and write them: "2026-10-01" and "2026-10-01 23:59:59", in China Standard Time. */
const char *day_text(struct arena *arena, int32_t day);
const char *time_text(struct arena *arena, int64_t at_ms);
/* False for anything but such a text of a day that exists; a time may end in milliseconds, ".250". */
bool day_from_text(const char *text, int32_t *day);
bool time_from_text(const char *text, int64_t *at_ms);

#endif
