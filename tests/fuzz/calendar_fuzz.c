/* Files of days off, as table and as JSON: what is taken is in order, without doubles, in its bounds, and complained of or not. */
#include <string.h>

#include "domain/calendar_diff.h"
#include "domain/calendar_json.h"
#include "fuzz.h"

static void check(struct arena *arena, struct calendar_table *table)
{
	for (size_t i = 1; i < table->count; i++)
		MUST(table->entries[i - 1].row.day < table->entries[i].row.day ||
		     (table->entries[i - 1].row.day == table->entries[i].row.day &&
		      (strcmp(table->entries[i - 1].row.scope, table->entries[i].row.scope) < 0 || table->complaint_count > 0)));
	for (size_t i = 0; i < table->count; i++)
		MUST(strlen(table->entries[i].row.scope) <= 6 && *table->entries[i].row.name);
	if (table->complaint_count == 0)
		MUST(calendar_diff_of(arena, table, table, calendar_year_of(table)).count == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = fuzz_arena();
	char *text = arena_strndup(arena, (const char *)data, size);
	struct calendar_table table;
	jmp_buf over;

	if (setjmp(over))
		return 0;	/* many lines of a month each: over the cap, as a request would be */
	arena_guard(arena, &over);
	if (calendar_is_json(text))
		calendar_json_read(arena, text, "file", &table);
	else
		calendar_table_read(arena, text, "file", &table);
	check(arena, &table);
	return 0;
}
