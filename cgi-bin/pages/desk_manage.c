/* Units of a province; see desk_manage.h. Every change is in the trail of acts, in the same transaction. */
#include "pages/desk_manage.h"

#include <string.h>

#include "pages/desk_list.h"
#include "pages/desk_nav.h"
#include "store/acted.h"

static enum status change(struct request *req, enum sql_id id, const void *in, const char *act)
{
	return acted_change(site_of(req)->db, id, in, &(struct staff_act_insert_in){
		.at_ms = req->now_ms, .staff_id = req->viewer->id, .program = "admin", .act = act, .object = field_text(req, "code"),
		.detail = field_text(req, "unit_name") });
}

/* ---- units ------------------------------------------------------------------------------------------------ */

const struct field unit_fields[] = {
	{ "code", FIELD_LINE, 4, 16, FIELD_REQUIRED },
	{ "version", FIELD_NUMBER, 0, INT32_MAX },
	{ "unit_name", FIELD_LINE, 2, 100, FIELD_REQUIRED },
	{ "unit_name_en", FIELD_LINE, 0, 160 },
	{ "region", FIELD_REGION, .check = desk_check_own_region },
	{ "items", FIELD_LINE, 0, 400 },
	{ "active", FIELD_YES },
	{ 0 }
};

/* Unit.Code: the one that is being changed; the form holds it, unless something was typed. */
static void show_one(struct request *req, const struct units_of_province_out *unit)
{
	view_set(req, "Unit.Code", unit->code);
	view_set(req, "Unit.Region", site_region_name(req, unit->region));
	field_show(req, "code", unit->code);
	field_show(req, "version", arena_printf(req->arena, "%u", unit->version));
	field_show(req, "unit_name", unit->name);
	field_show(req, "unit_name_en", unit->name_en);
	field_show(req, "items", unit->items);
	field_show(req, "active", unit->active ? "yes" : "");
}

enum status page_units_show(struct request *req)
{
	const char *one = req->method == METHOD_POST ? params_get(&req->form, "code") : params_get(&req->query, "change");
	bool changes = req->method != METHOD_POST || field_number(req, "version") > 0;
	struct units_of_province_out *units;
	size_t count;

	desk_nav(req);
	TRY(units_of_province_list(site_of(req)->db, req->arena, &(struct units_of_province_in){ req->viewer->province }, &units, &count));
	for (size_t i = 0; i < count; i++) {
		view_setf(req, units[i].code, "Units.%zu.Code", i);
		view_setf(req, units[i].name, "Units.%zu.Name", i);
		view_setf(req, units[i].name_en, "Units.%zu.NameEn", i);
		view_setf(req, site_region_name(req, units[i].region), "Units.%zu.Region", i);
		view_setf(req, units[i].items, "Units.%zu.Items", i);
		view_intf(req, units[i].version, "Units.%zu.Version", i);
		if (units[i].active)
			view_setf(req, "1", "Units.%zu.Active", i);
		if (!desk_is_own_region(req->viewer, units[i].region))
			continue;
		view_setf(req, "1", "Units.%zu.Own", i);
		if (one && changes && strcmp(one, units[i].code) == 0)
			show_one(req, &units[i]);
	}
	return ST_OK;
}

static enum status add_unit(struct request *req)
{
	uint32_t region = (uint32_t)field_number(req, "region");
	enum status status;

	if (!region) {
		request_error(req, "region", "required");
		return ST_INVALID;
	}
	status = change(req, SQL_unit_add, &(struct unit_add_in){
		.code = field_text(req, "code"), .name = field_text(req, "unit_name"), .name_en = field_text(req, "unit_name_en"),
		.region = region, .level = region % 10000 == 0 ? 1 : region % 100 == 0 ? 2 : 3, .items = field_text(req, "items") }, "unit_added");
	if (status == ST_DUPLICATE)
		request_error(req, "code", "taken");
	return status;
}

static enum status change_unit(struct request *req)
{
	struct unit_by_code_out unit;
	enum status status;

	TRY(unit_by_code(site_of(req)->db, req->arena, &(struct unit_by_code_in){ field_text(req, "code") }, &unit));
	if (!desk_is_own_region(req->viewer, unit.region))
		return ST_NOT_FOUND;
	status = change(req, SQL_unit_change, &(struct unit_change_in){
		.name = field_text(req, "unit_name"), .name_en = field_text(req, "unit_name_en"), .items = field_text(req, "items"),
		.active = (uint32_t)field_number(req, "active"), .code = unit.code, .version = (uint32_t)field_number(req, "version") }, "unit_changed");
	if (status == ST_CONFLICT)
		request_error(req, "", "stale");
	return status;
}

enum status page_units_act(struct request *req)
{
	TRY(field_number(req, "version") ? change_unit(req) : add_unit(req));
	return response_redirect(req, "/admin/units");
}
