/* Looking days up; see calendar.h. */
#include "domain/calendar.h"

#include <string.h>

#include "base/now.h"

static size_t first_row(const struct calendar *calendar, int32_t day)
{
	size_t low = 0;
	size_t high = calendar->count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (calendar->rows[middle].day < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

#define CODE_DIGITS 6

/* Millions of days are looked up to count all deadlines again; printf would be most of that work. */
static void write_code(uint32_t region, char code[CODE_DIGITS + 1])
{
	code[CODE_DIGITS] = '\0';
	for (int i = CODE_DIGITS; i-- > 0; region /= 10)
		code[i] = (char)('0' + region % 10);
}

const struct calendar_row *calendar_row_for(const struct calendar *calendar, uint32_t region, int32_t day)
{
	const struct calendar_row *best = NULL;
	char code[CODE_DIGITS + 1];

	write_code(region, code);
	for (size_t i = first_row(calendar, day); i < calendar->count && calendar->rows[i].day == day; i++) {
		const struct calendar_row *row = &calendar->rows[i];
		size_t len = strlen(row->scope);

		if (strncmp(code, row->scope, len) == 0 && (!best || len >= strlen(best->scope)))
			best = row;
	}
	return best;
}

bool calendar_is_settled(const struct calendar *calendar, int32_t day)
{
	int year, month, mday;

	date_from_day(day, &year, &month, &mday);
	for (size_t i = first_row(calendar, day_from_date(year, 1, 1)); i < calendar->count; i++) {
		if (calendar->rows[i].day > day_from_date(year, 12, 31))
			break;
		if (calendar->rows[i].announced && !*calendar->rows[i].scope)
			return true;
	}
	return false;
}

struct day_is calendar_day(const struct calendar *calendar, uint32_t region, int32_t day)
{
	const struct calendar_row *row = calendar_row_for(calendar, region, day);
	int weekday = weekday_of_day(day);
	bool weekend = weekday == 0 || weekday == 6;
	struct day_is is = { !weekend, weekend ? DAY_WEEKEND : DAY_WORKDAY, "" };

	if (row) {
		is.worked = row->worked;
		is.why = row->worked ? DAY_MAKEUP : DAY_HOLIDAY;
		is.name = row->name;
	}
	return is;
}

const char *day_why_word(enum day_why why)
{
	static const char *const words[] = { "workday", "weekend", "holiday", "makeup" };

	return words[why];
}
