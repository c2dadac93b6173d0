/* Office hours and working days as template values; see office_view.h. */
#include "pages/office_view.h"

#include "base/now.h"
#include "pages/hours_view.h"
#include "pages/rule_view.h"
#include "statements.h"
#include "web/view.h"

#define HOURS_AT 0		/* the places of the questions: hours of today, then a day each, today first */
#define DAYS_AT 1
#define DAYS (RULES_QUESTIONS_MAX - DAYS_AT)

#define KEPT 16			/* regions whose answers a process remembers */
#define KEPT_MS 60000	/* rules that were deployed are heard of within this time */

/* What was last asked about a region. */
struct office_kept {
	uint32_t region;
	int32_t today;
	int64_t until_ms;
	struct rules_answer answers[RULES_QUESTIONS_MAX];
	struct office_line { bool known, verified; struct hours workdays, days_off; } line;	/* the telephone line of its city */
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

static bool find_line(struct request *req, const struct office *office, uint32_t region, struct office_line *line)
{
	struct office_row *rows;
	size_t count;

	if (office_on_list(site_of(req)->db, req->arena, &(struct office_on_in){ office->today, region, region }, &rows, &count) != ST_OK || count != 1)
		return false;
	line->known = hours_read(req->arena, rows[0].workdays, &line->workdays) && hours_read(req->arena, rows[0].days_off, &line->days_off);
	line->verified = rows[0].verified;
	return true;
}

/* The line of a place, or of the city above it. Without an answer of the database nothing is told of it. */
static struct office_line line_of(struct request *req, const struct office *office)
{
	uint32_t above = region_above(&site_of(req)->regions, office->region);
	struct office_line line = { 0 };

	if (!find_line(req, office, office->region, &line) && above)
		find_line(req, office, above, &line);
	return line;
}

/* Answers of this minute; they change no oftener than the day does. Those of the national default, when the rules are away, are as
 * good as any for so long. */
static const struct office_kept *kept_of(struct request *req, const struct office *office)
{
	struct site *site = site_of(req);
	struct office_kept *kept;

	if (!site->offices)
		site->offices = ARENA_ARRAY(site->arena, KEPT, struct office_kept);
	kept = &site->offices[office->region / 100 % KEPT];
	if (kept->region != office->region || kept->today != office->today || kept->until_ms <= req->now_ms) {
		ask(req, office, kept->answers);
		kept->line = line_of(req, office);
		kept->region = office->region;
		kept->today = office->today;
		kept->until_ms = req->now_ms + KEPT_MS;
	}
	return kept;
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
	uint32_t minute = minute_of_ms(now_ms);

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

static void show_line(struct request *req, const struct office_line *line, bool works)
{
	if (!line->known)
		return;
	view_set(req, "Office.Line.Known", "1");
	view_spans(req, "Office.Line", &line->workdays, &line->days_off);
	view_flag(req, "Office.Line.Now", hours_at(works ? &line->workdays : &line->days_off, minute_of_ms(req->now_ms)));
	view_flag(req, "Office.Line.Verified", line->verified);
}

void view_office(struct request *req, uint32_t region)
{
	struct office *office = ARENA_NEW(req->arena, struct office);
	const struct office_kept *kept;
	struct day_is today;

	if (!region_find(&site_of(req)->regions, region))
		return;
	office->calendar = calendar_live_look(site_of(req)->db, site_of(req)->calendar);
	office->region = region;
	office->today = day_of_ms(req->now_ms);
	kept = kept_of(req, office);
	office->answers = kept->answers;
	today = day_said(office, 0);
	view_set(req, "Office.RegionName", site_region_name(req, region));
	view_int(req, "Office.Day", office->today);
	view_flag(req, "Office.Works", today.worked);
	view_set(req, "Office.Why", day_why_word(today.why));
	view_set(req, "Office.Name", today.name);
	view_flag(req, "Office.Open", today.worked && is_open(&office->answers[HOURS_AT], req->now_ms));
	view_rule(req, "Office.Hours", RULES_OP_OFFICE_HOURS, &office->answers[HOURS_AT]);
	show_line(req, &kept->line, today.worked);
	show_next(req, office);
}
