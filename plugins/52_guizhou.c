/* Guizhou: prefectures beside cities, and one special district (六枝特区); local waters only; no rule of its own is known. */
#include "table_rules.h"

static const struct rules_word words[] = {
	TABLE_CITIES_AND_PREFECTURES,
	{ "plate", "贵", "贵" },
	{ "region.county", "县、市、区、特区", "County, city, district or special district" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(520000, "贵州省", "Guizhou", "2026.11", TABLE_NONE_KNOWN),
	TABLE_WORDS(words),
};
