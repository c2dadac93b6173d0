/* The clock, and civil dates of China Standard Time without the C library's time zones; see now.h. */
#include "base/now.h"

#include <time.h>

static int64_t read_clock(clockid_t clock, int64_t per_second)
{
	struct timespec ts;

	clock_gettime(clock, &ts);
	return (int64_t)ts.tv_sec * per_second + ts.tv_nsec / (1000000000 / per_second);
}

int64_t now_ms(void)
{
	return read_clock(CLOCK_REALTIME, 1000);
}

int64_t now_monotonic_ms(void)
{
	return read_clock(CLOCK_MONOTONIC, 1000);
}

int64_t now_monotonic_us(void)
{
	return read_clock(CLOCK_MONOTONIC, 1000000);
}

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int32_t day_of_ms(int64_t at_ms)
{
	return (int32_t)floor_div(at_ms + CST_OFFSET_MS, MS_PER_DAY);
}

int64_t ms_of_day(int32_t day)
{
	return (int64_t)day * MS_PER_DAY - CST_OFFSET_MS;
}

/* Days and civil dates after the algorithms of H. Hinnant: years begin in March, eras are 400 years. */
int32_t day_from_date(int year, int month, int mday)
{
	int y = month <= 2 ? year - 1 : year;
	int era = (int)floor_div(y, 400);
	int yoe = y - era * 400;
	int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + mday - 1;
	int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

	return (int32_t)(era * 146097 + doe - 719468);
}

void date_from_day(int32_t day, int *year, int *month, int *mday)
{
	int z = day + 719468;
	int era = (int)floor_div(z, 146097);
	int doe = z - era * 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;

	*mday = doy - (153 * mp + 2) / 5 + 1;
	*month = mp < 10 ? mp + 3 : mp - 9;
	*year = yoe + era * 400 + (*month <= 2);
}

int weekday_of_day(int32_t day)
{
	return (int)(((int64_t)day % 7 + 11) % 7);	/* 1970-01-01 was a Thursday (4) */
}
