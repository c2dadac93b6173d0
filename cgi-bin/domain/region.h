/* The administrative regions: provinces, city-level units, counties and what stands beside them.
 *
 * Loaded once at start (store/reference_store.h), sorted by code, never changed. Codes are GB/T 2260;
 * reporting units (兵团, 雄安 …) have codes of their own in the seed.
 */
#ifndef DOMAIN_REGION_H
#define DOMAIN_REGION_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum region_level { REGION_PROVINCE = 1, REGION_CITY = 2, REGION_COUNTY = 3 };

struct region {
	uint32_t code;
	const char *name;
	const char *name_en;
	uint32_t parent;	/* 0 for a province */
	uint32_t level;		/* enum region_level */
	const char *kind;	/* gb, direct or reporting */
	const char *plate;	/* 粤 for a province, 粤B for a city; "" where unknown */
	const char *pinyin;	/* of the name, syllables between spaces */
};

struct regions {
	const struct region *rows;	/* ascending by code */
	size_t count;
};

/* NULL: no such region. */
const struct region *region_find(const struct regions *regions, uint32_t code);
/* The regions right below a parent (0: the provinces), in code order. */
const struct region **region_children(const struct regions *regions, struct arena *arena, uint32_t parent, size_t *count);
/* The code of the place above; 0 (the nation) for a province, and for a place that is in no list. */
uint32_t region_above(const struct regions *regions, uint32_t code);
/* The same as tables of counts have it: above the nation lies 999999. */
uint32_t region_up(const struct regions *regions, uint32_t code);
/* "广东省深圳市南山区", "Nanshan, Shenzhen, Guangdong"; "" for an unknown code. */
const char *region_path(const struct regions *regions, struct arena *arena, uint32_t code, int english);

#endif
