/* Beijing: 接诉即办 counts natural days and hours; districts only. */
#include "table_rules.h"

#define JSJB "北京市接诉即办工作规则（草案稿）: 涉及生命财产2小时、水电气热24小时、一般7日、复杂15日"

static const struct table_clock clocks[] = {
	{ "11.dispatch.online", RULES_STAGE_DISPATCH, 0, 0, 0, 0, 2, RULES_HOUR, RULES_FROM_MOMENT, JSJB "；网络受理2小时内" },
	{ "11.answer.life", RULES_STAGE_ANSWER, 0, 0, 0, RULES_LIFE_AT_RISK, 2, RULES_HOUR, RULES_FROM_MOMENT, JSJB },
	{ "11.answer.utilities", RULES_STAGE_ANSWER, 0, 0, 0, RULES_UTILITIES, 24, RULES_HOUR, RULES_FROM_MOMENT, JSJB },
	{ "11.answer", RULES_STAGE_ANSWER, 0, 0, 0, 0, 7, TABLE_ND, JSJB, .without = RULES_COMPLEX },
	{ "11.answer.complex", RULES_STAGE_ANSWER, 0, 0, 0, RULES_COMPLEX, 15, TABLE_ND, JSJB },
};

TABLE_CLOCK(clocks)

static const struct rules_referral referrals[] = {
	{ "expressway_rescue", "96166", "首发集团高速公路救援", "Expressway rescue (Shoufa)", "" },
};

static const struct rules_word words[] = {
	{ "plate", "京", "京" },
	{ "brand", "北京市交通委员会", "Beijing Municipal Commission of Transport" },
	{ "brand.source", "https://jtw.beijing.gov.cn", "https://jtw.beijing.gov.cn" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(110000, "北京市", "Beijing", "2026.11", "接诉即办"),
	.flags = RULES_MUNICIPALITY | RULES_LINK_BRANCH,
	TABLE_WORDS(words), TABLE_REFERRALS(referrals),
	.clock = table_clock_answer,
};
