/* Xizang: Lhasa speaks to the person within the hour, answers sooner and follows up everything; Tibetan beside Chinese; local
 * waters only. Elsewhere no rule is known, and no days of Losar or Shoton were announced to us.
 */
#include "table_rules.h"

#define LHASA "拉萨市热线规则(文号待补): 1小时内联系，咨询3、求助7个工作日，100%回访"

/* Who has spoken to the person has taken the matter: contact within the hour is signing within the hour. */
static const struct table_clock clocks[] = {
	{ "54.sign.lhasa", RULES_STAGE_SIGN, 0, 0, 0, 0, 1, RULES_HOUR, RULES_FROM_MOMENT, LHASA, .region = 5401 },
	{ "54.answer.inquiry.lhasa", RULES_STAGE_ANSWER, RULES_INQUIRY, 0, 0, 0, 3, TABLE_WD, LHASA, .region = 5401 },
	{ "54.answer.suggestion.lhasa", RULES_STAGE_ANSWER, RULES_SUGGESTION, 0, 0, 0, 7, TABLE_WD, LHASA, .region = 5401 },
};

static const struct table_sample samples[] = {
	{ "54.sample.lhasa", 0, 0, 0, 0, 1000, LHASA, .region = 5401 },
};

TABLE_CLOCK(clocks)
TABLE_SAMPLE(samples)

static const struct rules_word words[] = {
	{ "plate", "藏", "藏" },
	{ "region.prefecture", "地、市", "Prefecture or city" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(540000, "西藏自治区", "Xizang", "2026.11", LHASA),
	.flags = RULES_LANG_TIBETAN,
	TABLE_WORDS(words),
	.clock = table_clock_answer, .sample = table_sample_answer,
};
