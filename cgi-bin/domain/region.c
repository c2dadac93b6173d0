/* Looking regions up; see region.h. */
#include "domain/region.h"

#include <string.h>

const struct region *region_find(const struct regions *regions, uint32_t code)
{
	size_t low = 0;
	size_t high = regions->count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (regions->rows[middle].code == code)
			return &regions->rows[middle];
		if (regions->rows[middle].code < code)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const struct region **region_children(const struct regions *regions, struct arena *arena, uint32_t parent, size_t *count)
{
	const struct region **children;
	size_t n = 0;

	for (size_t i = 0; i < regions->count; i++)
		n += regions->rows[i].parent == parent;
	children = ARENA_ARRAY(arena, n, const struct region *);
	*count = n;
	n = 0;
	for (size_t i = 0; i < regions->count; i++)
		if (regions->rows[i].parent == parent)
			children[n++] = &regions->rows[i];
	return children;
}

const char *region_path(const struct regions *regions, struct arena *arena, uint32_t code, int english)
{
	const struct region *region = region_find(regions, code);
	const char *above;

	if (!region)
		return "";
	if (region->parent == 0)
		return english ? region->name_en : region->name;
	above = region_path(regions, arena, region->parent, english);
	if (english)
		return arena_printf(arena, "%s, %s", region->name_en, above);
	return arena_printf(arena, "%s%s", above, region->name);
}

uint32_t region_above(const struct regions *regions, uint32_t code)
{
	const struct region *row = region_find(regions, code);

	return row ? row->parent : 0;
}

uint32_t region_up(const struct regions *regions, uint32_t code)
{
	return code ? region_above(regions, code) : 999999;
}
