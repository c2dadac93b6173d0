/* Undoing changes of the calendar; see calendar_past.h. */
#include "domain/calendar_past.h"

#include <string.h>

#define AT_ONCE_MS 1000	/* the statements of one transaction */

/* Rows under change, ascending by day and scope, with room for all that may come back. */
struct rows {
	struct calendar_row *row;
	size_t count;
};

static int compare(const struct calendar_row *a, const struct calendar_row *b)
{
	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return strcmp(a->scope, b->scope);
}

static void undo(struct rows *rows, const struct calendar_change *change)
{
	size_t at = 0;
	bool there;

	while (at < rows->count && compare(&rows->row[at], &change->was) < 0)
		at++;
	there = at < rows->count && compare(&rows->row[at], &change->was) == 0;
	if (there && !change->was_there) {
		rows->count--;
		memmove(&rows->row[at], &rows->row[at + 1], (rows->count - at) * sizeof(*rows->row));
	} else if (!there && change->was_there) {
		memmove(&rows->row[at + 1], &rows->row[at], (rows->count - at) * sizeof(*rows->row));
		rows->count++;
	}
	if (change->was_there)
		rows->row[at] = change->was;
}

static struct calendar copy_of(struct arena *arena, const struct rows *rows)
{
	return (struct calendar){ arena_memdup(arena, rows->row, rows->count * sizeof(*rows->row)), rows->count };
}

struct calendar_past calendar_past_of(struct arena *arena, const struct calendar *now, const struct calendar_change *changes,
				      size_t count)
{
	struct calendar_past past = { ARENA_ARRAY(arena, count + 1, struct calendar_version), 0 };
	struct rows rows = { ARENA_ARRAY(arena, now->count + count, struct calendar_row), now->count };
	size_t i = 0;

	if (now->count > 0)
		memcpy(rows.row, now->rows, now->count * sizeof(*now->rows));
	while (i < count) {
		struct calendar_version *version = &past.versions[past.count++];
		struct calendar calendar = copy_of(arena, &rows);
		int64_t newest_ms = changes[i].at_ms;

		do
			undo(&rows, &changes[i++]);
		while (i < count && changes[i - 1].at_ms - changes[i].at_ms <= AT_ONCE_MS);
		*version = (struct calendar_version){ changes[i - 1].at_ms, newest_ms + CALENDAR_SPREAD_MS, calendar };
	}
	past.versions[past.count++] = (struct calendar_version){ INT64_MIN, INT64_MIN, copy_of(arena, &rows) };
	return past;
}

const struct calendar_version *calendar_at(const struct calendar_past *past, int64_t at_ms)
{
	const struct calendar_version *version = past->versions;

	while (version->since_ms > at_ms)
		version++;
	return version;
}

const struct calendar_version *calendar_older(const struct calendar_past *past, const struct calendar_version *version,
					      int64_t at_ms)
{
	size_t next = (size_t)(version - past->versions) + 1;

	return next < past->count && at_ms <= version->settled_ms ? &past->versions[next] : NULL;
}
