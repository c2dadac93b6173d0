/* Queues and search; see desk_list.h. No page costs more with history: keyset paging and open states only. */
#include "pages/desk_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "domain/grams.h"
#include "domain/number.h"
#include "domain/person.h"

/* ---- navigation ----------------------------------------------------------------------------------------- */

#define LOOKERS (ROLE_AGENT | ROLE_UNIT | ROLE_REVIEWER | ROLE_FOLLOWUP | ROLE_SUPERVISOR | ROLE_PROVINCE_ADMIN | ROLE_MINISTRY)

static const struct { unsigned roles; const char *href; const char *label; } nav[] = {
	{ LOOKERS, "/admin/", "nav.queue" },
	{ ROLE_AGENT | ROLE_SUPERVISOR, "/admin/intake", "nav.intake" },
	{ LOOKERS, "/admin/search", "nav.search" },
	{ LOOKERS, "/admin/rules", "nav.rules" },
	{ ROLE_PROVINCE_ADMIN, "/admin/units", "nav.units" },
	{ ROLE_PROVINCE_ADMIN, "/admin/people", "nav.people" },
};

void desk_nav(struct request *req)
{
	size_t shown = 0;

	for (size_t i = 0; i < sizeof(nav) / sizeof(nav[0]); i++) {
		if (!(nav[i].roles & req->viewer->role))
			continue;
		view_setf(req, nav[i].href, "Nav.%zu.Href", shown);
		view_setf(req, view_label(req, nav[i].label), "Nav.%zu.Label", shown);
		if (strcmp(req->path, nav[i].href) == 0 || (strcmp(nav[i].href, "/admin/") == 0 && strcmp(req->path, "/admin") == 0))
			view_setf(req, "1", "Nav.%zu.Current", shown);
		shown++;
	}
}

/* ---- rows ------------------------------------------------------------------------------------------------ */

/* Words and colour of a deadline: late, soon (within a day), waiting, none. */
static const char *due_word(const struct request *req, const struct queue_row *row)
{
	if (row->paused_ms)
		return "waiting";
	if (row->due_ms == 0)
		return "none";
	if (row->due_ms < req->now_ms)
		return "late";
	return row->due_ms - req->now_ms < 86400000 ? "soon" : "fine";
}

void desk_row(struct request *req, size_t at, const struct queue_row *row)
{
	view_setf(req, row->number, "Rows.%zu.Number", at);
	view_setf(req, kind_word((int)row->kind), "Rows.%zu.Kind", at);
	view_setf(req, state_word((int)row->state), "Rows.%zu.State", at);
	view_setf(req, site_item_name(req, row->item), "Rows.%zu.Item", at);
	view_setf(req, site_region_name(req, row->region), "Rows.%zu.Region", at);
	view_setf(req, row->unit, "Rows.%zu.Unit", at);
	view_setf(req, row->summary, "Rows.%zu.Summary", at);
	view_setf(req, due_word(req, row), "Rows.%zu.Due", at);
	view_intf(req, row->due_ms, "Rows.%zu.DueMs", at);
	view_intf(req, row->filed_ms, "Rows.%zu.FiledMs", at);
	if (row->confidential)
		view_setf(req, "1", "Rows.%zu.Confidential", at);
	if (row->urgent)
		view_setf(req, "1", "Rows.%zu.Urgent", at);
}

/* ---- the queue ------------------------------------------------------------------------------------------- */

/* What each role is asked to do, in the order it should be looked at. */
static const struct { enum role role; enum ticket_state states[9]; } desks[] = {
	{ ROLE_AGENT, { STATE_ACCEPTED, STATE_RETURNED, STATE_REWORK, STATE_DISPATCHED, STATE_SIGNED, STATE_WAITING, STATE_REPLIED } },
	{ ROLE_UNIT, { STATE_DISPATCHED, STATE_SIGNED, STATE_WAITING, STATE_REPLIED } },
	{ ROLE_REVIEWER, { STATE_REPLIED, STATE_SIGNED } },
	{ ROLE_FOLLOWUP, { STATE_ANSWERED, STATE_FOLLOWUP } },
	{ ROLE_SUPERVISOR, { STATE_ACCEPTED, STATE_RETURNED, STATE_REWORK, STATE_DISPATCHED, STATE_SIGNED, STATE_WAITING, STATE_REPLIED, STATE_ANSWERED } },
	{ ROLE_PROVINCE_ADMIN, { STATE_ACCEPTED, STATE_RETURNED, STATE_REWORK, STATE_DISPATCHED, STATE_SIGNED, STATE_WAITING, STATE_REPLIED, STATE_ANSWERED } },
	{ ROLE_MINISTRY, { STATE_ACCEPTED, STATE_RETURNED, STATE_REWORK, STATE_DISPATCHED, STATE_SIGNED, STATE_WAITING, STATE_REPLIED, STATE_ANSWERED } },
};

static const enum ticket_state *states_of(const struct request *req)
{
	static const enum ticket_state none[] = { STATE_NONE };

	for (size_t i = 0; i < sizeof(desks) / sizeof(desks[0]); i++)
		if (desks[i].role == req->viewer->role)
			return desks[i].states;
	return none;
}

/* The range of region codes a jurisdiction covers. */
static void region_range(uint32_t region, uint32_t *from, uint32_t *until)
{
	*from = region;
	*until = region % 10000 == 0 ? region + 9999 : region % 100 == 0 ? region + 99 : region;
}

static enum status load_rows(struct request *req, uint32_t state, int64_t due_after, uint64_t id_after,
			     struct queue_row **rows, size_t *count)
{
	const struct viewer *v = req->viewer;
	struct db *db = site_of(req)->db;
	uint32_t from, until;

	region_range(v->region, &from, &until);
	if (v->role == ROLE_UNIT)
		return queue_by_unit_list(db, req->arena, &(struct queue_by_unit_in){
			v->unit, state, due_after, due_after, id_after, LIMIT_PAGE_ROWS + 1 }, rows, count);
	if (v->region == 0)
		return queue_of_nation_list(db, req->arena, &(struct queue_of_nation_in){
			state, due_after, due_after, id_after, LIMIT_PAGE_ROWS + 1 }, rows, count);
	return queue_by_region_list(db, req->arena, &(struct queue_by_region_in){
		v->province, state, from, until, due_after, due_after, id_after, LIMIT_PAGE_ROWS + 1 }, rows, count);
}

static void show_count(struct request *req, const enum ticket_state *states, uint32_t state, uint64_t count)
{
	for (size_t i = 0; states[i] != STATE_NONE; i++)
		if (states[i] == state)
			view_intf(req, (int64_t)count, "Tabs.%zu.Count", i);
}

static enum status show_tabs(struct request *req, const enum ticket_state *states, uint32_t chosen)
{
	const struct viewer *v = req->viewer;
	struct db *db = site_of(req)->db;
	struct open_counts_by_region_out *counts;	/* the three shapes are alike */
	size_t count;
	uint32_t from, until;

	for (size_t i = 0; states[i] != STATE_NONE; i++) {
		view_setf(req, state_word((int)states[i]), "Tabs.%zu.State", i);
		view_setf(req, "0", "Tabs.%zu.Count", i);
		if (states[i] == chosen)
			view_setf(req, "1", "Tabs.%zu.Current", i);
	}
	region_range(v->region, &from, &until);
	if (v->role == ROLE_UNIT)
		TRY(open_counts_by_unit_list(db, req->arena, &(struct open_counts_by_unit_in){ v->unit },
					     (struct open_counts_by_unit_out **)&counts, &count));
	else if (v->region == 0)
		TRY(open_counts_of_nation_list(db, req->arena, (struct open_counts_of_nation_out **)&counts, &count));
	else
		TRY(open_counts_by_region_list(db, req->arena, &(struct open_counts_by_region_in){ v->province, from, until }, &counts, &count));
	for (size_t i = 0; i < count; i++)
		show_count(req, states, counts[i].state, counts[i].count);
	return ST_OK;
}

static int64_t query_number(const struct request *req, const char *name)
{
	const char *text = params_get(&req->query, name);
	int64_t number = 0;

	return text && text_to_int(text, 0, INT64_MAX, &number) == ST_OK ? number : 0;
}

enum status page_queue_show(struct request *req)
{
	const enum ticket_state *states = states_of(req);
	const char *word = params_get(&req->query, "state");
	uint32_t state = (uint32_t)(word ? state_from_word(word) : (int)states[0]);
	struct queue_row *rows;
	size_t count;

	desk_nav(req);
	if (!state)
		state = states[0];
	TRY(show_tabs(req, states, state));
	TRY(load_rows(req, state, query_number(req, "due"), (uint64_t)query_number(req, "id"), &rows, &count));
	for (size_t i = 0; i < count && i < LIMIT_PAGE_ROWS; i++)
		desk_row(req, i, &rows[i]);
	if (count > LIMIT_PAGE_ROWS)
		view_set(req, "Next", arena_printf(req->arena, "/admin/?state=%s&due=%lld&id=%llu", state_word((int)state),
						   (long long)rows[LIMIT_PAGE_ROWS - 1].due_ms,
						   (unsigned long long)rows[LIMIT_PAGE_ROWS - 1].id));
	return ST_OK;
}

/* ---- search ---------------------------------------------------------------------------------------------- */

static void show_reached(struct request *req, const struct queue_row *rows, size_t count, size_t *shown)
{
	for (size_t i = 0; i < count; i++)
		if (staff_reaches(req, rows[i].region, rows[i].unit))
			desk_row(req, (*shown)++, &rows[i]);
}

static enum status search_number(struct request *req, const char *typed, size_t *shown)
{
	struct queue_row row;
	const char *number;
	enum status status;

	if (number_parse(req->arena, typed, &number) != ST_OK)
		return ST_OK;
	status = queue_row_by_number(site_of(req)->db, req->arena, &(struct queue_row_by_number_in){ number }, &row);
	if (status == ST_NOT_FOUND)
		return ST_OK;
	TRY(status);
	show_reached(req, &row, 1, shown);
	return ST_OK;
}

/* Telephone numbers are found by their keyed hash only; a unit may not look for people. */
static enum status search_phone(struct request *req, const char *typed, size_t *shown)
{
	struct site *site = site_of(req);
	const char *half = text_half_width(req->arena, typed);
	struct queue_row *rows;
	size_t count;

	if (req->viewer->role == ROLE_UNIT || strlen(half) < 5 || half[strspn(half, "0123456789-")])
		return ST_OK;
	TRY(tickets_by_phone_list(site->db, req->arena, &(struct tickets_by_phone_in){
		person_phone_index(req->arena, site->phone_key, half), LIMIT_PAGE_ROWS }, &rows, &count));
	show_reached(req, rows, count, shown);
	return ST_OK;
}

static enum status search_plate(struct request *req, const char *typed, size_t *shown)
{
	struct queue_row *rows;
	size_t count;

	TRY(tickets_by_plate_list(site_of(req)->db, req->arena, &(struct tickets_by_plate_in){ typed, LIMIT_PAGE_ROWS }, &rows, &count));
	show_reached(req, rows, count, shown);
	return ST_OK;
}

static enum status search_words(struct request *req, const char *typed, size_t *shown)
{
	struct db *db = site_of(req)->db;
	const char *query = grams_query(req->arena, typed);
	const char *unit = req->viewer->role == ROLE_UNIT ? req->viewer->unit : "";
	struct ticket_search_find_out *found;
	uint32_t from, until;
	size_t count;

	if (!*query)
		return ST_OK;
	region_range(req->viewer->region, &from, &until);
	if (req->viewer->region == 0)
		until = 999999;
	TRY(ticket_search_find_list(db, req->arena, &(struct ticket_search_find_in){
		query, from, until, unit, unit, LIMIT_PAGE_ROWS }, &found, &count));
	for (size_t i = 0; i < count; i++) {
		struct queue_row row;
		enum status status = queue_row_by_id(db, req->arena, &(struct queue_row_by_id_in){ found[i].id }, &row);

		if (status == ST_OK)
			show_reached(req, &row, 1, shown);
		else if (status != ST_NOT_FOUND)
			return status;
	}
	return ST_OK;
}

enum status page_search_show(struct request *req)
{
	const char *raw = params_get(&req->query, "q");
	const char *typed = "";
	size_t shown = 0;

	desk_nav(req);
	if (raw)
		TRY(text_clean(req->arena, raw, strlen(raw), &typed));
	typed = text_cut(req->arena, typed, LIMIT_SEARCH_CHARS);
	view_set(req, "Query", typed);
	if (!*typed)
		return ST_OK;
	TRY(search_number(req, typed, &shown));
	if (shown == 0)
		TRY(search_phone(req, typed, &shown));
	if (shown == 0)
		TRY(search_plate(req, typed, &shown));
	if (shown == 0)
		TRY(search_words(req, typed, &shown));
	view_int(req, "Found", (int64_t)shown);
	return ST_OK;
}
