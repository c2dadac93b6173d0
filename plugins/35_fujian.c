/* Fujian: sea; Xiamen is separately planned and answers inquiries sooner; Pingtan reports like a city. */
#include "table_rules.h"

#define XIAMEN "厦门市热线规则(文号待补): 咨询2个工作日"

static const struct table_clock clocks[] = {
	{ "35.answer.inquiry.xiamen", RULES_STAGE_ANSWER, RULES_INQUIRY, 0, 0, 0, 2, TABLE_WD, XIAMEN, .region = 3502 },
};

static const struct rules_unit_row units[] = {
	{ "350200", "厦门市", 350200, 2, 0, 0 },
	{ "350128", "平潭综合实验区", 350128, 2, 0, 0 },
};

TABLE_CLOCK(clocks)
TABLE_UNITS(units, "35.route.reporting", TABLE_DEFAULT)

static const struct rules_word words[] = {
	{ "plate", "闽", "闽" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(350000, "福建省", "Fujian", "2026.11", XIAMEN),
	.flags = RULES_SEA,
	TABLE_WORDS(words), TABLE_UNIT_ROWS(units),
	.clock = table_clock_answer, .route = table_route_answer,
};
