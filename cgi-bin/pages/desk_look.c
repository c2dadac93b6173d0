/* Periods and pages of lists; see desk_look.h. */
#include "pages/desk_look.h"

#include <stdlib.h>

#include "base/now.h"
#include "pages/desk_list.h"

void desk_look_read(const struct request *req, int32_t shown, int32_t most, struct desk_look *look)
{
	const char *after = field_text(req, "after");
	char *end;
	int64_t at_ms = strtoll(after, &end, 10);
	bool goes_on = end > after && *end == '-';

	look->to = field_given(req, "to") ? (int32_t)field_number(req, "to") : day_of_ms(req->now_ms);
	look->from = field_given(req, "from") ? (int32_t)field_number(req, "from") : look->to - shown + 1;
	if (look->from < look->to - most + 1)
		look->from = look->to - most + 1;
	desk_reach(req->viewer, &look->region_from, &look->region_until);
	look->before_ms = goes_on ? at_ms : INT64_MAX;
	look->before_id = goes_on ? strtoull(end + 1, NULL, 10) : 0;
}

void desk_look_show(struct request *req, const struct desk_look *look)
{
	view_int(req, "Period.From", look->from);
	view_int(req, "Period.To", look->to);
}

const char *desk_look_next(struct request *req, const struct desk_look *look, int64_t last_ms, uint64_t last_id)
{
	return arena_printf(req->arena, "from=%s&to=%s&after=%lld-%llu", day_text(req->arena, look->from), day_text(req->arena, look->to),
			    (long long)last_ms, (unsigned long long)last_id);
}
