/* The queue; see desk_queue.h. No page costs more with history: keyset paging, open states only. */
#include "pages/desk_queue.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "domain/number.h"
#include "pages/desk_choices.h"
#include "pages/desk_list.h"
#include "pages/desk_move.h"
#include "pages/rule_view.h"
#include "web/response.h"

#define DAY_MS 86400000

/* ---- the filter ------------------------------------------------------------------------------------------ */

/* What every page needs that shows the queue. */
#define FILTER_FIELDS \
	{ "state", FIELD_LINE, 0, 20 }, \
	{ "kind", FIELD_CHOICE, .choices = "complaint inquiry suggestion" }, \
	{ "source", FIELD_CHOICE, .choices = "phone web app wechat sms fax letter visit 12345 ministry mailbox open311" }, \
	{ "domain", FIELD_NUMBER, 0, 99 }, \
	{ "item", FIELD_ITEM }, \
	{ "region", FIELD_REGION }, \
	{ "unit", FIELD_LINE, 0, 16, .check = desk_check_code }, \
	{ "due", FIELD_CHOICE, .choices = "late soon fine" }, \
	{ "card", FIELD_CHOICE, .choices = "green yellow red" }, \
	{ "after", FIELD_LINE, 0, 40 },		/* DUE-ID of the last row shown, */ \
	{ "before", FIELD_LINE, 0, 40 }		/* or of the first, to go back */

const struct field queue_fields[] = { FILTER_FIELDS, { 0 } };

const struct field queue_view_fields[] = {
	FILTER_FIELDS,
	{ "view_name", FIELD_LINE, 1, 40, FIELD_REQUIRED },
	{ "shared", FIELD_YES },
	{ 0 }
};

/* The names of a filter, in the order they stand in its URL. */
static const char *const filter_names[] = { "kind", "source", "domain", "item", "region", "unit", "due", "card" };

struct filter {
	uint32_t region_from, region_until;
	uint32_t kind_from, kind_until;
	uint32_t source_from, source_until;
	uint32_t item_from, item_until;
	const char *units;		/* LIKE; "%" any */
	uint32_t card_from, card_until;	/* of the last warning by the province's rule */
	int64_t due_from, due_until;
};

/* A range of one, or all up to most. */
static void only(uint32_t value, uint32_t most, uint32_t *from, uint32_t *until)
{
	*from = value;
	*until = value ? value : most;
}

/* Every wildcard as itself: a unit's code is compared, not matched. */
static const char *like_exactly(struct arena *arena, const char *text)
{
	struct buf out = buf_new(arena, 40);

	for (; *text; text++) {
		if (strchr("%_\\", *text))
			buf_char(&out, '\\');
		buf_char(&out, *text);
	}
	return out.text;
}

static void due_range(const struct request *req, struct filter *f)
{
	const char *due = field_text(req, "due");

	f->due_from = 0;
	f->due_until = INT64_MAX;
	if (strcmp(due, "late") == 0) {
		f->due_from = 1;
		f->due_until = req->now_ms - 1;
	} else if (strcmp(due, "soon") == 0) {
		f->due_from = req->now_ms;
		f->due_until = req->now_ms + DAY_MS - 1;
	} else if (strcmp(due, "fine") == 0) {
		f->due_from = req->now_ms + DAY_MS;
	}
}

/* A domain, or one item of it; an item of another domain stands by itself. */
static void item_range(const struct request *req, struct filter *f)
{
	uint32_t domain = (uint32_t)field_number(req, "domain");
	uint32_t item = (uint32_t)field_number(req, "item");

	f->item_from = item ? item : domain * 100;
	f->item_until = item ? item : domain ? domain * 100 + 99 : 65535;
}

static uint32_t card_from_word(const char *word)
{
	for (uint32_t card = RULES_CARD_GREEN; card <= RULES_CARD_RED; card++)
		if (strcmp(card_word(card), word) == 0)
			return card;
	return RULES_CARD_NONE;
}

/* A region outside the viewer's reach narrows nothing: the reach itself bounds every statement. */
static void read_filter(struct request *req, struct filter *f)
{
	uint32_t region = (uint32_t)field_number(req, "region");

	desk_reach(req->viewer, &f->region_from, &f->region_until);
	if (region && region_covers(req->viewer->region, region))
		desk_region_range(region, &f->region_from, &f->region_until);
	only((uint32_t)kind_from_word(field_text(req, "kind")), 255, &f->kind_from, &f->kind_until);
	only((uint32_t)source_from_word(field_text(req, "source")), 255, &f->source_from, &f->source_until);
	item_range(req, f);
	only(card_from_word(field_text(req, "card")), 255, &f->card_from, &f->card_until);
	f->units = *field_text(req, "unit") ? like_exactly(req->arena, field_text(req, "unit")) : "%";
	due_range(req, f);
}

/* "&kind=complaint&due=late": the filter as it stands in links. Words and codes only: nothing needs escaping. */
static const char *filter_query(struct request *req)
{
	struct buf out = buf_new(req->arena, 128);

	for (size_t i = 0; i < sizeof(filter_names) / sizeof(filter_names[0]); i++) {
		const char *value = field_text(req, filter_names[i]);

		if (*value)
			buf_printf(&out, "&%s=%s", filter_names[i], value);
	}
	return out.text;
}

#define FILTERED(f) \
	.region_from = (f)->region_from, .region_until = (f)->region_until, .kind_from = (f)->kind_from, .kind_until = (f)->kind_until, \
	.source_from = (f)->source_from, .source_until = (f)->source_until, .item_from = (f)->item_from, .item_until = (f)->item_until, \
	.units = (f)->units, .card_from = (f)->card_from, .card_until = (f)->card_until, .due_from = (f)->due_from, .due_until = (f)->due_until

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

static void show_count(struct request *req, const enum ticket_state *states, uint32_t state, uint64_t count)
{
	for (size_t i = 0; states[i] != STATE_NONE; i++)
		if (states[i] == state)
			view_intf(req, (int64_t)count, "Tabs.%zu.Count", i);
}

static enum status show_tabs(struct request *req, const struct filter *f, const enum ticket_state *states, uint32_t chosen)
{
	const struct viewer *v = req->viewer;
	struct db *db = site_of(req)->db;
	struct open_counts_by_region_out *counts;	/* the three shapes are alike */
	size_t count;

	for (size_t i = 0; states[i] != STATE_NONE; i++) {
		view_setf(req, state_word((int)states[i]), "Tabs.%zu.State", i);
		view_setf(req, "0", "Tabs.%zu.Count", i);
		if (states[i] == chosen)
			view_setf(req, "1", "Tabs.%zu.Current", i);
	}
	if (v->role == ROLE_UNIT)
		TRY(open_counts_by_unit_list(db, req->arena, &(struct open_counts_by_unit_in){ .owner = v->unit, FILTERED(f) },
					     (struct open_counts_by_unit_out **)&counts, &count));
	else if (v->region == 0)
		TRY(open_counts_of_nation_list(db, req->arena, &(struct open_counts_of_nation_in){ FILTERED(f) },
					       (struct open_counts_of_nation_out **)&counts, &count));
	else
		TRY(open_counts_by_region_list(db, req->arena, &(struct open_counts_by_region_in){ .province = v->province, FILTERED(f) },
					       &counts, &count));
	for (size_t i = 0; i < count; i++)
		show_count(req, states, counts[i].state, counts[i].count);
	return ST_OK;
}

/* ---- rows ------------------------------------------------------------------------------------------------ */

struct place { int64_t due_ms; uint64_t id; };

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

static enum status load_rows(struct request *req, const struct filter *f, uint32_t state, struct place after, uint32_t most,
			     struct queue_row **rows, size_t *count)
{
	const struct viewer *v = req->viewer;
	struct db *db = site_of(req)->db;

	if (v->role == ROLE_UNIT)
		return queue_by_unit_list(db, req->arena, &(struct queue_by_unit_in){ .owner = v->unit, .state = state, FILTERED(f),
			.due_after = after.due_ms, .due_same = after.due_ms, .id_after = after.id, .most = most }, rows, count);
	if (v->region == 0)
		return queue_of_nation_list(db, req->arena, &(struct queue_of_nation_in){ .state = state, FILTERED(f),
			.due_after = after.due_ms, .due_same = after.due_ms, .id_after = after.id, .most = most }, rows, count);
	return queue_by_region_list(db, req->arena, &(struct queue_by_region_in){ .province = v->province, .state = state, FILTERED(f),
		.due_after = after.due_ms, .due_same = after.due_ms, .id_after = after.id, .most = most }, rows, count);
}

static enum status load_rows_back(struct request *req, const struct filter *f, uint32_t state, struct place before, uint32_t most,
				  struct queue_row **rows, size_t *count)
{
	const struct viewer *v = req->viewer;
	struct db *db = site_of(req)->db;

	if (v->role == ROLE_UNIT)
		return queue_by_unit_back_list(db, req->arena, &(struct queue_by_unit_back_in){ .owner = v->unit, .state = state, FILTERED(f),
			.due_before = before.due_ms, .due_same = before.due_ms, .id_before = before.id, .most = most }, rows, count);
	if (v->region == 0)
		return queue_of_nation_back_list(db, req->arena, &(struct queue_of_nation_back_in){ .state = state, FILTERED(f),
			.due_before = before.due_ms, .due_same = before.due_ms, .id_before = before.id, .most = most }, rows, count);
	return queue_by_region_back_list(db, req->arena, &(struct queue_by_region_back_in){ .province = v->province, .state = state, FILTERED(f),
		.due_before = before.due_ms, .due_same = before.due_ms, .id_before = before.id, .most = most }, rows, count);
}

static void turn_round(struct queue_row *rows, size_t count)
{
	for (size_t i = 0; i < count / 2; i++) {
		struct queue_row row = rows[i];

		rows[i] = rows[count - 1 - i];
		rows[count - 1 - i] = row;
	}
}

/* The rows of one page, and whether there are others on either side of it. */
struct page { struct queue_row *rows; size_t count; int earlier, later; };

static enum status load_page(struct request *req, const struct filter *f, uint32_t state, struct page *page)
{
	struct place before = read_place(field_text(req, "before"));
	struct place after = read_place(field_text(req, "after"));

	if (before.id) {
		TRY(load_rows_back(req, f, state, before, LIMIT_PAGE_ROWS + 1, &page->rows, &page->count));
		if (page->count > LIMIT_PAGE_ROWS) {
			page->count = LIMIT_PAGE_ROWS;
			turn_round(page->rows, page->count);
			page->earlier = page->later = 1;
			return ST_OK;
		}
		after = (struct place){ INT64_MIN, 0 };		/* back at the beginning: a whole first page */
	}
	TRY(load_rows(req, f, state, after, LIMIT_PAGE_ROWS + 1, &page->rows, &page->count));
	page->earlier = after.id != 0;
	page->later = page->count > LIMIT_PAGE_ROWS;
	if (page->later)
		page->count = LIMIT_PAGE_ROWS;
	return ST_OK;
}

static void show_turn(struct request *req, const char *name, const char *link, const char *way, const struct queue_row *row)
{
	view_set(req, name, arena_printf(req->arena, "%s&%s=%lld-%llu", link, way, (long long)row->due_ms, (unsigned long long)row->id));
}

static void show_turns(struct request *req, const char *link, const struct page *page)
{
	if (page->earlier && page->count)
		show_turn(req, "Previous", link, "before", &page->rows[0]);
	else if (page->earlier)
		view_set(req, "Previous", link);
	if (page->later)
		show_turn(req, "Next", link, "after", &page->rows[page->count - 1]);
}

static enum status show_views(struct request *req)
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

enum status page_queue_show(struct request *req)
{
	const enum ticket_state *states = states_of(req);
	uint32_t state = (uint32_t)state_from_word(field_text(req, "state"));
	const char *query = filter_query(req);
	struct page page = { 0 };
	struct filter filter;

	desk_nav(req);
	if (!state)
		state = states[0];
	read_filter(req, &filter);
	TRY(show_tabs(req, &filter, states, state));
	TRY(load_page(req, &filter, state, &page));
	TRY(desk_rows(req, 0, page.rows, page.count));
	show_turns(req, arena_printf(req->arena, "/admin/?state=%s%s", state_word((int)state), query), &page);
	TRY(show_views(req));
	view_set(req, "State", state_word((int)state));
	view_set(req, "Filter", query);
	view_flag(req, "Picking", req->viewer->role & (ROLE_AGENT | ROLE_SUPERVISOR));
	show_region_choices(req, req->viewer->region, req->viewer->region ? REGION_COUNTY : REGION_CITY);
	show_item_choices(req);
	return desk_show_units(req);
}

/* ---- kept views ------------------------------------------------------------------------------------------ */

enum status page_view_keep_act(struct request *req)
{
	const struct viewer *v = req->viewer;
	struct db *db = site_of(req)->db;
	uint32_t state = (uint32_t)state_from_word(field_text(req, "state"));
	const char *query = arena_printf(req->arena, "state=%s%s", state_word((int)(state ? state : states_of(req)[0])), filter_query(req));
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

/* ---- the next one ---------------------------------------------------------------------------------------- */

/* The first ticket of a state behind a place that is not the last one looked at; "" when there is none. */
static enum status next_of(struct request *req, const struct filter *f, uint32_t state, struct place after, const char *last, const char **number)
{
	struct queue_row *rows;
	size_t count;

	*number = "";
	TRY(load_rows(req, f, state, after, 2, &rows, &count));
	for (size_t i = 0; i < count && !**number; i++)
		if (strcmp(rows[i].number, last) != 0)
			*number = rows[i].number;
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
	struct filter filter;
	uint32_t state;

	read_filter(req, &filter);
	TRY(place_of(req, last, &state, &place));
	if (state && (!chosen || chosen == state))
		TRY(next_of(req, &filter, state, place, last, &number));
	if (!*number && chosen)
		TRY(next_of(req, &filter, chosen, first, last, &number));
	for (size_t i = 0; states[i] != STATE_NONE && !*number; i++)
		TRY(next_of(req, &filter, states[i], first, last, &number));
	return *number ? response_redirectf(req, "/admin/ticket/%s", number) : response_redirect(req, "/admin/");
}
