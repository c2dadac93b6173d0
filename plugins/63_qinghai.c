/* Qinghai: two cities and six prefectures; Tibetan beside Chinese, and Mongolian in Haixi; local waters only. No rule of its own
 * is known.
 */
#include "table_rules.h"

static const struct rules_word words[] = {
	TABLE_CITIES_AND_PREFECTURES,
	{ "plate", "青", "青" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(630000, "青海省", "Qinghai", "2026.11", TABLE_NONE_KNOWN),
	.flags = RULES_LANG_TIBETAN | RULES_LANG_MONGOLIAN,
	TABLE_WORDS(words),
};
