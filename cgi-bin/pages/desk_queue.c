/* The queue; see desk_queue.h. No page costs more with history: keyset paging, open states only. */
#include "pages/desk_queue.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "domain/number.h"
#include "pages/desk_absence.h"
#include "pages/desk_assign.h"
#include "pages/desk_bulk.h"
#include "pages/desk_choices.h"
#include "pages/desk_column.h"
#include "pages/desk_count.h"
#include "pages/desk_filter.h"
#include "pages/desk_found.h"
#include "pages/desk_list.h"
#include "pages/desk_nav.h"
#include "pages/desk_view.h"
#include "web/response.h"

const struct field queue_fields[] = { DESK_FILTER_FIELDS, { 0 } };

#define LOOKED_MAX 3000			/* rows that are looked at for a page of what very many hold */
#define LOOKED_AT_ONCE 200

/* ---- states ---------------------------------------------------------------------------------------------- */

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

/* What is looked through. */
struct look { struct desk_filter filter; struct desk_found found; };

static enum status read_look(struct request *req, struct look *look)
{
	desk_filter_read(req, &look->filter);
	return desk_find(req, &look->filter, &look->found);
}

static enum status show_tabs(struct request *req, const struct look *look, const enum ticket_state *states, uint32_t chosen)
{
	for (size_t i = 0; states[i] != STATE_NONE; i++) {
		view_setf(req, state_word((int)states[i]), "Tabs.%zu.State", i);
		if (states[i] == chosen)
			view_setf(req, "1", "Tabs.%zu.Current", i);
	}
	return desk_count_tabs(req, &look->filter, &look->found, states);
}

/* ---- rows ------------------------------------------------------------------------------------------------ */

struct place { int64_t due_ms; uint64_t id; };

static struct place place_of_row(const struct queue_row *row)
{
	return (struct place){ row->due_ms, row->id };
}

/* "1790000000000-123"; anything else is the beginning. */
static struct place read_place(const char *text)
{
	struct place place = { INT64_MIN, 0 };
	char *end;
	int64_t due_ms = strtoll(text, &end, 10);

	if (end > text && *end == '-')
		place = (struct place){ due_ms, strtoull(end + 1, NULL, 10) };
	return place;
}

static enum status load_rows(struct request *req, const struct desk_filter *f, uint32_t state, struct place after, uint32_t most,
			     struct queue_row **rows, size_t *count)
{
	struct db *db = site_of(req)->db;

	switch (f->way) {
	case WAY_PERSON:
		return queue_of_person_list(db, req->arena, &(struct queue_of_person_in){ .person = f->assignee_from, .state = state, .any_owner = f->owner,
			.owner = f->owner, FILTERED_OF_PERSON(f), .due_after = after.due_ms, .due_same = after.due_ms, .id_after = after.id, .most = most }, rows, count);
	case WAY_UNIT:
		return queue_by_unit_list(db, req->arena, &(struct queue_by_unit_in){ .owner = f->owner, .state = state, FILTERED(f),
			.due_after = after.due_ms, .due_same = after.due_ms, .id_after = after.id, .most = most }, rows, count);
	case WAY_ITEM:
		return queue_of_item_list(db, req->arena, &(struct queue_of_item_in){ .of_item = f->item_from, .state = state, FILTERED(f),
			.due_after = after.due_ms, .due_same = after.due_ms, .id_after = after.id, .most = most }, rows, count);
	case WAY_PROVINCE:
		return queue_by_region_list(db, req->arena, &(struct queue_by_region_in){ .province = f->province, .state = state, FILTERED(f),
			.due_after = after.due_ms, .due_same = after.due_ms, .id_after = after.id, .most = most }, rows, count);
	default:
		return queue_of_nation_list(db, req->arena, &(struct queue_of_nation_in){ .state = state, FILTERED(f),
			.due_after = after.due_ms, .due_same = after.due_ms, .id_after = after.id, .most = most }, rows, count);
	}
}

static enum status load_rows_back(struct request *req, const struct desk_filter *f, uint32_t state, struct place before, uint32_t most,
				  struct queue_row **rows, size_t *count)
{
	struct db *db = site_of(req)->db;

	switch (f->way) {
	case WAY_PERSON:
		return queue_of_person_back_list(db, req->arena, &(struct queue_of_person_back_in){ .person = f->assignee_from, .state = state, .any_owner = f->owner,
			.owner = f->owner, FILTERED_OF_PERSON(f), .due_before = before.due_ms, .due_same = before.due_ms, .id_before = before.id, .most = most }, rows, count);
	case WAY_UNIT:
		return queue_by_unit_back_list(db, req->arena, &(struct queue_by_unit_back_in){ .owner = f->owner, .state = state, FILTERED(f),
			.due_before = before.due_ms, .due_same = before.due_ms, .id_before = before.id, .most = most }, rows, count);
	case WAY_ITEM:
		return queue_of_item_back_list(db, req->arena, &(struct queue_of_item_back_in){ .of_item = f->item_from, .state = state, FILTERED(f),
			.due_before = before.due_ms, .due_same = before.due_ms, .id_before = before.id, .most = most }, rows, count);
	case WAY_PROVINCE:
		return queue_by_region_back_list(db, req->arena, &(struct queue_by_region_back_in){ .province = f->province, .state = state, FILTERED(f),
			.due_before = before.due_ms, .due_same = before.due_ms, .id_before = before.id, .most = most }, rows, count);
	default:
		return queue_of_nation_back_list(db, req->arena, &(struct queue_of_nation_back_in){ .state = state, FILTERED(f),
			.due_before = before.due_ms, .due_same = before.due_ms, .id_before = before.id, .most = most }, rows, count);
	}
}

/* Rows behind a place (or before it, going back), in the order they are met; the place to go on from, and whether there may be others. */
struct slice { struct queue_row *rows; size_t count; bool more; struct place last; };

static void end_slice(struct slice *slice)
{
	slice->more = slice->count > LIMIT_PAGE_ROWS;
	if (slice->more)
		slice->count = LIMIT_PAGE_ROWS;
	if (slice->count > 0)
		slice->last = place_of_row(&slice->rows[slice->count - 1]);
}

static enum status load_either(struct request *req, const struct look *look, uint32_t state, struct place from, bool back, uint32_t most, struct slice *slice)
{
	return back ? load_rows_back(req, &look->filter, state, from, most, &slice->rows, &slice->count)
		    : load_rows(req, &look->filter, state, from, most, &slice->rows, &slice->count);
}

static void turn_round(struct queue_row *rows, size_t count)
{
	for (size_t i = 0; i < count / 2; i++) {
		struct queue_row row = rows[i];

		rows[i] = rows[count - 1 - i];
		rows[count - 1 - i] = row;
	}
}

static bool is_behind(const struct queue_found_out *row, struct place place)
{
	return row->due_ms > place.due_ms || (row->due_ms == place.due_ms && row->id > place.id);
}

/* Few hold what was typed: it is known where each of them stands, and those of the page are read. */
static enum status load_found(struct request *req, const struct look *look, uint32_t state, struct place from, bool back, struct slice *slice)
{
	const struct desk_found *found = &look->found;
	uint64_t ids[LIMIT_PAGE_ROWS + 1];
	size_t count = 0;

	for (size_t i = 0; i < found->count && count <= LIMIT_PAGE_ROWS; i++) {
		const struct queue_found_out *row = &found->rows[back ? found->count - 1 - i : i];
		bool here = row->due_ms == from.due_ms && row->id == from.id;

		if (row->state == state && !here && is_behind(row, from) != back)
			ids[count++] = row->id;
	}
	TRY(queue_of_ids_list(site_of(req)->db, req->arena, &(struct queue_of_ids_in){ text_ids(req->arena, ids, count), state }, &slice->rows, &slice->count));
	if (back)
		turn_round(slice->rows, slice->count);
	end_slice(slice);
	return ST_OK;
}

/* Very many hold it: the queue is gone through, a part at a time, until a page is full or enough was looked at. */
static enum status look_through(struct request *req, const struct look *look, uint32_t state, struct place from, bool back, struct slice *slice)
{
	struct slice part = { .count = LOOKED_AT_ONCE };
	uint64_t ids[LOOKED_AT_ONCE];
	bool keep[LOOKED_AT_ONCE];

	slice->rows = ARENA_ARRAY(req->arena, LIMIT_PAGE_ROWS + 1, struct queue_row);
	slice->last = from;
	for (size_t looked = 0; looked < LOOKED_MAX && part.count == LOOKED_AT_ONCE && slice->count < LIMIT_PAGE_ROWS; looked += part.count) {
		TRY(load_either(req, look, state, slice->last, back, LOOKED_AT_ONCE, &part));
		for (size_t i = 0; i < part.count; i++)
			ids[i] = part.rows[i].id;
		TRY(search_among(site_of(req)->db, req->arena, &look->found.search, ids, part.count, keep));
		for (size_t i = 0; i < part.count && slice->count < LIMIT_PAGE_ROWS; i++) {
			slice->last = place_of_row(&part.rows[i]);
			slice->more = i + 1 < part.count || part.count == LOOKED_AT_ONCE;
			if (keep[i])
				slice->rows[slice->count++] = part.rows[i];
		}
	}
	return ST_OK;
}

static enum status load_slice(struct request *req, const struct look *look, uint32_t state, struct place from, bool back, struct slice *slice)
{
	*slice = (struct slice){ 0 };
	if (look->found.common)
		return look_through(req, look, state, from, back, slice);
	if (look->found.asked)
		return load_found(req, look, state, from, back, slice);
	TRY(load_either(req, look, state, from, back, LIMIT_PAGE_ROWS + 1, slice));
	end_slice(slice);
	return ST_OK;
}

/* The rows of one page, the places at its ends, and whether there are others beyond. */
struct page { struct queue_row *rows; size_t count; struct place first, last; bool earlier, later; };

static enum status load_page(struct request *req, const struct look *look, uint32_t state, struct page *page)
{
	struct place before = read_place(field_text(req, "before"));
	struct place after = read_place(field_text(req, "after"));
	struct slice slice;

	if (before.id) {
		TRY(load_slice(req, look, state, before, true, &slice));
		if (slice.more) {
			turn_round(slice.rows, slice.count);
			*page = (struct page){ slice.rows, slice.count, slice.last, slice.count ? place_of_row(&slice.rows[slice.count - 1]) : before, true, true };
			return ST_OK;
		}
		after = (struct place){ INT64_MIN, 0 };		/* back at the beginning: a whole first page */
	}
	TRY(load_slice(req, look, state, after, false, &slice));
	*page = (struct page){ slice.rows, slice.count, slice.count ? place_of_row(&slice.rows[0]) : after, slice.last, after.id != 0, slice.more };
	return ST_OK;
}

static void show_turn(struct request *req, const char *name, const char *link, const char *way, struct place place)
{
	view_set(req, name, arena_printf(req->arena, "%s&%s=%lld-%llu", link, way, (long long)place.due_ms, (unsigned long long)place.id));
}

static void show_turns(struct request *req, const char *link, const struct page *page)
{
	if (page->earlier)
		show_turn(req, "Previous", link, "before", page->first);
	if (page->later)
		show_turn(req, "Next", link, "after", page->last);
}

enum status page_queue_show(struct request *req)
{
	const enum ticket_state *states = states_of(req);
	uint32_t state = (uint32_t)state_from_word(field_text(req, "state"));
	const char *query = desk_filter_query(req);
	struct page page = { 0 };
	struct look look;

	desk_nav(req);
	if (!state)
		state = states[0];
	TRY(read_look(req, &look));
	TRY(show_tabs(req, &look, states, state));
	TRY(load_page(req, &look, state, &page));
	TRY(desk_rows(req, 0, page.rows, page.count));
	TRY(desk_columns(req));
	show_turns(req, arena_printf(req->arena, "/admin/?state=%s%s", state_word((int)state), query), &page);
	TRY(desk_views(req));
	view_set(req, "State", state_word((int)state));
	view_flag(req, "Cut", look.found.search.cut);
	view_set(req, "Filter", query);
	bulk_offer(req);
	TRY(assign_show_colleagues(req));
	TRY(absence_show_for(req));
	show_region_choices(req, req->viewer->region, req->viewer->region ? REGION_COUNTY : REGION_CITY);
	show_item_choices(req);
	return desk_show_units(req);
}

/* ---- the next one ---------------------------------------------------------------------------------------- */

/* The first ticket of a state behind a place that is not the last one looked at; "" when there is none. */
static enum status next_of(struct request *req, const struct look *look, uint32_t state, struct place after, const char *last, const char **number)
{
	struct slice slice;

	*number = "";
	TRY(load_slice(req, look, state, after, false, &slice));
	for (size_t i = 0; i < slice.count && !**number; i++)
		if (strcmp(slice.rows[i].number, last) != 0)
			*number = slice.rows[i].number;
	return ST_OK;
}

/* Where the last ticket stands now: its state and place, so that who looks on without acting does not come back to it. */
static enum status place_of(struct request *req, const char *last, uint32_t *state, struct place *place)
{
	struct queue_row row;
	enum status status = queue_row_by_number(site_of(req)->db, req->arena, &(struct queue_row_by_number_in){ last }, &row);

	*state = 0;
	*place = (struct place){ INT64_MIN, 0 };
	if (status == ST_NOT_FOUND || (status == ST_OK && !staff_reaches(req, row.number, row.region, row.unit)))
		return ST_OK;
	TRY(status);
	*state = row.state;
	*place = (struct place){ row.due_ms, row.id };
	return ST_OK;
}

/* What to work on after the ticket named by ?after=: the one behind it where it still stands, in the state that is looked
 * through (?state=), or else the first of the first state that has another. */
enum status page_next_show(struct request *req)
{
	const enum ticket_state *states = states_of(req);
	const char *last = field_text(req, "after"), *number = "";
	uint32_t chosen = (uint32_t)state_from_word(field_text(req, "state"));
	struct place place, first = { INT64_MIN, 0 };
	struct look look;
	uint32_t state;

	TRY(read_look(req, &look));
	TRY(place_of(req, last, &state, &place));
	if (state && (!chosen || chosen == state))
		TRY(next_of(req, &look, state, place, last, &number));
	if (!*number && chosen)
		TRY(next_of(req, &look, chosen, first, last, &number));
	for (size_t i = 0; states[i] != STATE_NONE && !*number; i++)
		TRY(next_of(req, &look, states[i], first, last, &number));
	return *number ? response_redirectf(req, "/admin/ticket/%s", number) : response_redirect(req, "/admin/");
}
