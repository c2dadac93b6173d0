/* Hunan: complaints about buses and taxis are answered within ten natural days; the Yangtze. No exception for complex taxi
 * matters was read, so the nation's thirty days do not apply to them here.
 */
#include "table_rules.h"

#define ARTICLE26 "湖南省公共交通规则(全称、文号待补)第26条: 公交、出租汽车投诉10日内答复"

static const struct table_clock clocks[] = {
	{ "43.answer.taxi_complaint", RULES_STAGE_ANSWER, RULES_COMPLAINT, 3100, 3199, 0, 10, TABLE_ND, ARTICLE26 },
	{ "43.answer.bus_complaint", RULES_STAGE_ANSWER, RULES_COMPLAINT, 3300, 3399, 0, 10, TABLE_ND, ARTICLE26 },
};

TABLE_CLOCK(clocks)

static const struct rules_word words[] = {
	TABLE_CITIES_AND_PREFECTURES,
	{ "plate", "湘", "湘" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(430000, "湖南省", "Hunan", "2026.11", ARTICLE26),
	.flags = RULES_YANGTZE,
	TABLE_WORDS(words),
	.clock = table_clock_answer,
};
