/* Gansu: two prefectures beside its cities, Tibetan beside Chinese in Gannan; local waters only. Jiayuguan has no districts:
 * a place there ends with the city. No rule of its own is known.
 */
#include "table_rules.h"

static const struct rules_word words[] = {
	TABLE_CITIES_AND_PREFECTURES,
	{ "plate", "甘", "甘" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(620000, "甘肃省", "Gansu", "2026.11", TABLE_NONE_KNOWN),
	.flags = RULES_LANG_TIBETAN,
	TABLE_WORDS(words),
};
