/* A file of an older system, byte by byte: in any charset, cut anywhere, every row is bounded, and what its cells become is clean or refused. */
#include <string.h>

#include "base/charset.h"
#include "base/csv.h"
#include "base/limits.h"
#include "domain/legacy.h"
#include "fuzz.h"

static const struct region places[] = {
	{ 440000, "广东省", "Guangdong", 0, 1, "gb", "粤", "" }, { 440100, "广州市", "Guangzhou", 440000, 2, "gb", "粤A", "" },
	{ 440106, "天河区", "Tianhe", 440100, 3, "gb", "", "" },
};
static const struct item kinds[] = {
	{ 3100, 31, "巡游出租汽车", "Taxis", "cis", "", "" }, { 3101, 31, "拒载", "Refusing", "c", "", "" }, { 3301, 33, "拒载", "Refusing", "c", "", "" },
};

#define ROW_ARENA_BYTES ((size_t)16 << 20)	/* as the worker has it: there a row that needs more ends it */

struct reading {
	struct arena *arena;
	struct arena *row_arena;	/* emptied after each row, and guarded by nothing */
	struct csv *csv;
	struct legacy_mapping mapping;
	const char **headings;
	size_t columns;
};

static void judge(const struct legacy *l, const struct items *items)
{
	MUST(*l->of[LEGACY_NUMBER] && *l->of[LEGACY_CONTENT] && text_chars(l->of[LEGACY_CONTENT]) <= LIMIT_CONTENT_CHARS);
	MUST(l->kind > 0 && l->kind < KIND_END && item_takes(item_find(items, l->item), l->kind) && region_province(l->region) == 440000);
	MUST(text_chars(l->of[LEGACY_OTHER]) <= LIMIT_REPLY_CHARS);
}

static enum status take_row(void *context, const struct csv_row *row)
{
	static const struct regions regions = { places, 3 };
	static const struct items items = { kinds, 3 };
	struct reading *r = context;
	struct legacy *l = ARENA_NEW(r->row_arena, struct legacy);
	size_t bytes = 0;

	MUST(row->count > 0 && row->count <= LIMIT_CSV_COLUMNS && row->line > 0);
	for (size_t i = 0; i < row->count; i++)
		bytes += strlen(row->cells[i]) + 1;
	MUST(bytes <= LIMIT_CSV_ROW_BYTES + LIMIT_CSV_COLUMNS);
	if (!r->headings) {
		r->headings = legacy_headings(r->arena, row);
		for (size_t i = 0; i < row->count; i++)
			r->mapping.of[i] = i < LEGACY_FIELD_END ? (enum legacy_field)i : LEGACY_OTHER;
		r->mapping.columns = row->count;
		return ST_OK;
	}
	legacy_read(r->row_arena, &(struct legacy_world){ &r->mapping, r->headings, &regions, &items, 440000, INT64_C(1795492800000) }, row, l);
	for (int i = 0; i < LEGACY_FIELD_END; i++)
		MUST(text_is_utf8(l->of[i], strlen(l->of[i])));
	if (l->fault_count == 0)
		judge(l, &items);
	arena_reset(r->row_arena);
	return ST_OK;
}

static enum status take_text(void *context, const char *text, size_t len)
{
	return csv_feed(((struct reading *)context)->csv, text, len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena *row_arena;
	struct reading r = { .arena = fuzz_arena() };
	struct charset_guess guess = { 0 };
	struct charset_in *in;
	size_t step;

	if (size < 2)
		return 0;
	if (!row_arena)
		row_arena = arena_new("fuzz row", ROW_ARENA_BYTES);
	r.row_arena = row_arena;
	arena_reset(row_arena);
	step = data[0] % 16 + 1;	/* how it is cut */
	r.csv = csv_new(r.arena, data[1] % 3 == 0 ? '\t' : ',', take_row, &r);
	charset_guess(&guess, data + 2, size - 2);
	MUST(charset_open(r.arena, charset_guessed(&guess), &in) == ST_OK);
	for (size_t at = 2; at < size; at += step)
		MUST(charset_feed(in, data + at, size - at < step ? size - at : step, take_text, &r) == ST_OK);
	MUST(charset_feed(in, NULL, 0, take_text, &r) == ST_OK);
	MUST(csv_end(r.csv) == ST_OK);
	return 0;
}
