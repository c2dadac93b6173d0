/* Hebei: ranks its cities on 120 points of the ministry's indicators; Dingzhou, Xinji and Xiong'an report like
 * cities; sea. How the 120 points are divided is not known: equal parts stand in, unverified.
 */
#include "table_rules.h"

static const struct rules_unit_row units[] = {
	{ "130682", "定州市", 130682, 2, 0, 0 },
	{ "130181", "辛集市", 130181, 2, 0, 0 },
	{ "133100", "雄安新区", 133100, 2, 0, 0 },
};

static const struct table_score parts[] = {
	{ "13.score.answered_at_once", RULES_ANSWERED_AT_ONCE, 15000, 0, 1000, TABLE_DEFAULT },
	{ "13.score.done_in_time", RULES_DONE_IN_TIME, 15000, 0, 1000, TABLE_DEFAULT },
	{ "13.score.satisfied_at_once", RULES_SATISFIED_AT_ONCE, 15000, 0, 1000, TABLE_DEFAULT },
	{ "13.score.followed_up", RULES_FOLLOWED_UP, 15000, 0, 1000, TABLE_DEFAULT },
	{ "13.score.poor_mended", RULES_POOR_MENDED, 15000, 0, 1000, TABLE_DEFAULT },
	{ "13.score.complaint_in_time", RULES_COMPLAINT_IN_TIME, 15000, 0, 1000, TABLE_DEFAULT },
	{ "13.score.complaint_reviewed", RULES_COMPLAINT_REVIEWED, 15000, 0, 1000, TABLE_DEFAULT },
	{ "13.score.complaint_satisfied", RULES_COMPLAINT_SATISFIED, 15000, 0, 1000, TABLE_DEFAULT },
};

TABLE_UNITS(units, "13.route.reporting", TABLE_DEFAULT)
TABLE_SCORE(parts, "13.score")

static const struct rules_word words[] = {
	{ "plate", "冀", "冀" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(130000, "河北省", "Hebei", "2026.11", "河北省12328热线通报(文号待补): 按120分排名"),
	.flags = RULES_SEA,
	TABLE_WORDS(words), TABLE_UNIT_ROWS(units),
	.route = table_route_answer, .score = table_score_answer,
};
