/* Heilongjiang: maritime affairs on its rivers; no rule of its own is known. */
#include "table_rules.h"

static const struct rules_word words[] = {
	{ "plate", "黑", "黑" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(230000, "黑龙江省", "Heilongjiang", "2026.11", TABLE_NONE_KNOWN),
	.flags = RULES_HEILONGJIANG,
	TABLE_WORDS(words),
};
