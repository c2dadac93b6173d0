/* Signs; see desk_signs.h. Reads sums by month and never a ticket. */
#include "pages/desk_signs.h"

#include "pages/desk_choices.h"
#include "pages/desk_move.h"
#include "pages/desk_nav.h"
#include "pages/indicator_view.h"

const struct field sign_fields[] = { INDICATOR_SCOPE_FIELDS, { 0 } };

/* The nation is cut into provinces, a place or what is cut already into places below it, too; a place as a whole into units. */
static enum status show_parts(struct request *req, const struct measure_report *r)
{
	bool units = r->scope.place && !r->scope.cut;

	view_flag(req, "ByUnit", units);
	return indicator_show_parts(req, r, units ? CUT_UNIT : CUT_WHOLE, true, "Parts");
}

enum status page_signs_show(struct request *req)
{
	struct measure_report *report = ARENA_NEW(req->arena, struct measure_report);
	struct measure_scope scope;
	struct measure_span span;

	desk_nav(req);
	indicator_read(req, &scope, &span);
	TRY(indicator_show(req, &scope, &span, true, report));
	TRY(show_parts(req, report));
	show_region_choices(req, req->viewer->region, req->viewer->region ? REGION_COUNTY : REGION_CITY);
	return desk_show_units(req);
}
