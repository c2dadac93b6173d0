/* Kept views; see desk_view.h. */
#include "pages/desk_view.h"

#include <stdlib.h>

#include "base/limits.h"
#include "pages/desk_filter.h"
#include "pages/desk_list.h"
#include "web/response.h"

const struct field queue_view_fields[] = {
	DESK_FILTER_FIELDS,
	{ "view_name", FIELD_LINE, 1, 40, FIELD_REQUIRED },
	{ "shared", FIELD_YES },
	{ 0 }
};

enum status desk_views(struct request *req)
{
	struct queue_views_out *views;
	size_t count;

	TRY(queue_views_list(site_of(req)->db, req->arena, &(struct queue_views_in){
		req->viewer->id, req->viewer->region, req->viewer->unit, 3 * LIMIT_QUEUE_VIEWS }, &views, &count));
	for (size_t i = 0; i < count; i++) {
		view_intf(req, (int64_t)views[i].id, "Views.%zu.Id", i);
		view_setf(req, views[i].name, "Views.%zu.Name", i);
		view_setf(req, arena_printf(req->arena, "/admin/?%s", views[i].query), "Views.%zu.Href", i);
		if (views[i].shared)
			view_setf(req, "1", "Views.%zu.Shared", i);
		if (views[i].staff_id == req->viewer->id)
			view_setf(req, "1", "Views.%zu.Own", i);
	}
	return ST_OK;
}

/* Without a state it shows the one that whoever opens it looks at first. */
static const char *kept_query(struct request *req)
{
	const char *filter = desk_filter_query(req);
	int state = (int)state_from_word(field_text(req, "state"));

	return state ? arena_printf(req->arena, "state=%s%s", state_word(state), filter) : *filter ? filter + 1 : "";
}

enum status page_view_keep_act(struct request *req)
{
	const struct viewer *v = req->viewer;
	struct db *db = site_of(req)->db;
	const char *query = kept_query(req);
	struct queue_views_own_out own;

	TRY(queue_views_own(db, req->arena, &(struct queue_views_own_in){ v->id, field_text(req, "view_name") }, &own));
	if (own.count >= LIMIT_QUEUE_VIEWS) {
		request_error(req, "view_name", "views_many");
		return ST_INVALID;
	}
	TRY(queue_view_put(db, &(struct queue_view_put_in){
		.staff_id = v->id, .name = field_text(req, "view_name"), .query = query, .shared = field_number(req, "shared") ? 1 : 0,
		.region = v->region, .unit = v->unit, .made_ms = req->now_ms }));
	return response_redirectf(req, "/admin/?%s", query);
}

enum status page_view_drop_act(struct request *req)
{
	uint64_t id = strtoull(request_captured(req, "id"), NULL, 10);

	TRY(queue_view_drop(site_of(req)->db, &(struct queue_view_drop_in){ id, req->viewer->id }));
	return response_redirect(req, "/admin/");
}
