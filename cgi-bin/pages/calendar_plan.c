/* Plans of a province's own days; see calendar_plan.h. */
#include "pages/calendar_plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/now.h"
#include "base/text.h"
#include "domain/ticket.h"

#define CELLS 5		/* day, scope, off | work | plain, name, source */

const char *calendar_scope(struct arena *arena, uint32_t region)
{
	if (region % 10000 == 0)
		return arena_printf(arena, "%02u", region / 10000);
	return region % 100 == 0 ? arena_printf(arena, "%04u", region / 100) : arena_printf(arena, "%06u", region);
}

uint32_t calendar_region(const char *scope)
{
	uint32_t code = (uint32_t)strtoul(scope, NULL, 10);

	for (size_t n = strlen(scope); n < 6; n++)
		code *= 10;
	return code;
}

bool calendar_is_within(uint32_t region, const char *scope)
{
	return region && strlen(scope) >= 2 && region_covers(region, calendar_region(scope));
}

/* ---- writing ----------------------------------------------------------------------------------------------------------- */

static void add_line(struct buf *out, int32_t day, const char *scope, const char *worked, const char *name, const char *source)
{
	buf_printf(out, "%s\t%s\t%s\t%s\t%s\n", day_text(out->arena, day), scope, worked, name, source);
}

const char *calendar_plan_of_run(struct arena *arena, int32_t first, int32_t last, const char *scope, bool worked, const char *name, const char *source)
{
	struct buf out = buf_new(arena, 1024);

	for (int32_t day = first; day <= last; day++)
		add_line(&out, day, scope, !name ? "plain" : worked ? "work" : "off", name ? name : "", source);
	return out.text;
}

const char *calendar_plan_of_diff(struct arena *arena, const struct calendar_diff *diff)
{
	struct buf out = buf_new(arena, 1024);

	for (size_t i = 0; i < diff->count; i++) {
		const struct calendar_entry *e = diff->all[i].after ? diff->all[i].after : diff->all[i].before;

		add_line(&out, e->row.day, e->row.scope, !diff->all[i].after ? "plain" : e->row.worked ? "work" : "off",
			 diff->all[i].after ? e->row.name : "", e->source);
	}
	return out.text;
}

/* ---- reading ----------------------------------------------------------------------------------------------------------- */

static bool split(char *line, const char *cells[CELLS])
{
	for (int i = 0; i < CELLS; i++) {
		size_t len = strcspn(line, "\t");

		cells[i] = line;
		if ((line[len] == '\t') != (i < CELLS - 1))
			return false;
		line[len] = '\0';
		line += len + 1;
	}
	return true;
}

static const struct calendar_entry *find(const struct calendar_table *now, int32_t day, const char *scope)
{
	for (size_t i = 0; i < now->count; i++)
		if (now->entries[i].row.day == day && strcmp(now->entries[i].row.scope, scope) == 0)
			return &now->entries[i];
	return NULL;
}

static bool is_same(const struct calendar_entry *a, const struct calendar_entry *b)
{
	if (!a || !b)
		return a == b;
	return a->row.worked == b->row.worked && a->row.announced && strcmp(a->row.name, b->row.name) == 0 && strcmp(a->source, b->source) == 0;
}

static enum status read_line(struct arena *arena, char *line, uint32_t region, const struct calendar_table *now, struct calendar_difference *d)
{
	struct calendar_entry *after = ARENA_NEW(arena, struct calendar_entry);
	const char *cells[CELLS];
	int32_t day;

	if (!split(line, cells) || !day_from_text(cells[0], &day) || !calendar_is_within(region, cells[1]))
		return ST_INVALID;
	*after = (struct calendar_entry){ { day, cells[1], strcmp(cells[2], "work") == 0, true, cells[3] }, cells[4], 0 };
	*d = (struct calendar_difference){ find(now, day, cells[1]), strcmp(cells[2], "plain") == 0 ? NULL : after };
	return ST_OK;
}

enum status calendar_plan_read(struct arena *arena, const char *plan, uint32_t region, const struct calendar_table *now, struct calendar_diff *diff)
{
	char *text = arena_strdup(arena, plan);
	size_t lines = 0;

	for (const char *p = text; *p; p++)
		lines += *p == '\n';
	*diff = (struct calendar_diff){ ARENA_ARRAY(arena, lines + 1, struct calendar_difference), 0, 0 };
	while (*text) {
		size_t len = strcspn(text, "\n");
		struct calendar_difference *d = &diff->all[diff->count];

		if (text[len] != '\n')
			return ST_INVALID;
		text[len] = '\0';
		TRY(read_line(arena, text, region, now, d));
		text += len + 1;
		if (is_same(d->before, d->after))
			diff->same++;
		else
			diff->count++;
	}
	return ST_OK;
}

static int by_day(const void *left, const void *right)
{
	const struct calendar_row *a = left, *b = right;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return strcmp(a->scope, b->scope);
}

struct calendar calendar_with(struct arena *arena, const struct calendar_table *now, const struct calendar_diff *diff)
{
	struct calendar_row *rows = ARENA_ARRAY(arena, now->count + diff->count, struct calendar_row);
	size_t count = 0;

	for (size_t i = 0; i < now->count; i++) {
		bool changes = false;

		for (size_t k = 0; k < diff->count; k++)
			changes |= diff->all[k].before == &now->entries[i];
		if (!changes)
			rows[count++] = now->entries[i].row;
	}
	for (size_t k = 0; k < diff->count; k++)
		if (diff->all[k].after)
			rows[count++] = diff->all[k].after->row;
	qsort(rows, count, sizeof(*rows), by_day);
	return (struct calendar){ rows, count };
}
