/* Points by a province's formula; see score_view.h. */
#include "pages/score_view.h"

#include <stdlib.h>

#include "base/now.h"
#include "pages/rule_view.h"
#include "pages/site.h"
#include "pages/status_place.h"

#define PLACES_MAX (RULES_QUESTIONS_MAX - 1)	/* below the one shown; no province has more that are asked for by one formula at once */
#define REACHED 1000

static const enum measure by_indicator[RULES_INDICATORS] = {
	[RULES_ANSWERED_AT_ONCE] = MEASURE_INQUIRY_AT_ONCE, [RULES_DONE_IN_TIME] = MEASURE_OTHER_ON_TIME,
	[RULES_SATISFIED_AT_ONCE] = MEASURE_AT_ONCE_SATISFIED, [RULES_FOLLOWED_UP] = MEASURE_CALLED_BACK,
	[RULES_POOR_MENDED] = MEASURE_PUT_RIGHT, [RULES_COMPLAINT_IN_TIME] = MEASURE_COMPLAINT_ON_TIME,
	[RULES_COMPLAINT_REVIEWED] = MEASURE_COMPLAINT_REVIEWED, [RULES_COMPLAINT_SATISFIED] = MEASURE_COMPLAINT_SATISFIED,
};

static int64_t missing(const struct measure_set *set)
{
	int64_t count = 0;

	for (size_t i = 0; i < RULES_INDICATORS; i++)
		count += set->of[by_indicator[i]].counted == 0;
	return count;
}

static void ask_about(const struct request *req, uint32_t place, int32_t last_day, const struct measure_set *set, struct rules_question *q)
{
	int64_t at_ms = ms_of_day(last_day) < req->now_ms ? ms_of_day(last_day) : req->now_ms;

	*q = (struct rules_question){ .op = RULES_OP_SCORE };
	q->facts = (struct rules_facts){ .size = sizeof(q->facts), .region = place, .filed_ms = at_ms, .now_ms = at_ms, .day = day_of_ms(at_ms) };
	for (size_t i = 0; i < RULES_INDICATORS; i++) {
		const struct measure_figure *f = &set->of[by_indicator[i]];

		q->facts.indicator[i] = f->counted ? f->hits * 1000 / f->counted : REACHED;
	}
}

static const char *points(struct request *req, int32_t milli)
{
	return arena_printf(req->arena, "%d.%03d", milli / 1000, milli % 1000);
}

static void show_whole(struct request *req, const struct rules_answer *answer, const struct measure_set *set)
{
	const struct rules_score *said = &answer->any.score;

	view_rule(req, "Score", RULES_OP_SCORE, answer);
	view_set(req, "Score.Points", points(req, said->points_milli));
	view_set(req, "Score.Full", points(req, said->full_milli));
	view_int(req, "Score.Missing", missing(set));
	for (uint32_t i = 0; i < said->parts; i++)
		view_setf(req, points(req, said->part_milli[i]), "Score.Parts.%u", i);
}

enum status view_score(struct request *req, const struct measure_report *r)
{
	struct rules_question questions[RULES_QUESTIONS_MAX];
	struct rules_answer answers[RULES_QUESTIONS_MAX];
	int32_t last = month_last_day(r->span.until);
	struct measure_piece *below = NULL;
	size_t count = 0;

	if (r->scope.place == 0)
		return ST_OK;
	if (r->scope.cut == CUT_WHOLE)
		TRY(measure_parts(site_of(req)->db, req->arena, &r->scope, &r->span, &below, &count));
	count = count < PLACES_MAX ? count : PLACES_MAX;
	ask_about(req, r->scope.place, last, &r->now, &questions[0]);
	for (size_t i = 0; i < count; i++)
		ask_about(req, (uint32_t)strtoul(below[i].value, NULL, 10), last, &below[i].set, &questions[1 + i]);
	rules_call(site_of(req)->rules, calendar_live_look(site_of(req)->db, site_of(req)->calendar), questions, 1 + (uint32_t)count, answers);
	if (answers[0].status != RULES_OK)
		return ST_OK;
	show_whole(req, &answers[0], &r->now);
	for (size_t i = 0; i < count; i++) {
		view_setf(req, site_region_name(req, questions[1 + i].facts.region), "Score.Places.%zu.Name", i);
		if (answers[1 + i].status == RULES_OK)
			view_setf(req, points(req, answers[1 + i].any.score.points_milli), "Score.Places.%zu.Points", i);
		view_intf(req, missing(&below[i].set), "Score.Places.%zu.Missing", i);
	}
	return ST_OK;
}
