/* The clock, and civil dates of China Standard Time without the C library's time zones; see now.h. */
#include "base/now.h"

#include <stdio.h>
#include <string.h>
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

uint32_t minute_of_ms(int64_t at_ms)
{
	return (uint32_t)((at_ms - ms_of_day(day_of_ms(at_ms))) / MS_PER_MINUTE);
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

uint32_t month_of_day(int32_t day)
{
	int year, month, mday;

	date_from_day(day, &year, &month, &mday);
	return (uint32_t)(year * 100 + month);
}

uint32_t month_before(uint32_t month, uint32_t months)
{
	uint32_t count = month / 100 * 12 + month % 100 - 1 - months;

	return count / 12 * 100 + count % 12 + 1;
}

int32_t month_first_day(uint32_t month)
{
	return day_from_date((int)(month / 100), (int)(month % 100), 1);
}

int32_t month_last_day(uint32_t month)
{
	return month_first_day(month % 100 == 12 ? month + 89 : month + 1) - 1;
}

int weekday_of_day(int32_t day)
{
	return (int)(((int64_t)day % 7 + 11) % 7);	/* 1970-01-01 was a Thursday (4) */
}

/* ---- as text -------------------------------------------------------------------------------------------- */

#define DAY_CHARS 10	/* 2026-10-01 */

const char *day_text(struct arena *arena, int32_t day)
{
	int year, month, mday;

	date_from_day(day, &year, &month, &mday);
	return arena_printf(arena, "%04d-%02d-%02d", year, month, mday);
}

const char *time_text(struct arena *arena, int64_t at_ms)
{
	int32_t day = day_of_ms(at_ms);
	int s = (int)((at_ms - ms_of_day(day)) / 1000);

	return arena_printf(arena, "%s %02d:%02d:%02d", day_text(arena, day), s / 3600, s / 60 % 60, s % 60);
}

/* Digits where the pattern has a 0, the very character elsewhere. */
static bool fits(const char *text, const char *pattern)
{
	for (; *pattern; text++, pattern++)
		if (*pattern == '0' ? *text < '0' || *text > '9' : *text != *pattern)
			return false;
	return true;
}

/* The number that so many digits say. */
static int digits(const char *text, int count)
{
	int n = 0;

	while (count-- > 0)
		n = 10 * n + (*text++ - '0');
	return n;
}

static bool read_day(const char *text, int32_t *day)
{
	int year, month, mday, y, m, d;

	if (!fits(text, "0000-00-00"))
		return false;
	year = digits(text, 4);
	month = digits(text + 5, 2);
	mday = digits(text + 8, 2);
	if (month < 1 || month > 12)
		return false;
	*day = day_from_date(year, month, mday);
	date_from_day(*day, &y, &m, &d);
	return y == year && m == month && d == mday;
}

bool day_from_text(const char *text, int32_t *day)
{
	return strlen(text) == DAY_CHARS && read_day(text, day);
}

bool time_from_text(const char *text, int64_t *at_ms)
{
	const char *rest = text + DAY_CHARS;
	int hour, minute, second, ms;
	int32_t day;

	if (!read_day(text, &day) || !fits(rest, " 00:00:00"))
		return false;
	hour = digits(rest + 1, 2);
	minute = digits(rest + 4, 2);
	second = digits(rest + 7, 2);
	rest += sizeof(" 00:00:00") - 1;
	if (hour > 23 || minute > 59 || second > 59 || (*rest && (strlen(rest) != 4 || !fits(rest, ".000"))))
		return false;
	ms = *rest ? digits(rest + 1, 3) : 0;
	*at_ms = ms_of_day(day) + ((hour * 60 + minute) * 60 + second) * INT64_C(1000) + ms;
	return true;
}
