/* Hainan: one province and nineteen cities and counties, fifteen of which no city stands above; sea. Lingshui's local
 * holiday is set by the county and was not announced to us; no rule of its own is known.
 */
#include "table_rules.h"

static const struct rules_unit_row units[] = {
	TABLE_DIRECT_COUNTY(469001, "五指山市"),
	TABLE_DIRECT_COUNTY(469002, "琼海市"),
	TABLE_DIRECT_COUNTY(469005, "文昌市"),
	TABLE_DIRECT_COUNTY(469006, "万宁市"),
	TABLE_DIRECT_COUNTY(469007, "东方市"),
	TABLE_DIRECT_COUNTY(469021, "定安县"),
	TABLE_DIRECT_COUNTY(469022, "屯昌县"),
	TABLE_DIRECT_COUNTY(469023, "澄迈县"),
	TABLE_DIRECT_COUNTY(469024, "临高县"),
	TABLE_DIRECT_COUNTY(469025, "白沙黎族自治县"),
	TABLE_DIRECT_COUNTY(469026, "昌江黎族自治县"),
	TABLE_DIRECT_COUNTY(469027, "乐东黎族自治县"),
	TABLE_DIRECT_COUNTY(469028, "陵水黎族自治县"),
	TABLE_DIRECT_COUNTY(469029, "保亭黎族苗族自治县"),
	TABLE_DIRECT_COUNTY(469030, "琼中黎族苗族自治县"),
};

TABLE_UNITS(units, "46.route.direct", TABLE_DEFAULT)

static const struct rules_word words[] = {
	{ "plate", "琼", "琼" },
	{ "region.prefecture", "市、县", "City or county" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(460000, "海南省", "Hainan", "2026.11", TABLE_NONE_KNOWN),
	.flags = RULES_DIRECT_COUNTIES | RULES_SEA,
	TABLE_WORDS(words), TABLE_UNIT_ROWS(units),
	.route = table_route_answer,
};
