/* Units and people of a province; see desk_manage.h. Every change is in the trail of acts. */
#include "pages/desk_manage.h"

#include <stdlib.h>
#include <string.h>

#include "domain/rank.h"
#include "pages/desk_list.h"
#include "pages/staff_invitation.h"
#include "store/people.h"

static enum status acted(struct request *req, const char *act, const char *object, const char *detail)
{
	struct staff staff = staff_viewer(req);

	return staff_acted(site_of(req)->db, &staff, "admin", act, object, detail, req->now_ms);
}

static const char *check_own_region(struct request *req, const char *text)
{
	uint32_t code = (uint32_t)strtoul(text, NULL, 10);

	if (!region_find(&site_of(req)->regions, code))
		return "unknown_region";
	return region_province(code) == req->viewer->province ? NULL : "not_your_region";
}

/* ---- units ------------------------------------------------------------------------------------------------ */

const struct field unit_fields[] = {
	{ "code", FIELD_LINE, 4, 16, FIELD_REQUIRED },
	{ "version", FIELD_NUMBER, 0, INT32_MAX },
	{ "unit_name", FIELD_LINE, 2, 100, FIELD_REQUIRED },
	{ "unit_name_en", FIELD_LINE, 0, 160 },
	{ "region", FIELD_REGION, .check = check_own_region },
	{ "items", FIELD_LINE, 0, 400 },
	{ "active", FIELD_YES },
	{ 0 }
};

enum status page_units_show(struct request *req)
{
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
	status = unit_add(site_of(req)->db, &(struct unit_add_in){
		.code = field_text(req, "code"), .name = field_text(req, "unit_name"), .name_en = field_text(req, "unit_name_en"),
		.region = region, .level = region % 10000 == 0 ? 1 : region % 100 == 0 ? 2 : 3, .items = field_text(req, "items") });
	if (status == ST_DUPLICATE)
		request_error(req, "code", "taken");
	return status;
}

static enum status change_unit(struct request *req)
{
	struct unit_by_code_out unit;
	uint64_t affected;

	TRY(unit_by_code(site_of(req)->db, req->arena, &(struct unit_by_code_in){ field_text(req, "code") }, &unit));
	if (unit.province != req->viewer->province)
		return ST_NOT_FOUND;
	TRY(db_run(site_of(req)->db, SQL_unit_change, &(struct unit_change_in){
		.name = field_text(req, "unit_name"), .name_en = field_text(req, "unit_name_en"), .items = field_text(req, "items"),
		.active = (uint32_t)field_number(req, "active"), .code = unit.code, .version = (uint32_t)field_number(req, "version") }, &affected));
	if (affected == 1)
		return ST_OK;
	request_error(req, "", "stale");
	return ST_CONFLICT;
}

enum status page_units_act(struct request *req)
{
	TRY(field_number(req, "version") ? change_unit(req) : add_unit(req));
	TRY(acted(req, field_number(req, "version") ? "unit_changed" : "unit_added", field_text(req, "code"), field_text(req, "unit_name")));
	return response_redirect(req, "/admin/units");
}

/* ---- people ------------------------------------------------------------------------------------------------ */

/* Whom a provincial admin may let in; rank_may() is asked besides. */
#define GRANTABLE "agent unit reviewer followup supervisor"

static struct people_by by_viewer(const struct request *req)
{
	return (struct people_by){ req->viewer->id, site_of(req)->program, req->now_ms };
}

static bool viewer_may(const struct request *req, enum right right, uint32_t id, unsigned role, uint32_t province)
{
	return rank_may(&(struct ranked){ req->viewer->id, (unsigned)req->viewer->role, req->viewer->province }, right,
			&(struct ranked){ id, role, province });
}

const struct field person_fields[] = {
	{ "id", FIELD_NUMBER, 0, INT32_MAX },
	{ "version", FIELD_NUMBER, 0, INT32_MAX },
	{ "active", FIELD_YES },
	{ "renew", FIELD_YES },		/* a new link: the device or the passphrase is lost */
	{ "login", FIELD_LINE, 3, 40 },
	{ "staff_name", FIELD_LINE, 1, 60 },
	{ "role", FIELD_CHOICE, .choices = GRANTABLE },
	{ "region", FIELD_REGION, .check = check_own_region },
	{ "unit", FIELD_LINE, 0, 16 },
	{ 0 }
};

enum status page_people_show(struct request *req)
{
	struct staff_of_province_out *people;
	size_t count;

	desk_nav(req);
	TRY(staff_of_province_list(site_of(req)->db, req->arena, &(struct staff_of_province_in){ req->viewer->province }, &people, &count));
	for (size_t i = 0; i < count; i++) {
		view_intf(req, people[i].id, "People.%zu.Id", i);
		view_setf(req, people[i].login, "People.%zu.Login", i);
		view_setf(req, people[i].name, "People.%zu.Name", i);
		view_setf(req, role_word((int)people[i].role), "People.%zu.Role", i);
		view_setf(req, site_region_name(req, people[i].region), "People.%zu.Region", i);
		view_setf(req, people[i].unit, "People.%zu.Unit", i);
		view_intf(req, people[i].version, "People.%zu.Version", i);
		if (people[i].active)
			view_setf(req, "1", "People.%zu.Active", i);
		if (people[i].locked_until_ms > req->now_ms)
			view_setf(req, "1", "People.%zu.Locked", i);
		if (viewer_may(req, RIGHT_LOCK, people[i].id, people[i].role, req->viewer->province))
			view_setf(req, "1", "People.%zu.Changeable", i);
	}
	return ST_OK;
}

/* Somebody to whom the viewer may do this. */
static enum status find_person(struct request *req, enum right right, struct staff *person)
{
	struct staff_by_id_out row;

	TRY(staff_by_id(site_of(req)->db, req->arena, &(struct staff_by_id_in){ (uint32_t)field_number(req, "id") }, &row));
	*person = (struct staff){ row.id, row.login, row.name, (enum role)row.role, row.region, row.province, row.unit };
	return viewer_may(req, right, row.id, row.role, row.province) ? ST_OK : ST_NOT_FOUND;
}

static enum status set_active(struct request *req)
{
	struct people_by by = by_viewer(req);
	struct staff person;
	enum status status;

	TRY(find_person(req, RIGHT_LOCK, &person));
	status = people_let_in(site_of(req)->db, &by, &person, (uint32_t)field_number(req, "version"), field_number(req, "active") != 0);
	if (status == ST_CONFLICT)
		request_error(req, "", "stale");
	TRY(status);
	return response_redirect(req, "/admin/people");
}

/* What was known before opens nothing from now on, and its sessions end. */
static enum status renew(struct request *req)
{
	struct site *site = site_of(req);
	struct people_by by = by_viewer(req);
	struct staff_handout nobody_sees;
	uint8_t token[KEY_BYTES];
	struct staff person;

	TRY(find_person(req, RIGHT_RENEW, &person));
	TRY(people_renew(site->db, req->arena, site->totp_key, &by, &person, &nobody_sees, token));
	view_invitation(req, person.login, token);
	return page_people_show(req);
}

static enum status check_new(struct request *req)
{
	static const char *const needed[] = { "login", "staff_name", "role", "region" };

	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++)
		if (!field_given(req, needed[i]))
			request_error(req, needed[i], "required");
	if (strcmp(field_text(req, "role"), "unit") == 0 && !field_given(req, "unit"))
		request_error(req, "unit", "required");
	if (!req->error_count && !viewer_may(req, RIGHT_GRANT, 0, (unsigned)role_from_word(field_text(req, "role")), req->viewer->province))
		request_error(req, "role", "choice");
	return req->error_count ? ST_INVALID : ST_OK;
}

/* An account whose factors nobody knows, and a link by which its person chooses them. */
static enum status add_person(struct request *req)
{
	struct site *site = site_of(req);
	struct staff staff = {
		.login = field_text(req, "login"), .name = field_text(req, "staff_name"),
		.role = (enum role)role_from_word(field_text(req, "role")), .region = (uint32_t)field_number(req, "region"),
		.unit = field_text(req, "unit"),
	};
	struct people_by by = by_viewer(req);
	struct staff_handout nobody_sees;
	uint8_t token[KEY_BYTES];
	enum status status;

	TRY(check_new(req));
	status = people_admit(site->db, req->arena, site->totp_key, &by, &staff, &nobody_sees, token);
	if (status == ST_DUPLICATE)
		request_error(req, "login", "taken");
	TRY(status);
	view_invitation(req, staff.login, token);
	return page_people_show(req);
}

enum status page_people_act(struct request *req)
{
	if (!field_number(req, "id"))
		return add_person(req);
	return field_number(req, "renew") ? renew(req) : set_active(req);
}
