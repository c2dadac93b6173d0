/* Jiangsu: sea; its own number for rescue on expressways; no rule of its own is known. */
#include "table_rules.h"

static const struct rules_referral referrals[] = {
	{ "expressway_rescue", "96777", "江苏高速公路救援", "Expressway rescue in Jiangsu", "" },
};

static const struct rules_word words[] = {
	{ "plate", "苏", "苏" },
	{ "brand", "江苏省交通运输厅", "Department of Transport of Jiangsu Province" },
	{ "brand.source", "https://jtyst.jiangsu.gov.cn", "https://jtyst.jiangsu.gov.cn" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(320000, "江苏省", "Jiangsu", "2026.11", TABLE_NONE_KNOWN),
	.flags = RULES_SEA,
	TABLE_WORDS(words), TABLE_REFERRALS(referrals),
};
