/* The national default: what answers where a province has no rule of its own, or none that is sourced.
 *
 * Rows without a published source say TABLE_DEFAULT and are shown as "default, unverified". Those with a source are
 * law everywhere: where one is earlier than a province's own clock, it applies there too.
 */
#include "table_rules.h"

#define TAXI "《巡游出租汽车经营服务管理规定》第45条: 投诉10日内答复，情况复杂的30日"
#define LOST "GB/T 22485 出租汽车运营服务规范: 失物查找72小时内答复"

static const struct table_clock clocks[] = {
	{ "cn.dispatch", RULES_STAGE_DISPATCH, 0, 0, 0, 0, 1, TABLE_WD, TABLE_DEFAULT },
	{ "cn.sign", RULES_STAGE_SIGN, 0, 0, 0, 0, 1, TABLE_WD, TABLE_DEFAULT },
	{ "cn.return", RULES_STAGE_RETURN, 0, 0, 0, 0, 1, TABLE_WD, TABLE_DEFAULT },
	{ "cn.answer.inquiry", RULES_STAGE_ANSWER, RULES_INQUIRY, 0, 0, 0, 3, TABLE_WD, TABLE_DEFAULT },
	{ "cn.answer.suggestion", RULES_STAGE_ANSWER, RULES_SUGGESTION, 0, 0, 0, 10, TABLE_WD, TABLE_DEFAULT },
	{ "cn.answer.complaint", RULES_STAGE_ANSWER, RULES_COMPLAINT, 0, 0, 0, 10, TABLE_WD, TABLE_DEFAULT },
	{ "cn.answer.taxi_complaint", RULES_STAGE_ANSWER, RULES_COMPLAINT, 3100, 3199, 0, 10, TABLE_ND, TAXI, .without = RULES_COMPLEX },
	{ "cn.answer.taxi_complex", RULES_STAGE_ANSWER, RULES_COMPLAINT, 3100, 3199, RULES_COMPLEX, 30, TABLE_ND, TAXI },
	{ "cn.answer.taxi_lost", RULES_STAGE_ANSWER, 0, 3113, 3113, 0, 72, RULES_HOUR, RULES_FROM_MOMENT, LOST },
	{ "cn.review", RULES_STAGE_REVIEW, 0, 0, 0, 0, 1, TABLE_WD, TABLE_DEFAULT },
	{ "cn.followup", RULES_STAGE_FOLLOWUP, 0, 0, 0, 0, 5, TABLE_WD, TABLE_DEFAULT },
	{ "cn.reopen", RULES_STAGE_REOPEN, 0, 0, 0, 0, 15, TABLE_ND, TABLE_DEFAULT },
	{ "cn.extend", RULES_STAGE_EXTEND, 0, 0, 0, 0, 10, TABLE_WD, TABLE_DEFAULT },
	{ "cn.wait", RULES_STAGE_WAIT, 0, 0, 0, 0, 5, TABLE_WD, TABLE_DEFAULT },
	{ "cn.urge", RULES_STAGE_URGE, 0, 0, 0, 0, 1, TABLE_WD, TABLE_DEFAULT },
	{ "cn.order", RULES_STAGE_ORDER, 0, 0, 0, 0, 3, TABLE_WD, TABLE_DEFAULT },
};

/* The one table that has no nation above it. */
static int32_t clock(const struct rules_host *host, const struct rules_facts *facts, struct rules_clock *answer)
{
	(void)host;
	return table_clock_find(clocks, TABLE_COUNT(clocks), facts, answer);
}

static const struct table_admit admissions[] = {
	{ "cn.admit.rail", 0, 7100, 7199, 0, RULES_REFER, 0, "12306", TABLE_DEFAULT },
	{ "cn.admit.aviation", 0, 7200, 7299, 0, RULES_REFER, 0, "12326", TABLE_DEFAULT },
	{ "cn.admit.post", 0, 7300, 7399, 0, RULES_REFER, 0, "12305", TABLE_DEFAULT },
	{ "cn.admit.not_ours", 0, 7400, 7999, 0, RULES_REFER, 0, "", TABLE_DEFAULT },
	{ "cn.admit", 0, 0, 0, 0, RULES_ACCEPT, 0, "", TABLE_DEFAULT },
};

static int32_t admit(const struct rules_host *host, const struct rules_facts *facts, struct rules_admission *answer)
{
	(void)host;
	if (facts->kind < RULES_COMPLAINT || facts->kind > RULES_SUGGESTION)
		return RULES_BAD_INPUT;
	return table_admit_find(admissions, TABLE_COUNT(admissions), facts, answer);
}

/* Whoever is nearest and in charge: the city, in a municipality the province itself. 12328: 谁主管、谁负责、谁答复. */
static const struct table_route routes[] = {
	{ "cn.route.municipality", 0, 0, 0, 0, 0, 1, "", "", TABLE_DEFAULT, 11 },
	{ "cn.route.municipality", 0, 0, 0, 0, 0, 1, "", "", TABLE_DEFAULT, 12 },
	{ "cn.route.municipality", 0, 0, 0, 0, 0, 1, "", "", TABLE_DEFAULT, 31 },
	{ "cn.route.municipality", 0, 0, 0, 0, 0, 1, "", "", TABLE_DEFAULT, 50 },
	{ "cn.route.territory", 0, 0, 0, 0, 0, 2, "", "", TABLE_DEFAULT },
};

static int32_t route(const struct rules_host *host, const struct rules_facts *facts, struct rules_route *answer)
{
	int32_t status = table_route_find(routes, TABLE_COUNT(routes), facts, answer);

	(void)host;
	if (facts->region % 10000 == 0)
		answer->level = 1;
	return status;
}

#define DAY_MS 86400000
#define TIME_MAX (INT64_C(1) << 52)	/* beyond any calendar; an absurd time must not overflow what is counted from it */

static int64_t sane(int64_t ms)
{
	return ms > TIME_MAX ? TIME_MAX : ms < -TIME_MAX ? -TIME_MAX : ms;
}

/* Yellow within the last day before the deadline, red from the moment it has passed. */
/* Whoever is dissatisfied twice is not sent the same way a third time: the matter comes before its supervisors at once. */
#define REWORKS_SUPERVISED 2

static int32_t escalate(const struct rules_host *host, const struct rules_facts *facts, struct rules_escalation *answer)
{
	int64_t due_ms = sane(facts->due_ms), now_ms = sane(facts->now_ms), left = due_ms - now_ms;

	(void)host;
	table_because(&answer->because, "cn.escalate", TABLE_DEFAULT);
	if (facts->due_ms == 0)
		return RULES_OK;
	answer->level = 2;
	answer->card = left < 0 ? RULES_CARD_RED : left < DAY_MS ? RULES_CARD_YELLOW : RULES_CARD_GREEN;
	answer->step = left < 0 ? 2 : left < DAY_MS ? 1 : 0;
	answer->next_check_ms = left < 0 ? now_ms + DAY_MS : left < DAY_MS ? due_ms : due_ms - DAY_MS;
	if (facts->reworks >= REWORKS_SUPERVISED) {
		answer->step = left < 0 ? 3 : 2;	/* that it is late as well is told once more */
		answer->card = RULES_CARD_RED;
		table_because(&answer->because, "cn.escalate.twice", TABLE_DEFAULT);
	}
	return RULES_OK;
}

static const struct table_sample samples[] = {
	{ "cn.sample.complaint", RULES_COMPLAINT, 0, 0, 0, 1000, TABLE_DEFAULT },
	{ "cn.sample", 0, 0, 0, 0, 100, TABLE_DEFAULT },
};

TABLE_SAMPLE(samples)

static const struct rules_referral referrals[] = {
	{ "rail", "12306", "铁路客户服务", "Railways", "" },
	{ "aviation", "12326", "民航服务质量监督", "Civil aviation", "" },
	{ "post", "12305", "邮政业消费者申诉", "Post and express delivery", "" },
	{ "expressway_rescue", "12122", "高速公路救援", "Expressway rescue", "" },
	{ "water_rescue", "12395", "水上遇险求救", "Distress on water", "" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(0, "全国默认规则", "National default", "2026.11", "12328 national default; see each rule"),
	TABLE_REFERRALS(referrals),
	.admit = admit, .route = route, .clock = clock, .escalate = escalate, .sample = table_sample_answer,
};
