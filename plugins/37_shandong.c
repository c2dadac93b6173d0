/* Shandong: five working days, a yellow card one working day before and a red one on the first day over; sea; Qingdao is
 * separately planned and reports for itself.
 */
#include "table_rules.h"

#define SHANDONG "山东省热线规则(文号待补)"

static const struct table_clock clocks[] = {
	{ "37.answer", RULES_STAGE_ANSWER, 0, 0, 0, 0, 5, TABLE_WD, SHANDONG ": 5个工作日办结" },
	{ "37.extend", RULES_STAGE_EXTEND, 0, 0, 0, 0, 10, TABLE_WD, SHANDONG ": 延期不超过10个工作日" },
	{ "37.return", RULES_STAGE_RETURN, 0, 0, 0, 0, 2, TABLE_WD, SHANDONG ": 误派的2个工作日内说明理由退回" },
};

static const struct table_escalate cards[] = {
	{ "37.card.yellow", RULES_STAGE_ANSWER, 0, 0, 0, 0, 0, 0, TABLE_WITHIN, 1, 1, 0, RULES_CARD_YELLOW,
	  SHANDONG ": 到期前1个工作日黄牌" },
	{ "37.card.red", RULES_STAGE_ANSWER, 0, 0, 0, 0, 0, 0, TABLE_OVERDUE, 0, 2, 0, RULES_CARD_RED, SHANDONG ": 超期首日红牌" },
};

static const struct rules_unit_row units[] = {
	{ "370200", "青岛市", 370200, 2, 0, 0 },
};

TABLE_CLOCK(clocks)
TABLE_ESCALATE(cards)
TABLE_UNITS(units, "37.route.reporting", TABLE_DEFAULT)

static const struct rules_word words[] = {
	{ "plate", "鲁", "鲁" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(370000, "山东省", "Shandong", "2026.11", SHANDONG),
	.flags = RULES_SEA,
	TABLE_WORDS(words), TABLE_UNIT_ROWS(units),
	.clock = table_clock_answer, .route = table_route_answer, .escalate = table_escalate_answer,
};
