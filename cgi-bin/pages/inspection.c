/* Samples for inspection; see inspection.h. */
#include "pages/inspection.h"

#include <inttypes.h>
#include <string.h>

#include "base/limits.h"
#include "pages/audit_desk.h"
#include "pages/desk_list.h"
#include "pages/desk_nav.h"
#include "pages/intent.h"
#include "store/finding_store.h"
#include "web/response.h"

#define WANTED_MAX 200
#define POOL_MAX 200000		/* tickets a page may read while somebody waits; about a second */
#define ROW_BYTES ((size_t)1 << 20)

const struct field inspections_fields[] = {
	AUDIT_FILTER_FIELDS,
	{ "title", FIELD_LINE, 2, 80, FIELD_REQUIRED },
	{ "size", FIELD_NUMBER, 1, WANTED_MAX, FIELD_REQUIRED },
	{ "intent", FIELD_HEX, 32, 32, FIELD_REQUIRED },
	{ 0 }
};

static void show_head(struct request *req, const char *at, const struct inspection_row *i)
{
	view_intf(req, (int64_t)i->id, "%s.Id", at);
	view_intf(req, i->at_ms, "%s.AtMs", at);
	view_setf(req, i->login, "%s.Login", at);
	view_setf(req, i->name, "%s.Name", at);
	view_setf(req, i->title, "%s.Title", at);
	view_intf(req, i->from_ms, "%s.FromMs", at);
	view_intf(req, i->until_ms - 1, "%s.ToMs", at);
	view_setf(req, i->region_from ? site_region_name(req, i->region_from) : "", "%s.Region", at);
	if (i->kind)
		view_setf(req, kind_word((int)i->kind), "%s.Kind", at);
	if (i->state)
		view_setf(req, state_word((int)i->state), "%s.State", at);
	if (i->item)
		view_setf(req, site_item_name(req, i->item), "%s.Item", at);
	view_setf(req, i->unit, "%s.Unit", at);
	view_setf(req, i->rule, "%s.Rule", at);
	view_intf(req, i->wanted, "%s.Wanted", at);
	view_intf(req, i->pool, "%s.Pool", at);
	view_setf(req, text_hex(req->arena, i->seed.p, i->seed.n), "%s.Seed", at);
}

enum status page_inspections_show(struct request *req)
{
	struct inspection_list_in in = { .most = LIMIT_PAGE_ROWS };
	struct inspection_row *rows;
	size_t count;

	desk_nav(req);
	desk_reach(req->viewer, &in.region_from, &in.region_until);
	TRY(inspection_list_list(site_of(req)->db, req->arena, &in, &rows, &count));
	for (size_t i = 0; i < count; i++)
		show_head(req, arena_printf(req->arena, "Rows.%zu", i), &rows[i]);
	view_intent_field(req);
	if (req->viewer->region)
		field_show(req, "region", arena_printf(req->arena, "%06u", req->viewer->region));
	TRY(audit_show_choices(req));
	view_set(req, "Can.Draw", "1");
	return ST_OK;
}

/* ---- drawing --------------------------------------------------------------------------------------------------- */

static enum status add(void *context, struct arena *row_arena, const void *row)
{
	const struct inspection_pool_row *ticket = row;

	(void)row_arena;
	lots_add(context, ticket->number, ticket->id);
	return ST_OK;
}

static enum status draw(struct request *req, const struct ticket_filter *f, struct lots *lots)
{
	struct arena *row_arena = arena_new("inspection row", ROW_BYTES);
	enum status status = ticket_filter_pool(site_of(req)->db, row_arena, f, add, lots);

	arena_free(row_arena);
	return status;
}

static enum status check_pool(struct request *req, const struct ticket_filter *f)
{
	uint64_t pool;

	TRY(ticket_filter_count(site_of(req)->db, req->arena, f, POOL_MAX + 1, &pool));
	if (pool > 0 && pool <= POOL_MAX)
		return ST_OK;
	if (pool == 0)
		request_error(req, "", "nothing_to_draw");
	else
		request_error_range(req, "", "too_much_to_draw", 1, POOL_MAX);
	return ST_INVALID;
}

enum status page_inspections_act(struct request *req)
{
	const struct ticket_filter f = audit_filter(req);
	struct lots lots = { .most = (size_t)field_number(req, "size") };
	struct inspection_draw drawn;
	uint8_t seed[HASH_BYTES];
	enum status status;

	TRY(check_pool(req, &f));
	crypto_random(seed, sizeof(seed));
	lots.seed = seed;
	lots.drawn = ARENA_ARRAY(req->arena, lots.most + 1, struct lot);
	TRY(draw(req, &f, &lots));
	drawn = (struct inspection_draw){ .lots = &lots, .head = {
		.k = intent_key(req, "inspection"), .at_ms = req->now_ms, .staff_id = req->viewer->id, .title = field_text(req, "title"), .from_ms = f.in.from_ms,
		.until_ms = f.in.until_ms, .region_from = f.in.region_from, .region_until = f.in.region_until, .kind = f.in.kind, .state = f.in.state,
		.unit = f.in.unit, .item = f.in.item, .rule = f.rule,
		.wanted = (uint32_t)lots.most, .pool = (uint32_t)lots.pool, .seed = { seed, HASH_BYTES } } };
	status = inspection_write(site_of(req)->db, req->arena, &drawn);
	if (status != ST_DUPLICATE)
		TRY(status);
	return response_redirectf(req, "/audit/inspections/%" PRIu64, drawn.id);
}

/* ---- one of them ------------------------------------------------------------------------------------------------ */

static void show_ticket(struct request *req, size_t at, const struct inspection_tickets_out *t)
{
	view_setf(req, t->number, "Rows.%zu.Number", at);
	view_setf(req, kind_word((int)t->kind), "Rows.%zu.Kind", at);
	view_setf(req, state_word((int)t->state), "Rows.%zu.State", at);
	view_setf(req, site_item_name(req, t->item), "Rows.%zu.Item", at);
	view_setf(req, site_region_name(req, t->region), "Rows.%zu.Region", at);
	view_intf(req, t->filed_ms, "Rows.%zu.FiledMs", at);
	view_intf(req, (int64_t)t->findings, "Rows.%zu.Findings", at);
	if (t->looked)
		view_setf(req, "1", "Rows.%zu.Looked", at);
}

enum status page_inspection_show(struct request *req)
{
	struct inspection_row inspection;
	struct inspection_tickets_out *tickets;
	uint32_t from, until;
	int64_t id, looked = 0;
	size_t count;

	if (text_to_int(request_captured(req, "id"), 1, INT64_MAX, &id) != ST_OK)
		return ST_NOT_FOUND;
	TRY(inspection_by_id(site_of(req)->db, req->arena, &(struct inspection_by_id_in){ (uint64_t)id }, &inspection));
	desk_reach(req->viewer, &from, &until);
	if (inspection.region_from < from || inspection.region_until > until)
		return ST_NOT_FOUND;
	desk_nav(req);
	show_head(req, "Drawn", &inspection);
	TRY(inspection_tickets_list(site_of(req)->db, req->arena, &(struct inspection_tickets_in){ (uint64_t)id }, &tickets, &count));
	for (size_t i = 0; i < count; i++) {
		show_ticket(req, i, &tickets[i]);
		looked += tickets[i].looked;
	}
	view_int(req, "Drawn.Count", (int64_t)count);
	view_int(req, "Drawn.Looked", looked);
	return ST_OK;
}
