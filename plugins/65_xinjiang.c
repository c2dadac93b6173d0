/* Xinjiang: offices open by the season; days off for Corban as announced; the Corps (兵团) reports beside the region, not below it,
 * and its twelve cities report to it; Uyghur beside Chinese, Mongolian in two prefectures; local waters only.
 */
#include "table_rules.h"

#define HOURS "新疆维吾尔自治区作息时间(文号待补，北京时间)"
#define CORBAN2025 "新疆维吾尔自治区2025年古尔邦节放假通知(文号待补): 6月6日至10日放假"

static const struct table_day days[] = {
	{ "65.workday.2025_corban", TABLE_DAY(2025, 6, 6), TABLE_DAY(2025, 6, 10), RULES_DAY_OFF, "古尔邦节", CORBAN2025 },
};

static const struct table_hours hours[] = {
	{ "65.hours.summer", 501, 930, { TABLE_AT(10, 0), TABLE_AT(14, 0), TABLE_AT(16, 0), TABLE_AT(20, 0) }, HOURS ": 5月1日起" },
	{ "65.hours.winter", 1001, 430, { TABLE_AT(10, 0), TABLE_AT(14, 0), TABLE_AT(15, 30), TABLE_AT(19, 30) }, HOURS ": 10月1日起" },
};

static const struct rules_unit_row units[] = {
	{ "659900", "新疆生产建设兵团", 659900, 1, 0, 0 },
	{ "659900", "新疆生产建设兵团所属城市", 659000, 1, 0, 0 },
};

TABLE_WORKDAY(days)
TABLE_HOURS(hours)
TABLE_UNITS(units, "65.route.corps", TABLE_DEFAULT)

static const struct rules_word words[] = {
	{ "plate", "新", "新" },
	{ "region.prefecture", "地、州、市", "Prefecture or city" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(650000, "新疆维吾尔自治区", "Xinjiang", "2026.11", HOURS),
	.flags = RULES_DIRECT_COUNTIES | RULES_LANG_UYGHUR | RULES_LANG_MONGOLIAN,
	TABLE_WORDS(words), TABLE_UNIT_ROWS(units),
	.route = table_route_answer, .workday = table_workday_answer, .office_hours = table_hours_answer,
};
