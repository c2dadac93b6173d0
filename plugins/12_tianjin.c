/* Tianjin: signing counts minutes where life or supply is at stake, days off included; a matter that was sent
 * wrongly three times is designated by the centre; districts only; sea.
 */
#include "table_rules.h"

#define ORDER39 "天津市令39(2025-01-01)"

static const struct table_clock clocks[] = {
	{ "12.sign.life", RULES_STAGE_SIGN, 0, 0, 0, RULES_LIFE_AT_RISK, 15, RULES_MINUTE, RULES_FROM_MOMENT,
	  ORDER39 ": 涉及生命财产的15分钟内签收，含休息日" },
	{ "12.sign.utilities", RULES_STAGE_SIGN, 0, 0, 0, RULES_UTILITIES, 30, RULES_MINUTE, RULES_FROM_MOMENT,
	  ORDER39 ": 水电气热30分钟内签收，含休息日" },
	{ "12.sign", RULES_STAGE_SIGN, 0, 0, 0, 0, 1, TABLE_WD, ORDER39 ": 其他1个工作日内签收" },
	{ "12.return", RULES_STAGE_RETURN, 0, 0, 0, 0, 1, TABLE_WD, ORDER39 ": 1个工作日内退回" },
};

static const struct table_route routes[] = {
	{ "12.route.designated", 0, 0, 0, 0, 3, 1, "", "", ORDER39 ": 三次派单未果的由中心指定" },
};

static const struct table_escalate steps[] = {
	{ "12.escalate.designate", 0, 0, 0, 0, 0, 3, 0, TABLE_WHENEVER, 0, 2, 1, RULES_CARD_NONE, ORDER39 ": 三次派单未果的由中心指定" },
};

TABLE_CLOCK(clocks)
TABLE_ROUTE(routes)
TABLE_ESCALATE(steps)

static const struct rules_word words[] = {
	{ "plate", "津", "津" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(120000, "天津市", "Tianjin", "2025.01", ORDER39),
	.flags = RULES_MUNICIPALITY | RULES_SEA, .effective_from = TABLE_DAY(2025, 1, 1),
	TABLE_WORDS(words),
	.clock = table_clock_answer, .route = table_route_answer, .escalate = table_escalate_answer,
};
