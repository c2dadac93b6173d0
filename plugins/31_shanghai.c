/* Shanghai: districts only; sea; no rule of its own is known. */
#include "table_rules.h"

static const struct rules_word words[] = {
	{ "plate", "沪", "沪" },
	{ "brand", "上海市交通委员会", "Shanghai Municipal Transportation Commission" },
	{ "brand.source", "https://jtw.sh.gov.cn", "https://jtw.sh.gov.cn" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(310000, "上海市", "Shanghai", "2026.11", TABLE_NONE_KNOWN),
	.flags = RULES_MUNICIPALITY | RULES_SEA,
	TABLE_WORDS(words),
};
