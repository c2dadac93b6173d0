/* Shanxi: local waters only; no rule of its own is known. */
#include "table_rules.h"

static const struct rules_word words[] = {
	{ "plate", "晋", "晋" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(140000, "山西省", "Shanxi", "2026.11", TABLE_NONE_KNOWN),
	TABLE_WORDS(words),
};
