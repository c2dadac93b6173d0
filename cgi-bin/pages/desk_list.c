/* What all lists of tickets share; see desk_list.h. */
#include "pages/desk_list.h"

#include <stdlib.h>
#include <string.h>

#include "domain/rank.h"
#include "domain/sample.h"
#include "domain/demand.h"
#include "pages/rule_view.h"

/* ---- rows ------------------------------------------------------------------------------------------------ */

/* Words and colour of a deadline: late, soon (within a day), waiting, none. What is closed owes nobody anything: its
 * clock is the person's, to ask again. */
static const char *due_word(const struct request *req, const struct queue_row *row)
{
	if (row->paused_ms)
		return "waiting";
	if (row->due_ms == 0 || state_is_final((int)row->state))
		return "none";
	if (row->due_ms < req->now_ms)
		return "late";
	return row->due_ms - req->now_ms < 86400000 ? "soon" : "fine";
}

static void show_row(struct request *req, size_t at, const struct queue_row *row, const char *unit)
{
	view_setf(req, row->number, "Rows.%zu.Number", at);
	view_setf(req, kind_word((int)row->kind), "Rows.%zu.Kind", at);
	view_setf(req, state_word((int)row->state), "Rows.%zu.State", at);
	view_setf(req, site_item_name(req, row->item), "Rows.%zu.Item", at);
	view_setf(req, site_region_name(req, row->region), "Rows.%zu.Region", at);
	view_setf(req, unit, "Rows.%zu.Unit", at);
	view_setf(req, row->summary, "Rows.%zu.Summary", at);
	view_setf(req, due_word(req, row), "Rows.%zu.Due", at);
	view_intf(req, row->due_ms, "Rows.%zu.DueMs", at);
	view_intf(req, row->filed_ms, "Rows.%zu.FiledMs", at);
	view_setf(req, source_word((int)row->source), "Rows.%zu.Source", at);
	view_setf(req, row->place, "Rows.%zu.Place", at);
	view_setf(req, row->plate, "Rows.%zu.Plate", at);
	if (row->confidential)
		view_setf(req, "1", "Rows.%zu.Confidential", at);
	if (row->urgent)
		view_setf(req, "1", "Rows.%zu.Urgent", at);
	if (row->step) {
		view_setf(req, card_word(row->card), "Rows.%zu.Card", at);
		view_intf(req, row->step, "Rows.%zu.Step", at);
	}
	view_setf(req, sampled_word((int)row->sampled), "Rows.%zu.Sampled", at);
}

static const char *name_of_unit(const struct request *req, const char *name, const char *name_en)
{
	return strcmp(req->language, "en") == 0 && *name_en ? name_en : name;
}

enum status desk_unit_name(struct request *req, const char *code, const char **name)
{
	struct unit_by_code_out unit;
	enum status status;

	*name = code;
	if (!*code)
		return ST_OK;
	status = unit_by_code(site_of(req)->db, req->arena, &(struct unit_by_code_in){ code }, &unit);
	if (status == ST_OK)
		*name = name_of_unit(req, unit.name, unit.name_en);
	return status == ST_NOT_FOUND ? ST_OK : status;
}

/* The ids of a page's rows, for what is asked about all of them at once. */
static const char *ids_of(struct request *req, const struct queue_row *rows, size_t count)
{
	uint64_t *ids = ARENA_ARRAY(req->arena, count + 1, uint64_t);

	for (size_t i = 0; i < count; i++)
		ids[i] = rows[i].id;
	return text_ids(req->arena, ids, count);
}

/* Rows.N.{Extensions,Urges,Orders}: how many stand open, where some do. */
static enum status show_demands(struct request *req, size_t at, const struct queue_row *rows, size_t count)
{
	static const char *const names[DEMAND_KIND_END] = {
		[DEMAND_EXTENSION] = "Extensions", [DEMAND_URGE] = "Urges", [DEMAND_ORDER] = "Orders",
	};
	struct demands_of_list_out *demands;
	size_t n;

	TRY(demands_of_list_list(site_of(req)->db, req->arena, &(struct demands_of_list_in){ ids_of(req, rows, count) }, &demands, &n));
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < n; k++)
			if (demands[k].ticket_id == rows[i].id && demands[k].kind < DEMAND_KIND_END && names[demands[k].kind])
				view_intf(req, (int64_t)demands[k].count, "Rows.%zu.%s", at + i, names[demands[k].kind]);
	return ST_OK;
}

/* Rows.N.Leads: a group is one row, with how many others it stands for. */
static enum status show_led(struct request *req, size_t at, const struct queue_row *rows, size_t count)
{
	struct tie_led_of_list_out *led;
	size_t n;

	TRY(tie_led_of_list_list(site_of(req)->db, req->arena, &(struct tie_led_of_list_in){ ids_of(req, rows, count) }, &led, &n));
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < n; k++)
			if (led[k].id == rows[i].id)
				view_intf(req, (int64_t)led[k].count, "Rows.%zu.Leads", at + i);
	return ST_OK;
}

const char *desk_check_code(struct request *req, const char *text)
{
	(void)req;
	return text[strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")] ? "choice" : NULL;
}

bool desk_is_own_region(const struct viewer *v, uint32_t region)
{
	return v->region && region_covers(v->region, region);
}

bool desk_speaks_for_province(const struct viewer *viewer)
{
	return viewer->province && viewer->region == viewer->province;
}

const char *desk_check_own_region(struct request *req, const char *text)
{
	uint32_t code = (uint32_t)strtoul(text, NULL, 10);

	if (!region_find(&site_of(req)->regions, code))
		return "unknown_region";
	return desk_is_own_region(req->viewer, code) ? NULL : "not_your_region";
}

/* Rows.N.{Person,PersonGone}: who has it. */
static enum status show_people(struct request *req, size_t at, const struct queue_row *rows, size_t count)
{
	uint64_t *ids = ARENA_ARRAY(req->arena, count + 1, uint64_t);
	struct staff_names_out *names;
	size_t people = 0, n;

	for (size_t i = 0; i < count; i++)
		if (rows[i].assignee)
			ids[people++] = rows[i].assignee;
	if (!people)
		return ST_OK;
	TRY(staff_names_list(site_of(req)->db, req->arena, &(struct staff_names_in){ text_ids(req->arena, ids, people) }, &names, &n));
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < n; k++)
			if (rows[i].assignee == names[k].id) {
				view_setf(req, names[k].name, "Rows.%zu.Person", at + i);
				if (!names[k].active)
					view_setf(req, "1", "Rows.%zu.PersonGone", at + i);
			}
	return ST_OK;
}

/* ["440300-01"]: each unit of these rows once. */
static const char *units_of(struct request *req, const struct queue_row *rows, size_t count)
{
	struct buf out = buf_new(req->arena, 512);

	buf_char(&out, '[');
	for (size_t i = 0; i < count; i++) {
		size_t first = 0;

		while (strcmp(rows[first].unit, rows[i].unit) != 0)
			first++;
		if (first < i || !*rows[i].unit)
			continue;
		if (out.len > 1)
			buf_char(&out, ',');
		buf_json(&out, rows[i].unit);
	}
	buf_char(&out, ']');
	return out.text;
}

/* A page has rows of as many units as it has rows: all are looked up at once. names[i] of rows[i]. */
static enum status find_units(struct request *req, const struct queue_row *rows, size_t count, const char **names)
{
	struct unit_names_out *units;
	size_t n;

	TRY(unit_names_list(site_of(req)->db, req->arena, &(struct unit_names_in){ units_of(req, rows, count) }, &units, &n));
	for (size_t i = 0; i < count; i++) {
		names[i] = rows[i].unit;
		for (size_t k = 0; k < n; k++)
			if (strcmp(units[k].code, rows[i].unit) == 0)
				names[i] = name_of_unit(req, units[k].name, units[k].name_en);
	}
	return ST_OK;
}

enum status desk_rows(struct request *req, size_t at, const struct queue_row *rows, size_t count)
{
	const char **names = ARENA_ARRAY(req->arena, count + 1, const char *);

	if (count == 0)
		return ST_OK;
	TRY(find_units(req, rows, count, names));
	for (size_t i = 0; i < count; i++)
		show_row(req, at + i, &rows[i], names[i]);
	TRY(show_led(req, at, rows, count));
	TRY(show_people(req, at, rows, count));
	return show_demands(req, at, rows, count);
}

void desk_brief(struct request *req, const char *at, const struct queue_row *rows, size_t count, int64_t not_before_ms)
{
	size_t shown = 0;

	for (size_t i = 0; i < count && shown < DESK_BRIEF_MAX; i++) {
		const struct queue_row *row = &rows[i];

		if (!staff_reaches(req, row->number, row->region, row->unit) || row->filed_ms < not_before_ms)
			continue;
		view_setf(req, row->number, "%s.%zu.Number", at, shown);
		view_setf(req, state_word((int)row->state), "%s.%zu.State", at, shown);
		view_setf(req, kind_word((int)row->kind), "%s.%zu.Kind", at, shown);
		view_setf(req, site_item_name(req, row->item), "%s.%zu.Item", at, shown);
		view_setf(req, row->summary, "%s.%zu.Summary", at, shown);
		view_intf(req, row->filed_ms, "%s.%zu.FiledMs", at, shown);
		shown++;
	}
}

/* ---- reach ------------------------------------------------------------------------------------------------ */

void desk_reach(const struct viewer *viewer, uint32_t *from, uint32_t *until)
{
	region_range(viewer->region, from, until);
}

struct search_reach desk_search_reach(const struct request *req)
{
	const struct viewer *v = req->viewer;
	const struct region **provinces;
	struct search_reach reach = { .unit = v->role == ROLE_UNIT ? v->unit : "" };
	uint32_t *codes;

	desk_reach(v, &reach.region_from, &reach.region_until);
	provinces = region_children(&site_of(req)->regions, req->arena, 0, &reach.province_count);
	codes = ARENA_ARRAY(req->arena, reach.province_count + 1, uint32_t);
	for (size_t i = 0; i < reach.province_count; i++)
		codes[i] = provinces[i]->code;
	if (v->region) {
		codes[0] = v->province;
		reach.province_count = 1;
	}
	reach.provinces = codes;
	return reach;
}
