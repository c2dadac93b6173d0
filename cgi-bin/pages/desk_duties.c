/* The catalogue of responsibilities; see desk_duties.h. Every change is in the trail of acts, in the same transaction. */
#include "pages/desk_duties.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "pages/desk_choices.h"
#include "pages/desk_list.h"
#include "pages/desk_move.h"
#include "pages/desk_nav.h"
#include "store/acted.h"
#include "web/response.h"

const struct field duty_fields[] = {
	{ "how", FIELD_CHOICE, .choices = "add drop", .flags = FIELD_REQUIRED },
	{ "unit", FIELD_LINE, 4, 16, FIELD_REQUIRED },
	{ "item", FIELD_ITEM, .flags = FIELD_REQUIRED },
	{ "region", FIELD_REGION, .flags = FIELD_REQUIRED },
	{ "look_unit", FIELD_LINE, 0, 16, .check = desk_check_code },
	{ "look_item", FIELD_ITEM },	/* a domain: and all of its items */
	{ "look_region", FIELD_REGION },	/* … and all below it */
	{ "after", FIELD_LINE, 0, 40, .check = desk_check_code },	/* ITEM-REGION-UNIT of the last row shown */
	{ 0 }
};

/* ---- showing ----------------------------------------------------------------------------------------------------------- */

static const char *unit_name(const struct request *req, const char *name, const char *name_en)
{
	return strcmp(req->language, "en") == 0 && *name_en ? name_en : name;
}

/* An item with its domain; of a domain that it is all of it; of one that is no more its number. */
static const char *item_name(struct request *req, uint32_t code)
{
	const char *domain = site_item_name(req, code / 100 * 100);
	const char *name = code % 100 == 0 ? view_label(req, "duties.all") : site_item_name(req, code);

	return *domain && *name ? arena_printf(req->arena, "%s · %s", domain, name) : arena_printf(req->arena, "%s %04u", domain, code);
}

static const char *region_name(struct request *req, uint32_t code)
{
	const char *name = site_region_name(req, code);

	return *name ? name : arena_printf(req->arena, "%06u", code);
}

static bool is_taken(const struct unit_duty_taken_out *rows, size_t count, uint32_t item)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].item == item || rows[i].item == item / 100 * 100)
			return true;
	return false;
}

/* Gaps.N: what is ours and nobody takes anywhere in the province. */
static enum status show_gaps(struct request *req)
{
	const struct items *items = &site_of(req)->items;
	struct unit_duty_taken_out *taken;
	size_t count, shown = 0;

	TRY(unit_duty_taken_list(site_of(req)->db, req->arena, &(struct unit_duty_taken_in){ req->viewer->province }, &taken, &count));
	for (size_t i = 0; i < items->count; i++)
		if (!item_is_domain(&items->rows[i]) && !*items->rows[i].refer && !is_taken(taken, count, items->rows[i].item))
			view_setf(req, item_name(req, items->rows[i].item), "Gaps.%zu", shown++);
	view_int(req, "GapCount", (int64_t)shown);
	return ST_OK;
}

/* ---- a part of it ------------------------------------------------------------------------------------------------------- */

/* The page of the part that is looked at. */
static const char *here(struct request *req)
{
	return arena_printf(req->arena, "/admin/duties?look_unit=%s&look_item=%s&look_region=%s", field_text(req, "look_unit"), field_text(req, "look_item"),
			    field_text(req, "look_region"));
}

static struct unit_duty_some_in read_look(struct request *req)
{
	uint32_t item = (uint32_t)field_number(req, "look_item"), region = (uint32_t)field_number(req, "look_region");
	struct unit_duty_some_in in = { .province = req->viewer->province, .item_from = item, .item_until = item ? item : 9999, .any_unit = field_text(req, "look_unit"),
					.unit = field_text(req, "look_unit"), .most = LIMIT_PAGE_ROWS + 1 };
	uint32_t last_item, last_region;
	char last_unit[17];

	if (item && item % 100 == 0)
		in.item_until = item + 99;
	region_range(region ? region : req->viewer->province, &in.region_from, &in.region_until);
	in.unit_behind = "";
	if (sscanf(field_text(req, "after"), "%4u-%6u-%16s", &last_item, &last_region, last_unit) == 3) {
		in.item_after = in.item_behind = last_item;
		in.region_behind = in.region_same = last_region;
		in.unit_behind = arena_strdup(req->arena, last_unit);
	}
	return in;
}

static void show_taken(struct request *req, const struct unit_duty_some_out *row, size_t at)
{
	view_intf(req, row->item, "Taken.%zu.ItemCode", at);
	view_setf(req, item_name(req, row->item), "Taken.%zu.Item", at);
	view_intf(req, row->region, "Taken.%zu.RegionCode", at);
	view_setf(req, region_name(req, row->region), "Taken.%zu.Region", at);
	view_setf(req, row->unit, "Taken.%zu.Code", at);
	view_setf(req, unit_name(req, row->name, row->name_en), "Taken.%zu.Name", at);
	if (!row->active)
		view_setf(req, "1", "Taken.%zu.Stopped", at);
	if (desk_is_own_region(req->viewer, row->region))
		view_setf(req, "1", "Taken.%zu.Own", at);
}

static enum status show_part(struct request *req)
{
	const struct unit_duty_some_in in = read_look(req);
	struct unit_duty_some_out *rows;
	size_t count;

	TRY(unit_duty_some_list(site_of(req)->db, req->arena, &in, &rows, &count));
	for (size_t i = 0; i < count && i < LIMIT_PAGE_ROWS; i++)
		show_taken(req, &rows[i], i);
	if (count > LIMIT_PAGE_ROWS) {
		const struct unit_duty_some_out *last = &rows[LIMIT_PAGE_ROWS - 1];

		view_set(req, "Next", arena_printf(req->arena, "%s&after=%04u-%06u-%s", here(req), last->item, last->region, last->unit));
	}
	view_flag(req, "Looking", *in.unit || in.item_from || field_given(req, "look_region"));
	return ST_OK;
}

enum status page_duties_show(struct request *req)
{
	desk_nav(req);
	TRY(show_part(req));
	TRY(show_gaps(req));
	show_item_choices(req);
	show_region_choices(req, req->viewer->region, REGION_COUNTY);
	field_show(req, "region", arena_printf(req->arena, "%06u", req->viewer->region));
	return desk_show_units(req);
}

/* ---- who is in charge ---------------------------------------------------------------------------------------------------- */

static enum status in_charge(struct request *req, uint32_t item, uint32_t region, struct unit_duty_for_out **rows, size_t *count)
{
	return unit_duty_for_list(site_of(req)->db, req->arena, &(struct unit_duty_for_in){
		region_province(region), item, item / 100 * 100, region, region_city(region), region_province(region), item }, rows, count);
}

enum status desk_duty_closest(struct request *req, uint32_t item, uint32_t region, const char **code, const char **name)
{
	struct unit_duty_for_out *rows;
	size_t count;

	TRY(in_charge(req, item, region, &rows, &count));
	*code = count ? rows[0].unit : "";
	*name = count ? unit_name(req, rows[0].name, rows[0].name_en) : "";
	return ST_OK;
}

enum status desk_show_duties(struct request *req, uint32_t item, uint32_t region)
{
	struct unit_duty_for_out *rows;
	size_t count;

	TRY(in_charge(req, item, region, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		view_setf(req, rows[i].unit, "Duties.%zu.Code", i);
		view_setf(req, unit_name(req, rows[i].name, rows[i].name_en), "Duties.%zu.Name", i);
		view_setf(req, item_name(req, rows[i].item), "Duties.%zu.Item", i);
		view_setf(req, site_region_name(req, rows[i].region), "Duties.%zu.Region", i);
	}
	return ST_OK;
}

/* ---- changing ---------------------------------------------------------------------------------------------------------- */

static enum status change(struct request *req, enum sql_id id, const char *act)
{
	const struct unit_duty_add_in in = { req->viewer->province, (uint32_t)field_number(req, "item"), (uint32_t)field_number(req, "region"), field_text(req, "unit") };

	return acted_change(site_of(req)->db, id, &in, &(struct staff_act_insert_in){
		.at_ms = req->now_ms, .staff_id = req->viewer->id, .program = "admin", .act = act, .object = in.unit,
		.detail = arena_printf(req->arena, "%04u %06u", in.item, in.region) });
}

static enum status add(struct request *req)
{
	const struct item *item = item_find(&site_of(req)->items, (uint32_t)field_number(req, "item"));
	const char *fault = desk_check_own_region(req, field_text(req, "region"));
	struct unit_by_code_out unit;
	enum status status = unit_by_code(site_of(req)->db, req->arena, &(struct unit_by_code_in){ field_text(req, "unit") }, &unit);

	if (status != ST_OK && status != ST_NOT_FOUND)
		return status;
	if (status == ST_NOT_FOUND || unit.province != req->viewer->province)
		request_error(req, "unit", "unknown_unit");
	if (!item || *item->refer)
		request_error(req, "item", "unknown_item");
	if (fault)
		request_error(req, "region", fault);
	return req->error_count ? ST_INVALID : change(req, SQL_unit_duty_add, "duty_added");
}

/* Whatever a row names may be no more: it is taken out all the same. */
static enum status drop(struct request *req)
{
	if (!desk_is_own_region(req->viewer, (uint32_t)field_number(req, "region"))) {
		request_error(req, "region", "not_your_region");
		return ST_INVALID;
	}
	return change(req, SQL_unit_duty_drop, "duty_dropped");
}

enum status page_duties_act(struct request *req)
{
	enum status status = strcmp(field_text(req, "how"), "drop") == 0 ? drop(req) : add(req);

	/* Sent twice, or by two at once: it is as it was wanted. */
	if (status != ST_OK && status != ST_DUPLICATE && status != ST_CONFLICT)
		return status;
	return response_redirect(req, *field_text(req, "after") ? arena_printf(req->arena, "%s&after=%s", here(req), field_text(req, "after")) : here(req));
}
