/* One move of many tickets; see desk_bulk.h. */
#include "pages/desk_bulk.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "domain/flow.h"
#include "domain/number.h"
#include "pages/desk_assign.h"
#include "pages/desk_bulk_merge.h"
#include "pages/desk_duties.h"
#include "pages/desk_list.h"
#include "pages/desk_move.h"
#include "pages/desk_nav.h"
#include "statements.h"
#include "store/demand_store.h"

#define EACH "*"	/* for a unit: to each ticket its own */

static const char *check_unit_or_each(struct request *req, const char *text)
{
	return strcmp(text, EACH) == 0 ? NULL : desk_check_code(req, text);
}

const struct field bulk_fields[] = {
	{ "move", FIELD_CHOICE, .choices = "assigned unassigned dispatched urged merged" },
	{ "into", FIELD_LINE, 0, 60 },		/* of merging: the one that stays */
	{ "pick", FIELD_LINE, 0, 60, FIELD_MANY },
	{ "intent", FIELD_HEX, 32, 32, FIELD_REQUIRED },
	{ "unit", FIELD_LINE, 0, 16, .check = check_unit_or_each },
	{ "person", FIELD_NUMBER, 1, UINT32_MAX },
	{ "text", FIELD_BLOCK, 0, LIMIT_REPLY_CHARS },
	{ 0 }
};

/* ---- who may ----------------------------------------------------------------------------------------------- */

#define CENTRE (ROLE_AGENT | ROLE_SUPERVISOR)

static const struct { const char *word; unsigned roles; } moves[] = {
	{ "assigned", CENTRE | ROLE_UNIT | ROLE_REVIEWER | ROLE_FOLLOWUP }, { "unassigned", CENTRE | ROLE_UNIT | ROLE_REVIEWER | ROLE_FOLLOWUP },
	{ "dispatched", CENTRE }, { "urged", CENTRE }, { "merged", CENTRE },
};

void bulk_offer(struct request *req)
{
	size_t shown = 0;

	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++)
		if (moves[i].roles & req->viewer->role)
			view_setf(req, moves[i].word, "Bulk.%zu.Word", shown++);
	view_flag(req, "Picking", shown > 0);
}

/* What is no move is the form's to say. */
static enum status check_role(const struct request *req)
{
	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++)
		if (strcmp(moves[i].word, field_text(req, "move")) == 0 && !(moves[i].roles & req->viewer->role))
			return ST_FORBIDDEN;
	return ST_OK;
}

/* ---- what was picked --------------------------------------------------------------------------------------- */

/* "NUMBER", "NUMBER.VERSION" or "NUMBER.VERSION.UNIT", each ticket once; what is no number is left out. No more than a page of the queue shows. */
size_t bulk_picks(struct request *req, struct pick picks[LIMIT_PAGE_ROWS])
{
	size_t sent, count = 0;
	const struct param *list = params_all(req->method == METHOD_POST ? &req->form : &req->query, "pick", &sent);

	for (size_t i = 0; i < sent && count < LIMIT_PAGE_ROWS; i++) {
		char *typed = arena_strdup(req->arena, list[i].value);
		char *version = strchr(typed, '.'), *unit = version ? strchr(version + 1, '.') : NULL;
		const char *number;
		size_t k = 0;

		if (version)
			*version++ = '\0';
		if (unit)
			*unit++ = '\0';
		if (number_parse(req->arena, typed, &number) != ST_OK)
			continue;
		while (k < count && strcmp(picks[k].number, number) != 0)
			k++;
		if (k == count)
			picks[count++] = (struct pick){ number, version ? (uint32_t)strtoul(version, NULL, 10) : 0, unit ? unit : "" };
	}
	return count;
}

/* ---- looked over ----------------------------------------------------------------------------------------- */

/* Would the move be let through now? Decided again under each ticket's lock. */
static enum status would(struct request *req, const struct ticket_row *ticket, enum event_type event, const char **why)
{
	const struct flow_row *row;
	struct demand_list demands;
	bool urged = false;

	*why = "";
	if (!desk_may(req, ticket, event)) {
		*why = "forbidden";
		return ST_OK;
	}
	if (flow_check((enum ticket_state)ticket->state, event, (enum role)req->viewer->role, &row) != ST_OK) {
		*why = "state";
		return ST_OK;
	}
	if (event == EVENT_UNASSIGNED && !ticket->assignee)
		*why = "nobody";
	if (event == EVENT_ASSIGNED && field_given(req, "person")) {
		bool can;

		TRY(assign_can(req, ticket, (uint32_t)field_number(req, "person"), &can));
		if (!can)
			*why = "unfit";
	}
	if (event != EVENT_URGED)
		return ST_OK;
	TRY(demands_load(site_of(req)->db, req->arena, ticket->id, &demands));
	for (size_t i = 0; i < demands.open_count; i++)
		urged = urged || (demands.open[i].kind == DEMAND_URGE && demands.open[i].due_ms > req->now_ms);
	if (urged)
		*why = "urged";
	return ST_OK;
}

/* Picks.N.{Person,PersonGone}: who has it now. */
static enum status show_person(struct request *req, size_t at, uint32_t id)
{
	struct staff_row person;
	enum status status = id ? staff_by_id(site_of(req)->db, req->arena, &(struct staff_by_id_in){ id }, &person) : ST_NOT_FOUND;

	if (status == ST_OK)
		view_setf(req, person.name, "Picks.%zu.Person", at);
	if (status == ST_OK && !person.active)
		view_setf(req, "1", "Picks.%zu.PersonGone", at);
	return status == ST_NOT_FOUND ? ST_OK : status;
}

/* Picks.N.{Duty,DutyName}: the unit in charge. proposed: what the form begins with, the one of all of them, or EACH where they differ. */
static enum status show_duty(struct request *req, size_t at, const struct ticket_row *ticket, const char **proposed)
{
	const char *code, *name;

	TRY(desk_duty_closest(req, ticket->item, ticket->region, &code, &name));
	view_setf(req, code, "Picks.%zu.Duty", at);
	view_setf(req, name, "Picks.%zu.DutyName", at);
	if (*code)
		view_set(req, "Move.Each", EACH);
	*proposed = !*proposed || strcmp(*proposed, code) == 0 ? code : EACH;
	return ST_OK;
}

static enum status show_pick(struct request *req, size_t at, const struct pick *pick, enum event_type event, struct ticket_row *found,
			     const char **proposed)
{
	struct ticket_row ticket;
	const char *why, *unit;
	enum status status = ticket_by_number(site_of(req)->db, req->arena, &(struct ticket_by_number_in){ pick->number }, &ticket);

	view_setf(req, pick->number, "Picks.%zu.Number", at);
	if (status == ST_OK)
		status = desk_reaches(req, &ticket);
	if (status == ST_NOT_FOUND) {
		view_setf(req, "gone", "Picks.%zu.Why", at);
		return ST_OK;
	}
	TRY(status);
	TRY(would(req, &ticket, event, &why));
	TRY(show_person(req, at, ticket.assignee));
	if (event == EVENT_DISPATCHED && !*why)
		TRY(show_duty(req, at, &ticket, proposed));
	*found = ticket;
	TRY(desk_unit_name(req, ticket.unit, &unit));
	view_setf(req, why, "Picks.%zu.Why", at);
	view_intf(req, pick->version ? pick->version : ticket.version, "Picks.%zu.Version", at);
	view_setf(req, state_word((int)ticket.state), "Picks.%zu.State", at);
	view_setf(req, unit, "Picks.%zu.Unit", at);
	view_setf(req, ticket.summary, "Picks.%zu.Summary", at);
	return ST_OK;
}

/* The same intent when the form comes back with something to mend. */
void bulk_intent(struct request *req)
{
	if (*field_text(req, "intent"))
		view_set(req, "Intent", field_text(req, "intent"));
	else
		view_intent(req);
}

enum status page_bulk_show(struct request *req)
{
	struct pick picks[LIMIT_PAGE_ROWS];
	size_t count = bulk_picks(req, picks);
	const struct desk_form *form = desk_form(event_from_word(field_text(req, "move")));
	struct ticket_row *tickets = ARENA_ARRAY(req->arena, LIMIT_PAGE_ROWS, struct ticket_row);
	const char *proposed = NULL;

	TRY(check_role(req));
	desk_nav(req);
	view_int(req, "Picked", (int64_t)count);
	if (count > 0 && strcmp(field_text(req, "move"), "merged") == 0)
		return bulk_merge_show(req, picks, count);
	if (!form || count == 0)
		return ST_OK;
	for (size_t i = 0; i < count; i++)
		TRY(show_pick(req, i, &picks[i], form->event, &tickets[i], &proposed));
	view_set(req, "Move", field_text(req, "move"));
	view_flag(req, "Move.Unit", form->unit_required);
	if (proposed)
		view_set(req, "Move.Proposed", proposed);
	view_set(req, "Move.Text", form->text_field);
	view_flag(req, "Move.Person", form->person_required);
	if (form->person_required)
		TRY(assign_show_people(req, tickets, count));
	bulk_intent(req);
	return desk_show_units(req);
}

/* ---- made ------------------------------------------------------------------------------------------------- */

static enum status fits_unit(struct request *req, const char *code, bool *fits)
{
	struct unit_by_code_out unit;
	enum status status = *code ? unit_by_code(site_of(req)->db, req->arena, &(struct unit_by_code_in){ code }, &unit) : ST_NOT_FOUND;

	*fits = status == ST_OK && unit.active && unit.province == req->viewer->province;
	return status == ST_NOT_FOUND ? ST_OK : status;
}

static bool to_each(const struct request *req, const struct desk_form *form)
{
	return form->unit_required && strcmp(field_text(req, "unit"), EACH) == 0;
}

/* What is wrong with the form itself is said once, before any ticket is touched. */
static enum status check_bulk(struct request *req, const struct desk_form *form, size_t count)
{
	bool fits_all = true;

	if (!form)
		request_error(req, "", "bulk_move");
	if (count == 0)
		request_error(req, "", "bulk_none");
	if (form && form->person_required && !field_given(req, "person") && !request_error_of(req, "person"))
		request_error(req, "person", "unfit_person");
	if (form && form->unit_required && !request_error_of(req, "unit") && !to_each(req, form))
		TRY(fits_unit(req, field_text(req, "unit"), &fits_all));
	if (!fits_all)
		request_error(req, "unit", "unknown_unit");
	return req->error_count ? ST_INVALID : ST_OK;
}

/* NULL: the system is at fault, not the ticket; sent again, what is done stays done. */
const char *bulk_outcome(enum status status)
{
	switch (status) {
	case ST_OK: return "done";
	case ST_CONFLICT: return "stale";
	case ST_FORBIDDEN: return "forbidden";
	case ST_NOT_FOUND: return "gone";
	default: return NULL;
	}
}

/* Not this one, though another of them perhaps. */
static enum status fits(struct request *req, const struct pick *pick, bool *fit)
{
	struct ticket_row ticket;
	enum status status = ticket_by_number(site_of(req)->db, req->arena, &(struct ticket_by_number_in){ pick->number }, &ticket);

	*fit = true;		/* out of reach is desk_move's to say */
	if (status == ST_OK)
		status = desk_reaches(req, &ticket);
	if (status == ST_OK)
		status = assign_can(req, &ticket, (uint32_t)field_number(req, "person"), fit);
	return status == ST_NOT_FOUND ? ST_OK : status;
}

/* Not looked over is not agreed to: a version there must be. ST_INVALID: not to that person, or to no unit. */
static enum status move_pick(struct request *req, const struct pick *pick, const struct desk_form *form)
{
	const char *unit = to_each(req, form) ? pick->unit : field_text(req, "unit");
	bool fit = true;

	if (!pick->version)
		return ST_CONFLICT;
	if (form->person_required)
		TRY(fits(req, pick, &fit));
	if (to_each(req, form))
		TRY(fits_unit(req, unit, &fit));
	if (!fit)
		return ST_INVALID;
	return desk_move(req, pick->number, (int)form->event, &(struct desk_asked){
		.text = field_text(req, "text"), .unit = unit, .person = (uint32_t)field_number(req, "person"), .intent = field_text(req, "intent"), .version = pick->version });
}

enum status page_bulk_act(struct request *req)
{
	struct pick picks[LIMIT_PAGE_ROWS];
	size_t count = bulk_picks(req, picks), done = 0;
	const struct desk_form *form = desk_form(event_from_word(field_text(req, "move")));

	TRY(check_role(req));
	if (count > 0 && strcmp(field_text(req, "move"), "merged") == 0)
		return bulk_merge_act(req, picks, count);
	TRY(check_bulk(req, form, count));
	desk_nav(req);
	for (size_t i = 0; i < count; i++) {
		enum status status = move_pick(req, &picks[i], form);
		const char *word = status != ST_INVALID ? bulk_outcome(status) : form->person_required ? "unfit" : to_each(req, form) ? "no_unit" : NULL;

		if (!word)
			return status;
		view_setf(req, picks[i].number, "Results.%zu.Number", i);
		view_setf(req, word, "Results.%zu.Word", i);
		done += status == ST_OK;
	}
	view_set(req, "Move", field_text(req, "move"));
	view_int(req, "Done", (int64_t)done);
	view_int(req, "Left", (int64_t)(count - done));
	return ST_OK;
}
