/* Absences; see desk_absence.h. */
#include "pages/desk_absence.h"

#include <string.h>

#include "base/limits.h"
#include "base/now.h"
#include "domain/absence.h"
#include "domain/flow.h"
#include "domain/rank.h"
#include "pages/desk_list.h"
#include "pages/desk_nav.h"
#include "web/response.h"

const struct field absence_fields[] = {
	{ "person", FIELD_NUMBER, 1, UINT32_MAX },	/* who is away; none: oneself */
	{ "delegate", FIELD_NUMBER, 1, UINT32_MAX },
	{ "first_day", FIELD_DAY },
	{ "last_day", FIELD_DAY },
	{ 0 }
};

/* Of whom the viewer may not say it, nobody is told that they exist. */
static enum status load_person(struct request *req, uint32_t id, struct staff_row *person)
{
	const struct viewer *v = req->viewer;

	TRY(staff_by_id(site_of(req)->db, req->arena, &(struct staff_by_id_in){ id }, person));
	if (!rank_may(&(struct ranked){ v->id, v->role, v->province }, RIGHT_ABSENT, &(struct ranked){ person->id, person->role, person->province }))
		return ST_NOT_FOUND;
	return v->id == person->id || region_covers(v->region, person->region) ? ST_OK : ST_NOT_FOUND;
}

/* none: who has no tickets says it of others alone, and has named nobody. */
static enum status find_person(struct request *req, struct staff_row *person, bool *none)
{
	*none = !field_given(req, "person") && !(req->viewer->role & WORKERS);
	if (*none)
		return ST_OK;
	return load_person(req, field_given(req, "person") ? (uint32_t)field_number(req, "person") : req->viewer->id, person);
}

/* ---- shown --------------------------------------------------------------------------------------------------- */

static const char *last_day(struct request *req, int64_t until_ms)
{
	return day_text(req->arena, day_of_ms(until_ms - 1));
}

enum status absence_show_of(struct request *req, uint32_t staff_id)
{
	struct absence_told *rows;
	size_t count;

	TRY(absence_of_staff_list(site_of(req)->db, req->arena, &(struct absence_of_staff_in){ staff_id, LIMIT_PAGE_ROWS }, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		view_intf(req, rows[i].id, "Absences.%zu.Id", i);
		view_setf(req, day_text(req->arena, day_of_ms(rows[i].from_ms)), "Absences.%zu.From", i);
		view_setf(req, last_day(req, rows[i].until_ms), "Absences.%zu.Until", i);
		view_setf(req, rows[i].name, "Absences.%zu.Name", i);
		view_setf(req, rows[i].made_by_name, "Absences.%zu.MadeBy", i);
		if (rows[i].ended_ms)
			view_intf(req, rows[i].ended_ms, "Absences.%zu.EndedMs", i);
		view_setf(req, rows[i].ended_by_name, "Absences.%zu.EndedBy", i);
		if (!rows[i].ended_ms && rows[i].until_ms > req->now_ms)
			view_setf(req, "1", "Absences.%zu.Standing", i);
	}
	return ST_OK;
}

enum status absence_show_for(struct request *req)
{
	struct db *db = site_of(req)->db;
	struct absence_of_delegate_out *rows;
	struct absence_now_out own;
	size_t count;
	enum status status;

	view_flag(req, "Away.Offer", req->viewer->role & WORKERS);
	status = absence_now(db, req->arena, &(struct absence_now_in){ req->viewer->id, req->now_ms, req->now_ms }, &own);
	if (status == ST_OK) {
		view_set(req, "Away.Name", own.name);
		view_set(req, "Away.Until", last_day(req, own.until_ms));
	} else if (status != ST_NOT_FOUND) {
		return status;
	}
	TRY(absence_of_delegate_list(db, req->arena, &(struct absence_of_delegate_in){ req->viewer->id, req->now_ms, req->now_ms, ABSENT_MAX }, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		struct assigned_open_out open;

		TRY(assigned_open(db, req->arena, &(struct assigned_open_in){ rows[i].id }, &open));
		view_intf(req, rows[i].id, "For.%zu.Id", i);
		view_setf(req, rows[i].name, "For.%zu.Name", i);
		view_setf(req, last_day(req, rows[i].until_ms), "For.%zu.Until", i);
		view_intf(req, (int64_t)open.count, "For.%zu.Count", i);
	}
	return ST_OK;
}

/* The roles of those who may do all that one of that role may. */
static unsigned roles_over(unsigned role)
{
	unsigned roles = 0;

	for (unsigned other = 1; other <= WORKERS; other <<= 1)
		if (other & WORKERS && flow_covers((enum role)other, (enum role)role))
			roles |= other;
	return roles;
}

/* Delegates.N.{Id,Name,Role}: who could stand in. One more is asked for: who is away may be among them. */
static enum status show_delegates(struct request *req, const struct staff_row *person)
{
	const struct hands_person absent = { true, person->role, person->region, person->unit };
	struct colleague_told *rows;
	uint32_t place = person->role == ROLE_UNIT ? 0 : person->region;
	size_t count, shown = 0;

	TRY(colleagues_list(site_of(req)->db, req->arena, &(struct colleagues_in){
		.now_ms = req->now_ms, .same_ms = req->now_ms, .unit = person->unit, .province_from = person->province,
		.province_until = person->province, .roles = roles_over(person->role), .place = place, .county = place, .city = region_city(place),
		.whole = region_province(place), .most = LIMIT_COLLEAGUES + 1 }, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		if (rows[i].id == person->id || !absence_can_stand_in(&absent, &(struct hands_person){ true, rows[i].role, rows[i].region, rows[i].unit }))
			continue;
		view_intf(req, rows[i].id, "Delegates.%zu.Id", shown);
		view_setf(req, rows[i].name, "Delegates.%zu.Name", shown);
		view_setf(req, role_word((int)rows[i].role), "Delegates.%zu.Role", shown++);
	}
	return ST_OK;
}

/* People.N.{Id,Name,Role,Unit}: of whom a supervisor may say it. */
static enum status show_people(struct request *req)
{
	const struct viewer *v = req->viewer;
	struct colleague_row *rows;
	uint32_t from, until;
	size_t count;

	if (v->role != ROLE_SUPERVISOR || !v->province)
		return ST_OK;
	desk_reach(v, &from, &until);
	TRY(workers_of_area_list(site_of(req)->db, req->arena, &(struct workers_of_area_in){
		v->province, rank_over(v->role, RIGHT_ABSENT), from, until, LIMIT_COLLEAGUES }, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		view_intf(req, rows[i].id, "People.%zu.Id", i);
		view_setf(req, rows[i].name, "People.%zu.Name", i);
		view_setf(req, role_word((int)rows[i].role), "People.%zu.Role", i);
		view_setf(req, rows[i].unit, "People.%zu.Unit", i);
	}
	return ST_OK;
}

enum status page_absence_show(struct request *req)
{
	struct staff_row person;
	bool none;

	TRY(find_person(req, &person, &none));
	desk_nav(req);
	TRY(absence_show_for(req));
	TRY(show_people(req));
	if (none)
		return ST_OK;
	view_int(req, "Person.Id", person.id);
	view_set(req, "Person.Name", person.name);
	view_flag(req, "Person.Own", person.id == req->viewer->id);
	TRY(show_delegates(req, &person));
	return absence_show_of(req, person.id);
}

/* ---- said ---------------------------------------------------------------------------------------------------- */

static enum status back_to(struct request *req, uint32_t id)
{
	return id == req->viewer->id ? response_redirect(req, "/admin/absence") : response_redirectf(req, "/admin/absence?person=%u", id);
}

static struct people_by by_viewer(const struct request *req)
{
	return (struct people_by){ req->viewer->id, site_of(req)->program, req->now_ms };
}

static enum status check_days(struct request *req)
{
	if (!field_given(req, "first_day") && !request_error_of(req, "first_day"))
		request_error(req, "first_day", "required");
	if (!field_given(req, "last_day") && !request_error_of(req, "last_day"))
		request_error(req, "last_day", "required");
	if (!req->error_count && !absence_days_fit((int32_t)field_number(req, "first_day"), (int32_t)field_number(req, "last_day"), day_of_ms(req->now_ms)))
		request_error(req, "last_day", "absence_days");
	return req->error_count ? ST_INVALID : ST_OK;
}

enum status page_absence_act(struct request *req)
{
	struct people_by by = by_viewer(req);
	struct staff_row person;
	struct absence absence;
	const char *fault;
	enum status status;
	bool none;

	TRY(find_person(req, &person, &none));
	if (none)	/* of whom? */
		return response_redirect(req, "/admin/people");
	TRY(check_days(req));
	absence = (struct absence){ person.id, (uint32_t)field_number(req, "delegate"), (int32_t)field_number(req, "first_day"), (int32_t)field_number(req, "last_day") };
	status = absence_set(site_of(req)->db, req->arena, &by, &absence, &fault);
	if (status == ST_INVALID)
		request_error(req, strcmp(fault, "absence_twice") == 0 ? "first_day" : "delegate", fault);
	TRY(status);
	return back_to(req, person.id);
}

enum status page_absence_end_act(struct request *req)
{
	struct people_by by = by_viewer(req);
	struct absence_row row;
	struct staff_row person;
	enum status status;
	int64_t id;

	if (text_to_int(request_captured(req, "id"), 1, UINT32_MAX, &id) != ST_OK)
		return ST_NOT_FOUND;
	TRY(absence_by_id(site_of(req)->db, req->arena, &(struct absence_by_id_in){ (uint32_t)id }, &row));
	TRY(load_person(req, row.staff_id, &person));
	status = absence_cut(site_of(req)->db, &by, row.id, person.login);
	if (status == ST_CONFLICT)	/* over already: that is what was wanted */
		status = ST_OK;
	TRY(status);
	return back_to(req, person.id);
}
