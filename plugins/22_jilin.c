/* Jilin: local waters only; no rule of its own is known. */
#include "table_rules.h"

static const struct rules_word words[] = {
	{ "plate", "吉", "吉" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(220000, "吉林省", "Jilin", "2026.11", TABLE_NONE_KNOWN),
	TABLE_WORDS(words),
};
