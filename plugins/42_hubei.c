/* Hubei: three cities and a forestry district stand directly under the province; the Yangtze; no rule of its own is known. */
#include "table_rules.h"

static const struct rules_unit_row units[] = {
	TABLE_DIRECT_COUNTY(429004, "仙桃市"),
	TABLE_DIRECT_COUNTY(429005, "潜江市"),
	TABLE_DIRECT_COUNTY(429006, "天门市"),
	TABLE_DIRECT_COUNTY(429021, "神农架林区"),
};

TABLE_UNITS(units, "42.route.direct", TABLE_DEFAULT)

static const struct rules_word words[] = {
	TABLE_CITIES_AND_PREFECTURES,
	{ "plate", "鄂", "鄂" },
	{ "region.county", "县、市、区、林区", "County, city, district or forestry district" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(420000, "湖北省", "Hubei", "2026.11", TABLE_NONE_KNOWN),
	.flags = RULES_DIRECT_COUNTIES | RULES_YANGTZE,
	TABLE_WORDS(words), TABLE_UNIT_ROWS(units),
	.route = table_route_answer,
};
