/* The one place that reads the clock. Domain code takes the time as an argument instead. */
#ifndef BASE_NOW_H
#define BASE_NOW_H

#include <stdint.h>

#define MS_PER_DAY INT64_C(86400000)
#define CST_OFFSET_MS INT64_C(28800000)	/* China Standard Time is UTC+8 all year since 1992 */

/* Milliseconds since 1970 UTC. */
int64_t now_ms(void);
/* Milliseconds that never go back, for measuring how long something took. */
int64_t now_monotonic_ms(void);
int64_t now_monotonic_us(void);

/* The day in China Standard Time, counted from 1970-01-01, and the milliseconds since its midnight. */
int32_t day_of_ms(int64_t at_ms);
int64_t ms_of_day(int32_t day);
int32_t day_from_date(int year, int month, int mday);
void date_from_day(int32_t day, int *year, int *month, int *mday);
/* 0 Sunday … 6 Saturday. */
int weekday_of_day(int32_t day);

#endif
