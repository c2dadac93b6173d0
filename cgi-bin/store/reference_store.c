/* Regions and taxonomy from their tables; see reference_store.h. */
#include "store/reference_store.h"

#include "statements.h"

enum status regions_load(struct db *db, struct arena *arena, struct regions *regions)
{
	struct region_all_out *rows;
	struct region *copy;
	size_t count;

	TRY(region_all_list(db, arena, &rows, &count));
	copy = ARENA_ARRAY(arena, count, struct region);
	for (size_t i = 0; i < count; i++)
		copy[i] = (struct region){ rows[i].code, rows[i].name, rows[i].name_en, rows[i].parent,
					   rows[i].level, rows[i].kind, rows[i].plate, rows[i].pinyin };
	*regions = (struct regions){ copy, count };
	return ST_OK;
}

enum status items_load(struct db *db, struct arena *arena, struct items *items)
{
	struct item_all_out *rows;
	struct item *copy;
	size_t count;

	TRY(item_all_list(db, arena, &rows, &count));
	copy = ARENA_ARRAY(arena, count, struct item);
	for (size_t i = 0; i < count; i++)
		copy[i] = (struct item){ rows[i].item, rows[i].domain, rows[i].name, rows[i].name_en,
					 rows[i].kinds, rows[i].refer, rows[i].pinyin };
	*items = (struct items){ copy, count };
	return ST_OK;
}
