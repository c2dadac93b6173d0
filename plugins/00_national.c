/* The national default: what answers where a province has no rule of its own, or none that is sourced.
 * Rows without a published source say so and are shown as "default, unverified".
 */
#include "table_rules.h"

#define TAXI "《巡游出租汽车经营服务管理规定》第45条: 投诉10日内答复，情况复杂的30日"
#define WD RULES_WORKING_DAY, RULES_FROM_NEXT_DAY

static const struct table_clock clocks[] = {
	{ "cn.dispatch", RULES_STAGE_DISPATCH, 0, 0, 0, 0, 1, WD, "" },
	{ "cn.sign", RULES_STAGE_SIGN, 0, 0, 0, 0, 1, WD, "" },
	{ "cn.return", RULES_STAGE_RETURN, 0, 0, 0, 0, 1, WD, "" },
	{ "cn.answer.inquiry", RULES_STAGE_ANSWER, RULES_INQUIRY, 0, 0, 0, 3, WD, "" },
	{ "cn.answer.suggestion", RULES_STAGE_ANSWER, RULES_SUGGESTION, 0, 0, 0, 10, WD, "" },
	{ "cn.answer.complaint", RULES_STAGE_ANSWER, RULES_COMPLAINT, 0, 0, 0, 10, WD, "" },
	{ "cn.answer.taxi_complaint", RULES_STAGE_ANSWER, RULES_COMPLAINT, 3101, 3199, 0, 10, RULES_NATURAL_DAY, RULES_FROM_NEXT_DAY, TAXI },
	{ "cn.review", RULES_STAGE_REVIEW, 0, 0, 0, 0, 1, WD, "" },
	{ "cn.followup", RULES_STAGE_FOLLOWUP, 0, 0, 0, 0, 5, WD, "" },
	{ "cn.reopen", RULES_STAGE_REOPEN, 0, 0, 0, 0, 15, RULES_NATURAL_DAY, RULES_FROM_NEXT_DAY, "" },
	{ "cn.extend", RULES_STAGE_EXTEND, 0, 0, 0, 0, 10, WD, "" },
};

TABLE_CLOCK(clocks)

static int32_t admit(const struct rules_host *host, const struct rules_facts *facts, struct rules_admission *answer)
{
	(void)host;
	if (facts->kind < RULES_COMPLAINT || facts->kind > RULES_SUGGESTION)
		return RULES_BAD_INPUT;
	answer->verdict = facts->domain >= 71 && facts->domain <= 79 ? RULES_REFER : RULES_ACCEPT;
	table_because(&answer->because, answer->verdict == RULES_REFER ? "cn.admit.not_ours" : "cn.admit", "");
	return RULES_OK;
}

/* Whoever is nearest and in charge: the city, in a municipality the province itself. */
static int32_t route(const struct rules_host *host, const struct rules_facts *facts, struct rules_route *answer)
{
	(void)host;
	answer->level = facts->region % 10000 == 0 ? 1 : 2;
	table_because(&answer->because, "cn.route.territory", "12328 谁主管、谁负责、谁答复");
	answer->because.verified = 0;
	return RULES_OK;
}

/* Yellow within the last day before the deadline, red from the moment it has passed. */
static int32_t escalate(const struct rules_host *host, const struct rules_facts *facts, struct rules_escalation *answer)
{
	int64_t left = facts->due_ms - facts->now_ms;

	(void)host;
	table_because(&answer->because, "cn.escalate", "");
	if (facts->due_ms == 0)
		return RULES_OK;
	answer->level = 2;
	answer->card = left < 0 ? RULES_CARD_RED : left < 86400000 ? RULES_CARD_YELLOW : RULES_CARD_GREEN;
	answer->step = left < 0 ? 2 : left < 86400000 ? 1 : 0;
	answer->next_check_ms = left < 0 ? facts->now_ms + 86400000 : left < 86400000 ? facts->due_ms : facts->due_ms - 86400000;
	return RULES_OK;
}

static int32_t sample(const struct rules_host *host, const struct rules_facts *facts, struct rules_sample *answer)
{
	(void)host;
	answer->per_mille = facts->kind == RULES_COMPLAINT ? 1000 : 100;
	table_because(&answer->because, "cn.sample", "");
	return RULES_OK;
}

static const struct rules_referral referrals[] = {
	{ "rail", "12306", "铁路客户服务", "Railways", "" },
	{ "aviation", "12326", "民航服务质量监督", "Civil aviation", "" },
	{ "post", "12305", "邮政业消费者申诉", "Post and express delivery", "" },
	{ "expressway_rescue", "12122", "高速公路救援", "Expressway rescue", "" },
	{ "water_rescue", "12395", "水上遇险求救", "Distress on water", "" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(0, "全国默认规则", "National default", "2026.11", "12328 national default; see each rule"),
	.referrals = referrals, .referral_count = TABLE_COUNT(referrals),
	.admit = admit, .route = route, .clock = table_clock_answer, .escalate = escalate, .sample = sample,
};
