/* Chongqing: a municipality with counties beside its districts; the Yangtze; no rule of its own is known. */
#include "table_rules.h"

static const struct rules_word words[] = {
	{ "plate", "渝", "渝" },
	{ "region.county", "区、县、自治县", "District, county or autonomous county" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(500000, "重庆市", "Chongqing", "2026.11", TABLE_NONE_KNOWN),
	.flags = RULES_MUNICIPALITY | RULES_YANGTZE,
	TABLE_WORDS(words),
};
