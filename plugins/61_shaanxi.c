/* Shaanxi: local waters only; no rule of its own is known. */
#include "table_rules.h"

static const struct rules_word words[] = {
	{ "plate", "陕", "陕" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(610000, "陕西省", "Shaanxi", "2026.11", TABLE_NONE_KNOWN),
	TABLE_WORDS(words),
};
