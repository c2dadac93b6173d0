/* Liaoning: sea; Dalian is separately planned and reports for itself. No rule of its own is known. */
#include "table_rules.h"

static const struct rules_unit_row units[] = {
	{ "210200", "大连市", 210200, 2, 0, 0 },
};

TABLE_UNITS(units, "21.route.reporting", TABLE_DEFAULT)

static const struct rules_word words[] = {
	{ "plate", "辽", "辽" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(210000, "辽宁省", "Liaoning", "2026.11", TABLE_NONE_KNOWN),
	.flags = RULES_SEA,
	TABLE_WORDS(words), TABLE_UNIT_ROWS(units),
	.route = table_route_answer,
};
