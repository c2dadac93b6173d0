/* Reading the table of days off; see calendar_table.h. */
#include "domain/calendar_table.h"

#include <stdlib.h>
#include <string.h>

#include "base/now.h"
#include "base/text.h"

enum { COLUMN_DAY, COLUMN_SCOPE, COLUMN_WORKED, COLUMN_NAME, COLUMN_STATUS, COLUMN_SOURCE, COLUMNS };

/* ---- growing ------------------------------------------------------------------------------------------ */

static void *grown(struct arena *arena, void *rows, size_t count, size_t *room, size_t size)
{
	void *more;

	if (count < *room)
		return rows;
	*room = *room ? *room * 2 : 64;
	more = arena_array(arena, *room, size);
	if (count > 0)
		memcpy(more, rows, count * size);
	return more;
}

void calendar_table_complain(struct calendar_table *t, size_t line, const char *what)
{
	t->complaints = grown(t->arena, t->complaints, t->complaint_count, &t->complaint_room, sizeof(*t->complaints));
	t->complaints[t->complaint_count++] = (struct calendar_complaint){ line, what };
}

static bool is_scope(const char *scope)
{
	size_t len = strlen(scope);

	return len <= 6 && strspn(scope, "0123456789") == len;
}

/* What is wrong with an entry; NULL when nothing is. */
static const char *fault_of(struct calendar_table *t, const struct calendar_entry *entry)
{
	const struct calendar_row *row = &entry->row;
	int year, month, mday;

	date_from_day(row->day, &year, &month, &mday);
	if (year < CALENDAR_YEAR_FIRST || year > CALENDAR_YEAR_LAST)
		return "the year is none of 2000 to 2099: is it a slip of the pen?";
	if (!is_scope(row->scope))
		return arena_printf(t->arena, "'%s' is no scope: give the first digits of a region code, or - for the nation", row->scope);
	if (!text_is_utf8(row->name, strlen(row->name)) || !text_is_utf8(entry->source, strlen(entry->source)))
		return "this is not UTF-8: save the file as UTF-8";
	if (text_chars(row->name) > CALENDAR_NAME_CHARS || text_chars(entry->source) > CALENDAR_SOURCE_CHARS)
		return "name or source is too long: at most 40 and 200 characters";
	if (!*row->name)
		return "the holiday has no name: people are shown it";
	return NULL;
}

void calendar_table_add(struct calendar_table *t, const struct calendar_entry *entry)
{
	const char *fault = fault_of(t, entry);

	if (!fault) {
		t->entries = grown(t->arena, t->entries, t->count, &t->room, sizeof(*t->entries));
		t->entries[t->count++] = *entry;
		return;
	}
	if (entry->line == 0)	/* of no line: named by its day */
		fault = arena_printf(t->arena, "%s: %s", day_text(t->arena, entry->row.day), fault);
	calendar_table_complain(t, entry->line, fault);
}

/* ---- one line ------------------------------------------------------------------------------------------- */

/* Cuts a line into columns, the last of which is the rest. Missing ones are "". */
static void split(char *line, const char *cells[COLUMNS])
{
	const char *between = strchr(line, '\t') ? "\t" : " ";

	for (int i = 0; i < COLUMNS; i++)
		cells[i] = "";
	for (int i = 0; i < COLUMNS && *line; i++) {
		size_t len = i == COLUMN_SOURCE ? strlen(line) : strcspn(line, between);
		char *end = line + len;

		cells[i] = line;
		line = *end ? end + 1 : end;
		*end = '\0';
		while (*between == ' ' && *line == ' ')
			line++;
	}
}

static bool read_run(const char *cell, int32_t *first, int32_t *last)
{
	char begin[11] = "";
	const char *dots = strstr(cell, "..");

	if (!dots) {
		if (!day_from_text(cell, first))
			return false;
		*last = *first;
		return true;
	}
	if (dots - cell != 10)
		return false;
	memcpy(begin, cell, 10);
	return day_from_text(begin, first) && day_from_text(dots + 2, last) && *last >= *first &&
	       *last - *first < CALENDAR_RUN_MAX;
}

/* 1 worked, 0 off, -1 neither. */
static int read_worked(const char *cell)
{
	static const char *const off[] = { "off", "0", "休" };
	static const char *const work[] = { "work", "1", "班" };

	for (int i = 0; i < 3; i++) {
		if (strcmp(cell, off[i]) == 0)
			return 0;
		if (strcmp(cell, work[i]) == 0)
			return 1;
	}
	return -1;
}

static void read_line(struct calendar_table *t, char *line, size_t number, const char *source)
{
	const char *cells[COLUMNS];
	struct calendar_entry entry = { .line = number };
	int32_t first, last;
	int worked;

	split(line, cells);
	worked = read_worked(cells[COLUMN_WORKED]);
	if (!read_run(cells[COLUMN_DAY], &first, &last)) {
		calendar_table_complain(t, number, arena_printf(t->arena,
			"'%s' is no day: write 2027-10-01, or 2027-10-01..2027-10-07 for at most 31 days", cells[COLUMN_DAY]));
		return;
	}
	if (worked < 0) {
		calendar_table_complain(t, number, arena_printf(t->arena, "'%s' is neither off nor work", cells[COLUMN_WORKED]));
		return;
	}
	if (*cells[COLUMN_STATUS] && strcmp(cells[COLUMN_STATUS], "announced") != 0 && strcmp(cells[COLUMN_STATUS], "provisional") != 0) {
		calendar_table_complain(t, number, arena_printf(t->arena, "'%s' is neither announced nor provisional", cells[COLUMN_STATUS]));
		return;
	}
	entry.row = (struct calendar_row){ first, strcmp(cells[COLUMN_SCOPE], "-") == 0 ? "" : cells[COLUMN_SCOPE], worked == 1,
					   strcmp(cells[COLUMN_STATUS], "provisional") != 0, cells[COLUMN_NAME] };
	entry.source = *cells[COLUMN_SOURCE] ? cells[COLUMN_SOURCE] : source;
	for (; entry.row.day <= last; entry.row.day++)
		calendar_table_add(t, &entry);
}

/* ---- the whole ------------------------------------------------------------------------------------------ */

static int compare(const void *a, const void *b)
{
	const struct calendar_entry *x = a;
	const struct calendar_entry *y = b;

	if (x->row.day != y->row.day)
		return x->row.day < y->row.day ? -1 : 1;
	return strcmp(x->row.scope, y->row.scope);
}

void calendar_table_finish(struct calendar_table *t)
{
	if (t->count > 1)
		qsort(t->entries, t->count, sizeof(*t->entries), compare);
	for (size_t i = 1; i < t->count; i++) {
		size_t one = t->entries[i - 1].line;
		size_t other = t->entries[i].line;

		if (compare(&t->entries[i - 1], &t->entries[i]) == 0)
			calendar_table_complain(t, one > other ? one : other, arena_printf(t->arena,
				"%s for the same scope stands in line %zu already: take one of them out",
				day_text(t->arena, t->entries[i].row.day), one > other ? other : one));
	}
}

void calendar_table_read(struct arena *arena, char *text, const char *source, struct calendar_table *table)
{
	size_t number = 0;

	*table = (struct calendar_table){ .arena = arena };
	while (text && *text) {
		char *line = text;
		size_t len = strcspn(line, "\n");

		text = line[len] ? line + len + 1 : NULL;
		while (len > 0 && strchr(" \t\r", line[len - 1]))
			len--;
		line[len] = '\0';
		number++;
		if (*line && *line != '#' && !(text_starts(line, "day") && strchr(" \t", line[3])))
			read_line(table, line, number, source);
	}
	calendar_table_finish(table);
}

struct calendar calendar_of_table(const struct calendar_table *table)
{
	struct calendar_row *rows = ARENA_ARRAY(table->arena, table->count, struct calendar_row);

	for (size_t i = 0; i < table->count; i++)
		rows[i] = table->entries[i].row;
	return (struct calendar){ rows, table->count };
}
