/* Zhejiang: sea; Ningbo is separately planned and reports for itself. No rule of its own is known. */
#include "table_rules.h"

static const struct rules_unit_row units[] = {
	{ "330200", "宁波市", 330200, 2, 0, 0 },
};

TABLE_UNITS(units, "33.route.reporting", TABLE_DEFAULT)

static const struct rules_word words[] = {
	{ "plate", "浙", "浙" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(330000, "浙江省", "Zhejiang", "2026.11", TABLE_NONE_KNOWN),
	.flags = RULES_SEA,
	TABLE_WORDS(words), TABLE_UNIT_ROWS(units),
	.route = table_route_answer,
};
