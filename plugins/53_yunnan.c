/* Yunnan: half of it autonomous prefectures, Tibetan beside Chinese in Diqing, Zhuang in Wenshan; local waters only. No rule of
 * its own is known; the holidays that Chuxiong and Honghe set were not announced to us.
 */
#include "table_rules.h"

static const struct rules_word words[] = {
	TABLE_CITIES_AND_PREFECTURES,
	{ "plate", "云", "云" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(530000, "云南省", "Yunnan", "2026.11", TABLE_NONE_KNOWN),
	.flags = RULES_LANG_TIBETAN | RULES_LANG_ZHUANG,
	TABLE_WORDS(words),
};
