/* Office hours and working days as template values; see office_view.h. */
#include "pages/office_view.h"

#include "base/now.h"
#include "pages/rule_view.h"
#include "web/view.h"

#define MINUTE_MS 60000
#define HOURS_AT 0		/* the places of the questions: hours of today, then a day each, today first */
#define DAYS_AT 1
#define DAYS (RULES_QUESTIONS_MAX - DAYS_AT)

#define KEPT 16			/* regions whose answers a process remembers */
#define KEPT_MS MINUTE_MS	/* rules that were deployed are heard of within this time */

/* What was last asked about a region. */
struct office_kept {
	uint32_t region;
	int32_t today;
	int64_t until_ms;
	struct rules_answer answers[RULES_QUESTIONS_MAX];
};

struct office {
	const struct calendar *calendar;
	uint32_t region;
	int32_t today;
	const struct rules_answer *answers;
};

static void ask(struct request *req, const struct office *office, struct rules_answer *answers)
{
	struct rules_question questions[RULES_QUESTIONS_MAX] = { 0 };

	for (int i = 0; i < RULES_QUESTIONS_MAX; i++) {
		questions[i].op = i == HOURS_AT ? RULES_OP_OFFICE_HOURS : RULES_OP_WORKDAY;
		questions[i].facts = (struct rules_facts){
			.size = sizeof(struct rules_facts), .region = office->region, .filed_ms = req->now_ms, .now_ms = req->now_ms,
			.day = office->today + (i < DAYS_AT ? 0 : i - DAYS_AT),
		};
	}
	rules_call(site_of(req)->rules, office->calendar, questions, RULES_QUESTIONS_MAX, answers);
}

/* Answers of this minute; they change no oftener than the day does. Those of the national default, when the rules are away, are as
 * good as any for so long. */
static const struct rules_answer *answers_of(struct request *req, const struct office *office)
{
	struct site *site = site_of(req);
	struct office_kept *kept;

	if (!site->offices)
		site->offices = ARENA_ARRAY(site->arena, KEPT, struct office_kept);
	kept = &site->offices[office->region / 100 % KEPT];
	if (kept->region != office->region || kept->today != office->today || kept->until_ms <= req->now_ms) {
		ask(req, office, kept->answers);
		kept->region = office->region;
		kept->today = office->today;
		kept->until_ms = req->now_ms + KEPT_MS;
	}
	return kept->answers;
}

/* The province's word on the nth day from today, else the calendar's. */
static struct day_is day_said(const struct office *office, int n)
{
	const struct rules_answer *answer = &office->answers[DAYS_AT + n];
	struct day_is is = calendar_day(office->calendar, office->region, office->today + n);

	if (answer->status != RULES_OK)
		return is;
	if (is.worked != (answer->any.workday.worked == RULES_DAY_WORKED)) {
		is.worked = !is.worked;
		is.why = is.worked ? DAY_MAKEUP : DAY_HOLIDAY;
	} else if (!is.worked && *answer->any.workday.note) {
		is.why = DAY_HOLIDAY;	/* a weekend that is a feast there */
	}
	is.name = answer->any.workday.note;
	return is;
}

static bool is_open(const struct rules_answer *hours, int64_t now_ms)
{
	uint32_t minute = (uint32_t)((now_ms - ms_of_day(day_of_ms(now_ms))) / MINUTE_MS);

	for (uint32_t i = 0; hours->status == RULES_OK && i < hours->any.hours.count; i++)
		if (minute >= hours->any.hours.from[i] && minute < hours->any.hours.until[i])
			return true;
	return false;
}

static void show_next(struct request *req, const struct office *office)
{
	for (int n = 1; n < DAYS; n++) {
		if (!day_said(office, n).worked)
			continue;
		view_int(req, "Office.Next", office->today + n);
		return;
	}
}

void view_office(struct request *req, uint32_t region)
{
	struct office *office = ARENA_NEW(req->arena, struct office);
	struct day_is today;

	if (!region_find(&site_of(req)->regions, region))
		return;
	office->calendar = calendar_live_look(site_of(req)->db, site_of(req)->calendar);
	office->region = region;
	office->today = day_of_ms(req->now_ms);
	office->answers = answers_of(req, office);
	today = day_said(office, 0);
	view_set(req, "Office.RegionName", site_region_name(req, region));
	view_int(req, "Office.Day", office->today);
	view_flag(req, "Office.Works", today.worked);
	view_set(req, "Office.Why", day_why_word(today.why));
	view_set(req, "Office.Name", today.name);
	view_flag(req, "Office.Open", today.worked && is_open(&office->answers[HOURS_AT], req->now_ms));
	view_rule(req, "Office.Hours", RULES_OP_OFFICE_HOURS, &office->answers[HOURS_AT]);
	show_next(req, office);
}
