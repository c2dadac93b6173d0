/* Guangxi: Zhuang beside Chinese; sea; holidays of its own in spring (三月三), whose days the government announces each
 * year. Only what was announced and recorded stands here, never a day computed from the moon.
 */
#include "table_rules.h"

#define SPRING2021 "广西壮族自治区2021年三月三放假通知(文号待补): 4月18日(星期日)上班"

static const struct table_day days[] = {
	{ "45.workday.2021_made_up", TABLE_DAY(2021, 4, 18), TABLE_DAY(2021, 4, 18), RULES_DAY_WORKED, "三月三调休上班", SPRING2021 },
};

TABLE_WORKDAY(days)

static const struct rules_word words[] = {
	{ "plate", "桂", "桂" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(450000, "广西壮族自治区", "Guangxi", "2026.11", SPRING2021),
	.flags = RULES_SEA | RULES_LANG_ZHUANG,
	TABLE_WORDS(words),
	.workday = table_workday_answer,
};
