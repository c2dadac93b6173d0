/* A row of an older system's file, understood; see legacy.h. */
#include "domain/legacy.h"

#include <stdlib.h>
#include <string.h>

#include "base/charset.h"
#include "base/now.h"

#define EARLIEST_MS INT64_C(631123200000)	/* 1990-01-01: no hotline kept tickets in a file before */

static const struct { enum legacy_field field; size_t most; } lengths[] = {
	{ LEGACY_NUMBER, LIMIT_IMPORT_NUMBER_CHARS }, { LEGACY_CONTENT, LIMIT_CONTENT_CHARS },
	{ LEGACY_WISH, LIMIT_WISH_CHARS }, { LEGACY_NAME, LIMIT_SHORT_CHARS },
	{ LEGACY_PLACE, LIMIT_SHORT_CHARS }, { LEGACY_COMPANY, LIMIT_SHORT_CHARS },
	{ LEGACY_PLATE, LIMIT_PHONE_CHARS }, { LEGACY_LINE, LIMIT_SHORT_CHARS },
	{ LEGACY_REPLY, LIMIT_REPLY_CHARS }, { LEGACY_OTHER, LIMIT_REPLY_CHARS },
};

void legacy_add_fault(struct legacy *l, enum legacy_field field, const char *word)
{
	for (size_t i = 0; i < l->fault_count; i++)
		if (l->faults[i].field == field)
			return;
	if (l->fault_count < LEGACY_FAULTS_MAX)
		l->faults[l->fault_count++] = (struct legacy_fault){ field, word };
}

/* ---- cells ---------------------------------------------------------------------------------------------------------- */

/* What is kept as words, of all columns of a row. */
struct others {
	size_t count;
	struct other { const char *heading, *text; } of[LIMIT_CSV_COLUMNS];
};

static int by_heading(const void *a, const void *b)
{
	return strcmp(((const struct other *)a)->heading, ((const struct other *)b)->heading);
}

/* By heading, so that a row is known again in a file that has its columns in another order. */
static void join_others(struct arena *arena, struct others *others, struct legacy *l)
{
	struct buf text = buf_new(arena, 256);

	qsort(others->of, others->count, sizeof(others->of[0]), by_heading);
	for (size_t i = 0; i < others->count; i++)
		buf_printf(&text, "%s%s：%s", i ? "\n" : "", others->of[i].heading, others->of[i].text);
	l->of[LEGACY_OTHER] = text.text;
}

static void take_cell(struct arena *arena, const struct legacy_world *world, size_t column, const char *cell, struct others *others, struct legacy *l)
{
	enum legacy_field field = world->mapping->of[column];
	const char *text;

	if (field == LEGACY_NOTHING)
		return;
	if (strstr(cell, CHARSET_BROKEN) || text_clean(arena, cell, strlen(cell), &text) != ST_OK) {
		legacy_add_fault(l, field, "encoding");
		return;
	}
	if (field != LEGACY_OTHER)
		l->of[field] = text;
	else if (*text)
		others->of[others->count++] = (struct other){ world->headings[column], text };
}

/* Spreadsheets leave empty cells behind the last one. */
static size_t cells_of(const struct csv_row *row, size_t columns)
{
	size_t count = row->count;

	while (count > columns && row->cells[count - 1][0] == '\0')
		count--;
	return count;
}

static bool take_cells(struct arena *arena, const struct legacy_world *world, const struct csv_row *row, struct legacy *l)
{
	size_t columns = world->mapping->columns;
	size_t count = cells_of(row, columns);
	struct others others = { .count = 0 };

	if (row->fault != CSV_WHOLE)
		legacy_add_fault(l, LEGACY_NOTHING, csv_fault_word(row->fault));
	else if (count != columns)
		legacy_add_fault(l, LEGACY_NOTHING, count < columns ? "cells_missing" : "cells_too_many");
	for (size_t i = 0; i < count && i < columns; i++)
		take_cell(arena, world, i, row->cells[i], &others, l);
	join_others(arena, &others, l);
	return l->fault_count == 0;
}

/* ---- what they say -------------------------------------------------------------------------------------------------- */

static void read_time(const struct legacy_world *world, struct legacy *l, enum legacy_field field, bool may_lie_ahead, int64_t *at_ms)
{
	const char *text = l->of[field];

	if (!*text)
		return;
	if (!legacy_time(text, at_ms) || *at_ms < EARLIEST_MS)
		legacy_add_fault(l, field, "time");
	else if (!may_lie_ahead && *at_ms > world->now_ms)
		legacy_add_fault(l, field, "time_future");
}

/* An end that is only a day, which spreadsheets write as its midnight, is told from a beginning by days. */
static bool is_before(int64_t end_ms, int64_t begin_ms)
{
	bool is_day = end_ms == ms_of_day(day_of_ms(end_ms));

	return is_day ? day_of_ms(end_ms) < day_of_ms(begin_ms) : end_ms < begin_ms;
}

static void read_times(const struct legacy_world *world, struct legacy *l)
{
	read_time(world, l, LEGACY_FILED, false, &l->filed_ms);
	read_time(world, l, LEGACY_HAPPENED, false, &l->happened_ms);
	read_time(world, l, LEGACY_CLOSED, false, &l->closed_ms);
	read_time(world, l, LEGACY_DUE, true, &l->due_ms);
	if (l->closed_ms && l->filed_ms && is_before(l->closed_ms, l->filed_ms))
		legacy_add_fault(l, LEGACY_CLOSED, "closed_before_filed");
}

static void read_state(const struct legacy_world *world, struct legacy *l)
{
	enum legacy_state state = legacy_state(l->of[LEGACY_STATE]);

	/* Without a word about it, an end that has a time is one. */
	if (state == LEGACY_STATE_REFUSED && !*l->of[LEGACY_STATE] && l->closed_ms)
		state = LEGACY_STATE_ENDED;
	if (state == LEGACY_STATE_REFUSED)
		state = world->mapping->state_else;
	if (state == LEGACY_STATE_REFUSED)
		legacy_add_fault(l, LEGACY_STATE, *l->of[LEGACY_STATE] ? "unknown" : "required");
	else if (state == LEGACY_STATE_OPEN && l->closed_ms)
		legacy_add_fault(l, LEGACY_STATE, "open_and_ended");
	l->ended = state == LEGACY_STATE_ENDED;
}

static void read_matter(struct arena *arena, const struct legacy_world *world, struct legacy *l)
{
	const struct legacy_mapping *m = world->mapping;
	uint32_t item = legacy_item(arena, world->items, l->of[LEGACY_ITEM]);
	uint32_t region = legacy_region(world->regions, world->province, l->of[LEGACY_REGION]);
	enum kind kind = legacy_kind(l->of[LEGACY_KIND]);

	l->kind = kind ? kind : m->kind_else;
	l->item = item ? item : m->item_else;
	l->region = region ? region : m->region_else;
	if (!l->kind)
		legacy_add_fault(l, LEGACY_KIND, *l->of[LEGACY_KIND] ? "unknown" : "required");
	if (!l->item)
		legacy_add_fault(l, LEGACY_ITEM, *l->of[LEGACY_ITEM] ? "unknown" : "required");
	else if (l->kind && !item_takes(item_find(world->items, l->item), l->kind))
		legacy_add_fault(l, LEGACY_ITEM, "not_this_kind");
	if (!l->region)
		legacy_add_fault(l, LEGACY_REGION, *l->of[LEGACY_REGION] ? "unknown" : "required");
	else if (region_province(l->region) != world->province)
		legacy_add_fault(l, LEGACY_REGION, "not_yours");
}

static void judge_texts(struct legacy *l)
{
	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++)
		if (text_chars(l->of[lengths[i].field]) > lengths[i].most)
			legacy_add_fault(l, lengths[i].field, "too_long");
	if (!*l->of[LEGACY_NUMBER])
		legacy_add_fault(l, LEGACY_NUMBER, "required");
	if (!*l->of[LEGACY_CONTENT])
		legacy_add_fault(l, LEGACY_CONTENT, "required");
}

void legacy_read(struct arena *arena, const struct legacy_world *world, const struct csv_row *row, struct legacy *l)
{
	*l = (struct legacy){ .line = row->line };
	for (int i = 0; i < LEGACY_FIELD_END; i++)
		l->of[i] = "";
	/* What cells say whose borders are in doubt is not looked at. */
	if (!take_cells(arena, world, row, l))
		return;
	judge_texts(l);
	read_times(world, l);
	read_state(world, l);
	read_matter(arena, world, l);
}

void legacy_hash(struct arena *arena, const struct legacy *l, const uint8_t salt[SALT_BYTES], uint8_t hash[HASH_BYTES])
{
	struct buf row = buf_new(arena, 1024);
	struct bytes parts[2];

	for (int i = 1; i < LEGACY_FIELD_END; i++) {
		if (legacy_is_person((enum legacy_field)i) || !*l->of[i])
			continue;
		buf_text(&row, row.len ? "," : "{");
		buf_json(&row, legacy_field_word(i));
		buf_char(&row, ':');
		buf_json(&row, l->of[i]);
	}
	buf_char(&row, '}');
	parts[0] = (struct bytes){ salt, SALT_BYTES };
	parts[1] = (struct bytes){ (const uint8_t *)row.text, row.len };
	crypto_sha256_parts(parts, 2, hash);
}
