/* Days, sources and history of what is said; see saying.h. */
#include "pages/saying.h"

#include "base/now.h"
#include "web/fields.h"
#include "web/view.h"

#define AHEAD_DAYS 366

int32_t saying_day(struct request *req)
{
	int32_t from = (int32_t)field_number(req, "from_day"), today = day_of_ms(req->now_ms);

	if (from < today || from > today + AHEAD_DAYS)
		request_error_range(req, "from_day", "saying_day", 0, AHEAD_DAYS);
	return from;
}

void saying_form(struct request *req)
{
	view_intent(req);
	field_show(req, "from_day", day_text(req->arena, day_of_ms(req->now_ms)));
}

void saying_show(struct request *req, size_t n, const struct saying *saying)
{
	view_intf(req, saying->from_day, "Said.%zu.Day", n);
	view_setf(req, saying->source, "Said.%zu.Source", n);
	view_setf(req, saying->name, "Said.%zu.By", n);
	view_intf(req, saying->made_ms, "Said.%zu.MadeMs", n);
	if (saying->replaced)
		view_setf(req, "1", "Said.%zu.Replaced", n);
}
