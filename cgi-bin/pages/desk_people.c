/* People; see desk_people.h. Every change is in the trail of acts by the same transaction (store/people.h). */
#include "pages/desk_people.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "domain/rank.h"
#include "pages/desk_absence.h"
#include "pages/desk_list.h"
#include "pages/desk_nav.h"
#include "pages/staff_invitation.h"
#include "store/people.h"

static struct people_by by_viewer(const struct request *req)
{
	return (struct people_by){ req->viewer->id, site_of(req)->program, req->now_ms };
}

static bool viewer_may(const struct request *req, enum right right, uint32_t id, unsigned role, uint32_t province)
{
	return rank_may(&(struct ranked){ req->viewer->id, (unsigned)req->viewer->role, req->viewer->province }, right,
			&(struct ranked){ id, role, province });
}

static const char *check_region(struct request *req, const char *text)
{
	uint32_t code = (uint32_t)strtoul(text, NULL, 10);

	if (code && !region_find(&site_of(req)->regions, code))
		return "unknown_region";
	return region_covers(req->viewer->region, code) ? NULL : "not_your_region";
}

#define ROLES "agent unit reviewer followup supervisor province_admin ministry auditor system_admin security_admin audit_admin"

const struct field people_fields[] = {
	{ "q", FIELD_LINE, 0, 40 },
	{ "after", FIELD_LINE, 0, 40, .check = desk_check_code },	/* login of the last row shown */
	{ "login", FIELD_LINE, 3, 40, .check = desk_check_code },
	{ "staff_name", FIELD_LINE, 1, 60 },
	{ "role", FIELD_CHOICE, .choices = ROLES },
	{ "region", FIELD_REGION, .check = check_region },		/* 000000: the nation */
	{ "unit", FIELD_LINE, 0, 16, .check = desk_check_code },
	{ 0 }
};

/* ---- the list -------------------------------------------------------------------------------------------------- */

static void show_grantable(struct request *req)
{
	unsigned roles = rank_over((unsigned)req->viewer->role, RIGHT_GRANT);
	size_t shown = 0;

	for (unsigned role = 1; role <= ROLE_SYSTEM; role <<= 1)
		if (roles & role)
			view_setf(req, role_word((int)role), "Grant.%zu.Word", shown++);
}

static void show_row(struct request *req, size_t i, const struct staff_row *row)
{
	view_intf(req, row->id, "People.%zu.Id", i);
	view_setf(req, row->login, "People.%zu.Login", i);
	view_setf(req, row->name, "People.%zu.Name", i);
	view_setf(req, role_word((int)row->role), "People.%zu.Role", i);
	if (row->region)
		view_setf(req, site_region_name(req, row->region), "People.%zu.Region", i);
	view_setf(req, row->unit, "People.%zu.Unit", i);
	if (row->active)
		view_setf(req, "1", "People.%zu.Active", i);
	if (row->locked_until_ms > req->now_ms)
		view_setf(req, "1", "People.%zu.LockedOut", i);
}

enum status page_people_show(struct request *req)
{
	const char *q = req->method == METHOD_POST ? "" : field_text(req, "q");
	bool all = req->viewer->role == ROLE_SECURITY_ADMIN;
	uint32_t province = all ? 0 : req->viewer->province;
	struct staff_row *people;
	size_t count;

	desk_nav(req);
	show_grantable(req);
	TRY(people_found_list(site_of(req)->db, req->arena, &(struct people_found_in){
		.province_from = province, .province_until = all ? 999999 : province, .after = field_text(req, "after"),
		.any = q, .login = q, .name = q, .unit = q, .most = LIMIT_PAGE_ROWS + 1 }, &people, &count));
	for (size_t i = 0; i < count && i < LIMIT_PAGE_ROWS; i++)
		show_row(req, i, &people[i]);
	if (count > LIMIT_PAGE_ROWS)
		view_set(req, "Next", people[LIMIT_PAGE_ROWS - 1].login);
	return ST_OK;
}

/* ---- letting somebody in --------------------------------------------------------------------------------------- */

static enum status check_unit(struct request *req)
{
	uint32_t region = (uint32_t)field_number(req, "region");
	struct unit_by_code_out unit;
	enum status status;

	if (strcmp(field_text(req, "role"), "unit") != 0)
		return ST_OK;
	if (!field_given(req, "unit")) {
		request_error(req, "unit", "required");
		return ST_OK;
	}
	status = unit_by_code(site_of(req)->db, req->arena, &(struct unit_by_code_in){ field_text(req, "unit") }, &unit);
	if (status == ST_NOT_FOUND || (status == ST_OK && !region_covers(region_province(region), unit.region))) {
		request_error(req, "unit", "unknown_unit");
		return ST_OK;
	}
	return status;
}

static enum status check_new(struct request *req)
{
	static const char *const needed[] = { "login", "staff_name", "role", "region" };
	unsigned role = (unsigned)role_from_word(field_text(req, "role"));

	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++)
		if (!field_given(req, needed[i]))
			request_error(req, needed[i], "required");
	if (!req->error_count && !viewer_may(req, RIGHT_GRANT, 0, role, region_province((uint32_t)field_number(req, "region"))))
		request_error(req, "role", "choice");
	TRY(check_unit(req));
	return req->error_count ? ST_INVALID : ST_OK;
}

/* An account whose factors nobody knows, and a link by which its person chooses them. */
enum status page_people_act(struct request *req)
{
	struct site *site = site_of(req);
	struct staff person = {
		.login = field_text(req, "login"), .name = field_text(req, "staff_name"),
		.role = (enum role)role_from_word(field_text(req, "role")), .region = (uint32_t)field_number(req, "region"),
		.unit = field_text(req, "unit"),
	};
	struct people_by by = by_viewer(req);
	struct staff_handout nobody_sees;
	uint8_t token[KEY_BYTES];
	enum status status;

	TRY(check_new(req));
	if (person.role != ROLE_UNIT)
		person.unit = "";
	status = people_admit(site->db, req->arena, site->totp_key, &by, &person, &nobody_sees, token);
	if (status == ST_DUPLICATE)
		request_error(req, "login", "taken");
	TRY(status);
	view_invitation(req, person.login, token);
	return page_people_show(req);
}

/* ---- one person ------------------------------------------------------------------------------------------------ */

const struct field person_fields[] = {
	{ "do", FIELD_CHOICE, .choices = "lock unlock renew end end_one move", .flags = FIELD_REQUIRED },
	{ "version", FIELD_NUMBER, 0, INT32_MAX },
	{ "key", FIELD_HEX, 2 * HASH_BYTES, 2 * HASH_BYTES },		/* of the session to end */
	{ "role", FIELD_CHOICE, .choices = ROLES },
	{ "region", FIELD_REGION, .check = check_region },
	{ "unit", FIELD_LINE, 0, 16, .check = desk_check_code },
	{ 0 }
};

/* Somebody whom the viewer may see: of others it is not even told that they exist. */
static enum status load(struct request *req, struct staff_row *row)
{
	int64_t id;

	if (text_to_int(request_captured(req, "id"), 1, UINT32_MAX, &id) != ST_OK)
		return ST_NOT_FOUND;
	TRY(staff_by_id(site_of(req)->db, req->arena, &(struct staff_by_id_in){ (uint32_t)id }, row));
	return viewer_may(req, RIGHT_SEE, row->id, row->role, row->province) ? ST_OK : ST_NOT_FOUND;
}

static enum status show_sessions(struct request *req, uint32_t id)
{
	struct session_of_staff_out *rows;
	size_t count;

	TRY(session_of_staff_list(site_of(req)->db, req->arena, &(struct session_of_staff_in){ id }, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		view_setf(req, text_hex(req->arena, rows[i].token_hash.p, rows[i].token_hash.n), "Sessions.%zu.Key", i);
		view_setf(req, rows[i].program, "Sessions.%zu.Program", i);
		view_intf(req, rows[i].created_ms, "Sessions.%zu.CreatedMs", i);
		view_intf(req, rows[i].seen_ms, "Sessions.%zu.SeenMs", i);
		view_setf(req, rows[i].address, "Sessions.%zu.Address", i);
		view_setf(req, rows[i].browser, "Sessions.%zu.Browser", i);
	}
	return ST_OK;
}

enum status page_person_show(struct request *req)
{
	static const struct { enum right right; const char *name; } rights[] = {
		{ RIGHT_LOCK, "May.Lock" }, { RIGHT_RENEW, "May.Renew" }, { RIGHT_END, "May.End" }, { RIGHT_MOVE, "May.Move" },
	};
	struct staff_row row;

	TRY(load(req, &row));
	desk_nav(req);
	show_row(req, 0, &row);
	view_int(req, "Person.Version", row.version);
	show_grantable(req);
	field_show(req, "role", role_word((int)row.role));
	field_show(req, "region", arena_printf(req->arena, "%06u", row.region));
	field_show(req, "unit", row.unit);
	for (size_t i = 0; i < sizeof(rights) / sizeof(rights[0]); i++)
		view_flag(req, rights[i].name, viewer_may(req, rights[i].right, row.id, row.role, row.province));
	view_flag(req, "May.Absent", viewer_may(req, RIGHT_ABSENT, row.id, row.role, row.province));
	TRY(absence_show_of(req, row.id));
	return show_sessions(req, row.id);
}

static enum status let_in(struct request *req, const struct staff *person, bool active)
{
	struct people_by by = by_viewer(req);
	enum status status = people_let_in(site_of(req)->db, req->arena, &by, person, (uint32_t)field_number(req, "version"), active);

	if (status == ST_CONFLICT)
		request_error(req, "", "stale");
	TRY(status);
	return response_redirectf(req, "/admin/people/%u", person->id);
}

/* What was known before opens nothing from now on, and its sessions end. */
static enum status renew(struct request *req, const struct staff *person)
{
	struct site *site = site_of(req);
	struct people_by by = by_viewer(req);
	struct staff_handout nobody_sees;
	uint8_t token[KEY_BYTES];

	TRY(people_renew(site->db, req->arena, site->totp_key, &by, person, &nobody_sees, token));
	view_invitation(req, person->login, token);
	return page_person_show(req);
}

static enum status sign_out(struct request *req, const struct staff *person)
{
	struct people_by by = by_viewer(req);

	TRY(people_sign_out(site_of(req)->db, &by, person));
	return response_redirectf(req, "/admin/people/%u", person->id);
}

static enum status end_one(struct request *req, const struct staff *person)
{
	struct people_by by = by_viewer(req);
	uint8_t hash[HASH_BYTES];
	enum status status;

	if (!field_given(req, "key"))
		return ST_INVALID;
	TRY(text_from_hex(field_text(req, "key"), hash, HASH_BYTES));
	status = people_end_one(site_of(req)->db, &by, person, hash);
	if (status == ST_CONFLICT)	/* over already: that is what was wanted */
		status = ST_OK;
	TRY(status);
	return response_redirectf(req, "/admin/people/%u", person->id);
}

static enum status check_move(struct request *req, const struct staff *person)
{
	unsigned role = (unsigned)role_from_word(field_text(req, "role"));

	if (!field_given(req, "role"))
		request_error(req, "role", "required");
	if (!field_given(req, "region"))
		request_error(req, "region", "required");
	if (!req->error_count && !viewer_may(req, RIGHT_GRANT, person->id, role, region_province((uint32_t)field_number(req, "region"))))
		request_error(req, "role", "choice");
	TRY(check_unit(req));
	return req->error_count ? ST_INVALID : ST_OK;
}

/* Nobody can do it to the own account: rank_may says so for every right but seeing. */
static enum status move(struct request *req, const struct staff *person)
{
	struct people_by by = by_viewer(req);
	struct staff moved = *person;
	enum status status;

	TRY(check_move(req, person));
	moved.role = (enum role)role_from_word(field_text(req, "role"));
	moved.region = (uint32_t)field_number(req, "region");
	moved.unit = moved.role == ROLE_UNIT ? field_text(req, "unit") : "";
	status = people_move(site_of(req)->db, req->arena, &by, person, (uint32_t)field_number(req, "version"), &moved);
	if (status == ST_CONFLICT)
		request_error(req, "", "stale");
	TRY(status);
	return response_redirectf(req, "/admin/people/%u", person->id);
}

static enum right right_for(const char *act)
{
	static const struct { const char *act; enum right right; } rights[] = {
		{ "renew", RIGHT_RENEW }, { "end", RIGHT_END }, { "end_one", RIGHT_END }, { "move", RIGHT_MOVE },
	};

	for (size_t i = 0; i < sizeof(rights) / sizeof(rights[0]); i++)
		if (strcmp(rights[i].act, act) == 0)
			return rights[i].right;
	return RIGHT_LOCK;
}

enum status page_person_act(struct request *req)
{
	const char *act = field_text(req, "do");
	enum right right = right_for(act);
	struct staff_row row;
	struct staff person;

	TRY(load(req, &row));
	if (!viewer_may(req, right, row.id, row.role, row.province))
		return ST_FORBIDDEN;
	person = (struct staff){ row.id, row.login, row.name, (enum role)row.role, row.region, row.province, row.unit };
	if (right == RIGHT_RENEW)
		return renew(req, &person);
	if (right == RIGHT_MOVE)
		return move(req, &person);
	if (right == RIGHT_END)
		return strcmp(act, "end") == 0 ? sign_out(req, &person) : end_one(req, &person);
	return let_in(req, &person, strcmp(act, "unlock") == 0);
}
