/* Sichuan: 12345's limits since December 2025, in working days; the Yangtze; Tibetan beside Chinese in Aba and Garzê. The day in
 * December was not recorded, the month's first stands in; no days of Liangshan's local holiday were announced to us.
 */
#include "table_rules.h"

#define SC12345 "四川省12345热线规则(2025年12月，日期、文号待补): 咨询3、求助建议7、投诉举报15个工作日"

static const struct table_clock clocks[] = {
	{ "51.answer.inquiry", RULES_STAGE_ANSWER, RULES_INQUIRY, 0, 0, 0, 3, TABLE_WD, SC12345 },
	{ "51.answer.suggestion", RULES_STAGE_ANSWER, RULES_SUGGESTION, 0, 0, 0, 7, TABLE_WD, SC12345 },
	{ "51.answer.complaint", RULES_STAGE_ANSWER, RULES_COMPLAINT, 0, 0, 0, 15, TABLE_WD, SC12345 },
};

TABLE_CLOCK(clocks)

static const struct rules_word words[] = {
	TABLE_CITIES_AND_PREFECTURES,
	{ "plate", "川", "川" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(510000, "四川省", "Sichuan", "2025.12", SC12345),
	.flags = RULES_YANGTZE | RULES_LANG_TIBETAN, .effective_from = TABLE_DAY(2025, 12, 1),
	TABLE_WORDS(words),
	.clock = table_clock_answer,
};
