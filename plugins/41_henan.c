/* Henan: Jiyuan stands directly under the province; local waters only; no rule of its own is known. */
#include "table_rules.h"

static const struct rules_unit_row units[] = {
	TABLE_DIRECT_COUNTY(419001, "济源市"),
};

TABLE_UNITS(units, "41.route.direct", TABLE_DEFAULT)

static const struct rules_word words[] = {
	{ "plate", "豫", "豫" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(410000, "河南省", "Henan", "2026.11", TABLE_NONE_KNOWN),
	.flags = RULES_DIRECT_COUNTIES,
	TABLE_WORDS(words), TABLE_UNIT_ROWS(units),
	.route = table_route_answer,
};
