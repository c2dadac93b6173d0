/* Comparing a notice with the calendar; see calendar_diff.h. */
#include "domain/calendar_diff.h"

#include <string.h>

#include "base/now.h"

static int year_of(int32_t day)
{
	int year, month, mday;

	date_from_day(day, &year, &month, &mday);
	return year;
}

int calendar_year_of(const struct calendar_table *notice)
{
	int first = notice->count > 0 ? year_of(notice->entries[0].row.day) : 0;
	size_t in_first = 0;

	for (size_t i = 0; i < notice->count; i++) {
		int year = year_of(notice->entries[i].row.day);

		if (year > first + 1)
			return 0;
		in_first += year == first;
	}
	if (in_first * 2 == notice->count)
		return 0;
	return in_first * 2 > notice->count ? first : first + 1;
}

void calendar_keep_year(struct calendar_table *notice, int year)
{
	int32_t from = day_from_date(year - 1, 12, 1);
	size_t kept = 0;

	for (size_t i = 0; i < notice->count; i++)
		if (notice->entries[i].row.day >= from && year_of(notice->entries[i].row.day) <= year)
			notice->entries[kept++] = notice->entries[i];
	notice->count = kept;
}

static int compare(const struct calendar_entry *a, const struct calendar_entry *b)
{
	if (a->row.day != b->row.day)
		return a->row.day < b->row.day ? -1 : 1;
	return strcmp(a->row.scope, b->row.scope);
}

/* The source alone is no difference: what holds is the same. */
static bool is_same(const struct calendar_row *a, const struct calendar_row *b)
{
	return a->worked == b->worked && a->announced == b->announced && strcmp(a->name, b->name) == 0;
}

static bool names_scope(const struct calendar_table *notice, const char *scope, int year)
{
	for (size_t i = 0; i < notice->count; i++)
		if (year_of(notice->entries[i].row.day) == year && strcmp(notice->entries[i].row.scope, scope) == 0)
			return true;
	return false;
}

static void add(struct calendar_diff *diff, const struct calendar_entry *before, const struct calendar_entry *after)
{
	if (before && after && is_same(&before->row, &after->row))
		diff->same++;
	else
		diff->all[diff->count++] = (struct calendar_difference){ before, after };
}

struct calendar_diff calendar_diff_of(struct arena *arena, const struct calendar_table *now,
				      const struct calendar_table *notice, int year)
{
	struct calendar_diff diff = { ARENA_ARRAY(arena, now->count + notice->count, struct calendar_difference), 0, 0 };
	size_t i = 0;
	size_t k = 0;

	while (i < now->count || k < notice->count) {
		const struct calendar_entry *before = i < now->count ? &now->entries[i] : NULL;
		const struct calendar_entry *after = k < notice->count ? &notice->entries[k] : NULL;
		int order = !before ? 1 : !after ? -1 : compare(before, after);

		i += order <= 0;
		k += order >= 0;
		if (order == 0)
			add(&diff, before, after);
		else if (order > 0)
			add(&diff, NULL, after);
		else if (year_of(before->row.day) == year && names_scope(notice, before->row.scope, year))
			add(&diff, before, NULL);
	}
	return diff;
}
