/* Inner Mongolia: leagues and banners beside cities and counties, Mongolian beside Chinese; local waters only. No rule of
 * its own is known.
 */
#include "table_rules.h"

static const struct rules_word words[] = {
	{ "plate", "蒙", "蒙" },
	{ "region.prefecture", "盟、市", "League or city" },
	{ "region.county", "旗、县、区", "Banner, county or district" },
	{ "region.township", "苏木、乡镇", "Sumu or township" },
	{ "region.village", "嘎查、村", "Gacha or village" },
};

/* Places below a county are called otherwise here, and a pasture has no street. */
static const struct rules_field fields[] = {
	{ "sumu", "苏木、嘎查（乡镇、村）", "Sumu and gacha (township and village)", NULL, RULES_FIELD_TEXT, 0 },
};

const struct province_rules province_rules = {
	TABLE_HEAD(150000, "内蒙古自治区", "Inner Mongolia", "2026.11", TABLE_NONE_KNOWN),
	.flags = RULES_LANG_MONGOLIAN,
	TABLE_WORDS(words), TABLE_FIELDS(fields),
};
