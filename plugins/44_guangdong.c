/* Guangdong: 12345's limits since 2022-09-01, in working days; sea; Shenzhen is separately planned and reports for itself. */
#include "table_rules.h"

#define GD12345 "广东省政务服务便民热线工单办理规则(2022-09-01): 咨询2、求助建议10、投诉举报15个工作日"

static const struct table_clock clocks[] = {
	{ "44.answer.inquiry", RULES_STAGE_ANSWER, RULES_INQUIRY, 0, 0, 0, 2, TABLE_WD, GD12345 },
	{ "44.answer.suggestion", RULES_STAGE_ANSWER, RULES_SUGGESTION, 0, 0, 0, 10, TABLE_WD, GD12345 },
	{ "44.answer.complaint", RULES_STAGE_ANSWER, RULES_COMPLAINT, 0, 0, 0, 15, TABLE_WD, GD12345 },
};

static const struct rules_unit_row units[] = {
	{ "440300", "深圳市", 440300, 2, 0, 0 },
};

TABLE_CLOCK(clocks)
TABLE_UNITS(units, "44.route.reporting", TABLE_DEFAULT)

static const struct rules_word words[] = {
	{ "plate", "粤", "粤" },
	{ "brand", "广东省交通运输厅", "Department of Transport of Guangdong Province" },
	{ "brand.source", "https://td.gd.gov.cn", "https://td.gd.gov.cn" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(440000, "广东省", "Guangdong", "2022.09", "广东省12345热线规则"),
	.flags = RULES_SEA | RULES_LINK_PARALLEL, .effective_from = TABLE_DAY(2022, 9, 1),
	TABLE_WORDS(words), TABLE_UNIT_ROWS(units),
	.clock = table_clock_answer, .route = table_route_answer,
};
