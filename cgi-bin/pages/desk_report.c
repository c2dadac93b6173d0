/* The report of a period; see desk_report.h. */
#include "pages/desk_report.h"

#include <string.h>

#include "base/now.h"
#include "pages/desk_choices.h"
#include "pages/desk_nav.h"
#include "pages/indicator_view.h"
#include "pages/job.h"

const struct field report_fields[] = {
	INDICATOR_SCOPE_FIELDS,
	{ 0 }
};

/* Of a whole place: the report cuts it in every way itself. */
static void read_asked(struct request *req, struct measure_scope *scope, struct measure_span *span)
{
	indicator_read(req, scope, span);
	scope->cut = CUT_WHOLE;
	scope->value = "";
}

enum status page_report_show(struct request *req)
{
	struct measure_report *report = ARENA_NEW(req->arena, struct measure_report);
	struct measure_scope scope;
	struct measure_span span;

	desk_nav(req);
	read_asked(req, &scope, &span);
	TRY(indicator_show(req, &scope, &span, false, report));
	view_int(req, "MadeMs", req->now_ms);
	for (int cut = CUT_WHOLE; cut < CUT_END; cut++) {
		const char *word = cut == CUT_WHOLE ? "place" : indicator_cut_word((enum measure_cut)cut);

		view_setf(req, word, "Sections.%d.By", cut);
		TRY(indicator_show_parts(req, report, (enum measure_cut)cut, false, arena_printf(req->arena, "Sections.%d.Parts", cut)));
	}
	show_region_choices(req, req->viewer->region, REGION_CITY);
	return ST_OK;
}

enum status page_report_act(struct request *req)
{
	struct measure_scope scope;
	struct measure_span span;
	const char *title, *place;

	read_asked(req, &scope, &span);
	place = scope.place ? site_region_name(req, scope.place) : view_label(req, "measure.nation");
	title = arena_printf(req->arena, "%s %s %u–%u", view_label(req, "report.title"), place, span.from, span.until);
	TRY(job_ask(req, "report", arena_printf(req->arena, "place=%u&from=%u&until=%u", scope.place, span.from, span.until), title,
		    arena_printf(req->arena, "12328-%06u-%u.xlsx", scope.place, span.until)));
	return req->error_count ? page_report_show(req) : ST_OK;
}
