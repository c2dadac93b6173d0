/* Ningxia: local waters only; no rule of its own is known. Eid and Corban are days off here, but no dates were announced to
 * us, and computed ones have been a day wrong.
 */
#include "table_rules.h"

static const struct rules_word words[] = {
	{ "plate", "宁", "宁" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(640000, "宁夏回族自治区", "Ningxia", "2026.11", TABLE_NONE_KNOWN),
	TABLE_WORDS(words),
};
