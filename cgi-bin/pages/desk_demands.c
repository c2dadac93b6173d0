/* Open demands; see desk_demands.h. Keyset paging over an index of what is open: history costs nothing. */
#include "pages/desk_demands.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "pages/demand_view.h"
#include "pages/desk_nav.h"
#include "web/response.h"

const struct field demands_fields[] = {
	{ "kind", FIELD_CHOICE, .choices = "extension wait urge order joint reveal" },
	{ "after", FIELD_LINE, 0, 60 },		/* DUE-TICKET-SEQ of the last row shown */
	{ 0 }
};

struct place {
	int64_t due_ms;
	uint64_t ticket_id;
	uint32_t seq;
};

/* Anything else is the beginning: what has a time at all. */
static struct place read_place(const char *text)
{
	struct place place;

	if (sscanf(text, "%" SCNd64 "-%" SCNu64 "-%" SCNu32, &place.due_ms, &place.ticket_id, &place.seq) == 3)
		return place;
	return (struct place){ 0, UINT64_MAX, 0 };
}

static enum demand_kind chosen_kind(const struct request *req)
{
	const char *word = field_text(req, "kind");

	for (int kind = 1; kind < DEMAND_KIND_END; kind++)
		if (strcmp(word, demand_word(kind)) == 0)
			return (enum demand_kind)kind;
	return (enum demand_kind)0;
}

/* ---- kinds ------------------------------------------------------------------------------------------------ */

static enum status count_kinds(struct request *req, struct demand_counts_by_region_out **counts, size_t *count)
{
	const struct viewer *v = req->viewer;
	struct db *db = site_of(req)->db;
	uint32_t from, until;

	/* The three statements' rows are alike. */
	desk_reach(v, &from, &until);
	if (v->role == ROLE_UNIT)
		return demand_counts_by_unit_list(db, req->arena, &(struct demand_counts_by_unit_in){ v->unit, 0, 999999 },
						  (struct demand_counts_by_unit_out **)counts, count);
	if (v->region == 0)
		return demand_counts_of_nation_list(db, req->arena, &(struct demand_counts_of_nation_in){ from, until },
						    (struct demand_counts_of_nation_out **)counts, count);
	return demand_counts_by_region_list(db, req->arena, &(struct demand_counts_by_region_in){ v->province, from, until }, counts, count);
}

/* Kinds.N.{Kind,Count,Current}: all first, then those that have a time of their own. */
static enum status show_kinds(struct request *req, enum demand_kind chosen)
{
	static const enum demand_kind timed[] = {
		0, DEMAND_EXTENSION, DEMAND_WAIT, DEMAND_URGE, DEMAND_ORDER, DEMAND_JOINT, DEMAND_REVEAL,
	};
	struct demand_counts_by_region_out *counts;
	uint64_t of[DEMAND_KIND_END] = { 0 };
	size_t count;

	TRY(count_kinds(req, &counts, &count));
	for (size_t i = 0; i < count; i++)
		if (counts[i].kind < DEMAND_KIND_END) {
			of[counts[i].kind] = counts[i].count;
			of[0] += counts[i].count;
		}
	for (size_t i = 0; i < sizeof(timed) / sizeof(timed[0]); i++) {
		view_setf(req, timed[i] ? demand_word((int)timed[i]) : "", "Kinds.%zu.Kind", i);
		view_intf(req, (int64_t)of[timed[i]], "Kinds.%zu.Count", i);
		if (timed[i] == chosen)
			view_setf(req, "1", "Kinds.%zu.Current", i);
	}
	return ST_OK;
}

/* ---- rows ------------------------------------------------------------------------------------------------- */

#define ASKED(kind, after, number) \
	.kind_from = (kind), .kind_until = (kind) ? (kind) : DEMAND_KIND_END, .due_after = (after).due_ms, .due_same = (after).due_ms, \
	.ticket_after = (after).ticket_id, .ticket_same = (after).ticket_id, .seq_after = (after).seq, .most = (number)

static enum status load_rows(struct request *req, enum demand_kind kind, struct place after, uint32_t most,
			     struct open_demand_row **rows, size_t *count)
{
	const struct viewer *v = req->viewer;
	struct db *db = site_of(req)->db;
	uint32_t from, until;

	desk_reach(v, &from, &until);
	if (v->role == ROLE_UNIT)
		return demands_open_by_unit_list(db, req->arena, &(struct demands_open_by_unit_in){
			.owner = v->unit, .region_from = 0, .region_until = 999999, ASKED(kind, after, most) }, rows, count);
	if (v->region == 0)
		return demands_open_of_nation_list(db, req->arena, &(struct demands_open_of_nation_in){
			.region_from = from, .region_until = until, ASKED(kind, after, most) }, rows, count);
	return demands_open_by_region_list(db, req->arena, &(struct demands_open_by_region_in){
		.province = v->province, .region_from = from, .region_until = until, ASKED(kind, after, most) }, rows, count);
}

static enum status show_row(struct request *req, const struct open_demand_row *r, size_t at)
{
	const struct demand demand = {
		.kind = (enum demand_kind)r->kind, .year = r->year, .number = r->number, .unit = r->unit, .days = r->days,
		.asked_ms = r->asked_ms, .asked_by = r->asked_by, .due_ms = r->due_ms, .answered_ms = r->answered_ms,
	};

	TRY(view_demand(req, &demand, arena_printf(req->arena, "Rows.%zu", at)));
	view_setf(req, r->ticket_number, "Rows.%zu.Ticket", at);
	view_setf(req, site_item_name(req, r->item), "Rows.%zu.Item", at);
	view_setf(req, site_region_name(req, r->region), "Rows.%zu.Region", at);
	view_setf(req, state_word((int)r->state), "Rows.%zu.State", at);
	view_setf(req, r->summary, "Rows.%zu.Summary", at);
	return ST_OK;
}

static void show_next(struct request *req, const struct open_demand_row *last)
{
	view_set(req, "Next", arena_printf(req->arena, "/admin/demands?kind=%s&after=%" PRId64 "-%" PRIu64 "-%u", field_text(req, "kind"),
					   last->due_ms, last->ticket_id, last->seq));
}

enum status page_demands_show(struct request *req)
{
	enum demand_kind kind = chosen_kind(req);
	struct open_demand_row *rows;
	size_t count;

	desk_nav(req);
	TRY(show_kinds(req, kind));
	TRY(load_rows(req, kind, read_place(field_text(req, "after")), LIMIT_PAGE_ROWS + 1, &rows, &count));
	for (size_t i = 0; i < count && i < LIMIT_PAGE_ROWS; i++)
		TRY(show_row(req, &rows[i], i));
	if (count > LIMIT_PAGE_ROWS)
		show_next(req, &rows[LIMIT_PAGE_ROWS - 1]);
	return ST_OK;
}
