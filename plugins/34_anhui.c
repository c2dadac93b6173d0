/* Anhui: inquiries 3, all else 10 working days; the Yangtze, and a word of its own for rescue on the water. */
#include "table_rules.h"

#define ANHUI "安徽省12328热线规则(文号待补): 咨询3个工作日，其他10个工作日"

static const struct table_clock clocks[] = {
	{ "34.answer.inquiry", RULES_STAGE_ANSWER, RULES_INQUIRY, 0, 0, 0, 3, TABLE_WD, ANHUI },
	{ "34.answer", RULES_STAGE_ANSWER, 0, 0, 0, 0, 10, TABLE_WD, ANHUI },
};

TABLE_CLOCK(clocks)

static const struct rules_word words[] = {
	{ "plate", "皖", "皖" },
	{ "domain.52", "水上搜救", "Search and rescue on the water" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(340000, "安徽省", "Anhui", "2026.11", ANHUI),
	.flags = RULES_YANGTZE,
	TABLE_WORDS(words),
	.clock = table_clock_answer,
};
