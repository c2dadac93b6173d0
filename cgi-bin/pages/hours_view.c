/* Hours of telephone lines as template values; see hours_view.h. */
#include "pages/hours_view.h"

#include "web/view.h"

static const char *clock_text(struct request *req, unsigned minute)
{
	return arena_printf(req->arena, "%02u:%02u", minute / 60, minute % 60);
}

static void view_day(struct request *req, const char *at, const char *day, const struct hours *hours)
{
	for (size_t i = 0; i < hours->count; i++) {
		view_setf(req, clock_text(req, hours->spans[i].from), "%s.%s.%zu.From", at, day, i);
		view_setf(req, clock_text(req, hours->spans[i].until), "%s.%s.%zu.Until", at, day, i);
	}
}

void view_spans(struct request *req, const char *at, const struct hours *workdays, const struct hours *days_off)
{
	bool same = text_equal(hours_text(req->arena, workdays), hours_text(req->arena, days_off));

	view_setf(req, same && hours_are_all(workdays) ? "1" : "", "%s.Always", at);
	view_setf(req, same ? "1" : "", "%s.Same", at);
	view_day(req, at, "Work", workdays);
	view_day(req, at, "Off", days_off);
}

void view_hours(struct request *req, const char *at, const char *workdays, const char *days_off)
{
	struct hours work, off;

	if (hours_read(req->arena, workdays, &work) && hours_read(req->arena, days_off, &off))
		view_spans(req, at, &work, &off);
}
