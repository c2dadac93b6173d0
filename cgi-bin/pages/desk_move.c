/* Moves by staff; see desk_move.h. */
#include "pages/desk_move.h"

#include <string.h>

#include "base/limits.h"
#include "domain/flow.h"
#include "pages/desk_assign.h"
#include "pages/extension.h"
#include "statements.h"
#include "store/demand_store.h"
#include "store/move.h"

static const struct desk_form forms[] = {
	{ EVENT_ANSWERED_AT_ONCE, "reply", true, false }, { EVENT_REFERRED, "reason", true, false },
	{ EVENT_NOT_ACCEPTED, "reason", true, false }, { EVENT_DISPATCHED, "instruction", false, true },
	{ EVENT_SIGNED, NULL, false, false }, { EVENT_RETURNED, "reason", true, false }, { EVENT_ASKED, "question", true, false },
	{ EVENT_SUPPLEMENTED, "supplement", true, false }, { EVENT_REPLIED, "reply", true, false },
	{ EVENT_APPROVED, NULL, false, false }, { EVENT_SENT_BACK, "reason", true, false },
	{ EVENT_FOLLOWUP_BEGUN, NULL, false, false }, { EVENT_SATISFIED, "result", false, false },
	{ EVENT_DISSATISFIED, "result", true, false }, { EVENT_CALL_FAILED, "result", false, false }, { EVENT_NOT_REACHED, "result", false, false },
	{ EVENT_CLOSED, "result", false, false },
	{ EVENT_EXTENSION_ASKED, "reason", true, false, .days_required = true }, { EVENT_EXTENDED, "opinion", false, false },
	{ EVENT_EXTENSION_REFUSED, "opinion", true, false }, { EVENT_URGED, "reason", false, false },
	{ EVENT_URGE_ANSWERED, "progress", true, false }, { EVENT_ORDERED, "order", true, false },
	{ EVENT_ORDER_REPLIED, "order_reply", true, false }, { EVENT_ORDER_CLOSED, "opinion", false, false },
	{ EVENT_ORDER_SENT_BACK, "reason", true, false },
	{ EVENT_JOINED, "instruction", true, true }, { EVENT_JOINT_REPLIED, "joint_reply", true, false },
	{ EVENT_DESIGNATED, "instruction", true, true },
	{ EVENT_TRANSFERRED, "reason", true, false, .region_required = true }, { EVENT_TRANSFER_RETURNED, "reason", true, false }, { EVENT_NOTED, "note", true, false },
	{ EVENT_ASSIGNED, "instruction", false, false, .person_required = true }, { EVENT_UNASSIGNED, NULL, false, false },
	{ EVENT_REVEAL_ASKED, "reason", true, false, .text_min = LIMIT_REVEAL_REASON_CHARS_MIN, .acted = true },
	{ EVENT_REVEAL_AGREED, "opinion", false, false, .acted = true }, { EVENT_REVEAL_REFUSED, "reason", true, false, .acted = true },
};

const struct desk_form *desk_form(enum event_type event)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (forms[i].event == event)
			return &forms[i];
	return NULL;
}

enum status desk_show_units(struct request *req)
{
	struct units_of_province_out *units;
	size_t count;
	size_t shown = 0;

	if (!req->viewer->province)
		return ST_OK;
	TRY(units_of_province_list(site_of(req)->db, req->arena, &(struct units_of_province_in){ req->viewer->province }, &units, &count));
	for (size_t i = 0; i < count; i++) {
		if (!units[i].active)
			continue;
		view_setf(req, units[i].code, "Units.%zu.Code", shown);
		view_setf(req, strcmp(req->language, "en") == 0 ? units[i].name_en : units[i].name, "Units.%zu.Name", shown);
		shown++;
	}
	return ST_OK;
}

void desk_show_targets(struct request *req, const struct ticket_row *t)
{
	const struct regions *regions = &site_of(req)->regions;
	size_t shown = 0;

	for (size_t i = 0; i < regions->count; i++) {
		const struct region *r = &regions->rows[i];
		bool near = region_province(r->code) == t->province;

		if (r->level != (near ? REGION_CITY : REGION_PROVINCE) || region_covers(r->code, t->region) || region_covers(t->region, r->code))
			continue;
		view_intf(req, r->code, "Targets.%zu.Code", shown);
		view_setf(req, site_region_name(req, r->code), "Targets.%zu.Name", shown++);
	}
}

/* ---- what is asked for ---------------------------------------------------------------------------------- */

static enum status check_unit(struct request *req, const struct desk_form *form, const struct ticket_row *ticket, const char *code)
{
	struct unit_by_code_out unit;
	enum status status;

	if (!form->unit_required)
		return ST_OK;
	status = *code ? unit_by_code(site_of(req)->db, req->arena, &(struct unit_by_code_in){ code }, &unit) : ST_NOT_FOUND;
	if (status != ST_OK && status != ST_NOT_FOUND)
		return status;
	/* A level above them all may name any unit in its reach. */
	if (status == ST_OK && unit.active &&
	    (unit.province == ticket->province || (form->event == EVENT_DESIGNATED && region_covers(req->viewer->region, unit.region))))
		return ST_OK;
	request_error(req, "unit", "unknown_unit");
	return ST_INVALID;
}

/* As many days as the rules allow, and not one more. */
static enum status check_days(struct request *req, const struct desk_form *form, const struct ticket_row *ticket, uint32_t days)
{
	struct extension allowed;

	if (!form->days_required)
		return ST_OK;
	TRY(extension_allowed(site_of(req), req->arena, ticket, &allowed));
	if (days >= 1 && days <= allowed.most)
		return ST_OK;
	request_error_range(req, "days", allowed.most ? "days_most" : "days_none", 1, allowed.most);
	return ST_INVALID;
}

/* Another city or province, and not a part of where it is or the whole of it. */
static enum status check_region(struct request *req, const struct desk_form *form, const struct ticket_row *t, uint32_t region)
{
	const struct region *r = region_find(&site_of(req)->regions, region);

	if (!form->region_required || (r && r->level <= REGION_CITY && !region_covers(region, t->region) && !region_covers(t->region, region)))
		return ST_OK;
	request_error(req, "region", "no_target");
	return ST_INVALID;
}

static enum status check_person(struct request *req, const struct desk_form *form, const struct ticket_row *t, uint32_t person)
{
	bool can;

	if (!form->person_required)
		return ST_OK;
	TRY(assign_can(req, t, person, &can));
	if (can)
		return ST_OK;
	request_error(req, "person", "unfit_person");
	return ST_INVALID;
}

static enum status check_form(struct request *req, const struct desk_form *form, const char *text)
{
	if (form->text_required && !*text)
		request_error(req, "text", "required");
	else if (text_chars(text) < form->text_min)
		request_error_range(req, "text", "too_short", (int64_t)form->text_min, LIMIT_REASON_CHARS);
	else
		return ST_OK;
	return ST_INVALID;
}

/* ---- the move -------------------------------------------------------------------------------------------- */

/* A page has two forms that give the ticket to somebody: to each another intent. */
static void move_key(struct request *req, const char *number, int event, const struct desk_asked *asked, uint8_t key[HASH_BYTES])
{
	const char *person = asked->person ? arena_printf(req->arena, " %u", asked->person) : "";
	const char *text = arena_printf(req->arena, "desk %u %s %s %s%s", req->viewer->id, number, event_word(event), asked->intent, person);

	crypto_hmac(site_of(req)->form_key, text, strlen(text), key);
}

/* An extension that is granted has the days that were asked for. */
static enum status extend(struct request *req, const struct ticket_row *ticket, struct decided *decided)
{
	struct demand_list list;

	TRY(demands_load(site_of(req)->db, req->arena, ticket->id, &list));
	for (size_t i = 0; i < list.open_count; i++)
		if (list.open[i].kind == DEMAND_EXTENSION)
			return extension_clock(site_of(req), req->arena, ticket, list.open[i].days, req->now_ms, decided);
	return ST_OK;
}

/* Where a ticket goes that is handed over or sent back; 0: it stays. */
static enum status find_region(struct request *req, const struct ticket_row *ticket, const struct desk_form *form, uint32_t asked,
			       uint32_t *region)
{
	struct demand_list list;

	*region = form->region_required ? asked : 0;
	if (form->event != EVENT_TRANSFER_RETURNED)
		return ST_OK;
	TRY(demands_load(site_of(req)->db, req->arena, ticket->id, &list));
	for (size_t i = 0; i < list.open_count; i++)
		if (list.open[i].kind == DEMAND_TRANSFER)
			*region = list.open[i].from_region;
	return ST_OK;
}

/* The rules of the place where the ticket will be are the ones to ask. */
static enum status clocks_of(struct request *req, const struct ticket_row *ticket, const struct flow_row *row, uint32_t region,
			     struct decided *decided)
{
	struct ticket_row there = *ticket;

	there.region = region ? region : ticket->region;
	TRY(decide_move(site_of(req), req->arena, &there, row, req->now_ms, decided));
	return row->event == EVENT_EXTENDED ? extend(req, ticket, decided) : ST_OK;
}

static enum status make_move(struct request *req, const struct ticket_row *ticket, const struct desk_form *form,
			     const struct desk_asked *asked)
{
	struct event_text words = { .field = form->text_field, .body = asked->text };
	const struct move_act act = { site_of(req)->program, event_word((int)form->event), text_cut(req->arena, asked->text, LIMIT_REASON_CHARS) };
	struct decided decided = { .unit = "" };
	const struct flow_row *row;
	struct moved moved;
	struct move move = {
		.type = form->event, .role = (enum role)req->viewer->role, .actor = ACTOR_STAFF, .actor_id = req->viewer->id,
		.ticket_id = ticket->id, .expected_version = asked->version, .unit = form->unit_required ? asked->unit : NULL,
		.by_unit = desk_by_unit(req), .assignee = form->person_required ? asked->person : 0, .days = form->days_required ? asked->days : 0,
		.facts = asked->facts, .fact_count = asked->fact_count, .act = form->acted ? &act : NULL,
		.texts = &words, .text_count = form->text_field && *asked->text ? 1 : 0,
	};

	TRY(find_region(req, ticket, form, asked->region, &move.region));
	/* Whether it may be is decided again under the lock; this only finds which clocks to ask for. */
	if (flow_check((enum ticket_state)ticket->state, form->event, move.role, &row) == ST_OK)
		TRY(clocks_of(req, ticket, row, move.region, &decided));
	decide_onto(&decided, &move);
	move_key(req, ticket->number, (int)form->event, asked, move.key);
	return move_ticket(site_of(req)->db, req->arena, &move, &moved);
}

enum status desk_move(struct request *req, const char *number, int event, const struct desk_asked *asked)
{
	const struct desk_form *form = desk_form((enum event_type)event);
	struct ticket_row ticket;

	if (!form)
		return ST_NOT_FOUND;
	TRY(ticket_by_number(site_of(req)->db, req->arena, &(struct ticket_by_number_in){ number }, &ticket));
	TRY(desk_reaches(req, &ticket));
	if (!desk_may(req, &ticket, form->event))
		return ST_FORBIDDEN;
	TRY(check_form(req, form, asked->text));
	TRY(check_unit(req, form, &ticket, asked->unit));
	TRY(check_days(req, form, &ticket, asked->days));
	TRY(check_region(req, form, &ticket, asked->region));
	TRY(check_person(req, form, &ticket, asked->person));
	return make_move(req, &ticket, form, asked);
}

/* ---- reach ----------------------------------------------------------------------------------------------- */

const char *desk_by_unit(const struct request *req)
{
	return req->viewer->role == ROLE_UNIT ? req->viewer->unit : NULL;
}

bool desk_may(const struct request *req, const struct ticket_row *ticket, enum event_type event)
{
	/* Who assists has nobody to give it to. */
	if (event == EVENT_ASSIGNED || event == EVENT_UNASSIGNED)
		return staff_covers(req, ticket->region, ticket->unit);
	/* What a unit may is decided with the demands: it may have been asked to assist. */
	return req->viewer->role == ROLE_UNIT || event == EVENT_NOTED || event == EVENT_ORDER_CLOSED ||
	       staff_covers(req, ticket->region, ticket->unit);
}

enum status desk_reaches(struct request *req, const struct ticket_row *ticket)
{
	struct demand_of_assistant_out assists;
	const char *unit = desk_by_unit(req);

	if (staff_reaches(req, ticket->number, ticket->region, ticket->unit))
		return ST_OK;
	if (!unit || !*unit)
		return ST_NOT_FOUND;
	return demand_of_assistant(site_of(req)->db, req->arena, &(struct demand_of_assistant_in){ ticket->id, unit }, &assists);
}
