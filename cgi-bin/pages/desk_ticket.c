/* The ticket screen; see desk_ticket.h. */
#include "pages/desk_ticket.h"

#include <string.h>

#include "base/limits.h"
#include "domain/check.h"
#include "domain/flow.h"
#include "domain/number.h"
#include "pages/demand_view.h"
#include "pages/desk_assign.h"
#include "pages/desk_group.h"
#include "pages/desk_list.h"
#include "pages/desk_move.h"
#include "pages/desk_nav.h"
#include "pages/desk_presence.h"
#include "pages/desk_related.h"
#include "pages/desk_replies.h"
#include "pages/desk_reveal.h"
#include "pages/desk_duties.h"
#include "pages/desk_split.h"
#include "pages/legacy_view.h"
#include "pages/extension.h"
#include "pages/office_view.h"
#include "pages/reading.h"
#include "pages/route_view.h"
#include "pages/ticket_view.h"
#include "store/absence_store.h"
#include "store/callback_store.h"
#include "store/demand_store.h"
#include "store/move.h"

const struct field move_fields[] = {
	{ "version", FIELD_NUMBER, 1, INT32_MAX, FIELD_REQUIRED },
	{ "intent", FIELD_HEX, 32, 32, FIELD_REQUIRED },
	{ "text", FIELD_BLOCK, 0, LIMIT_REPLY_CHARS },
	{ "unit", FIELD_LINE, 0, 16 },
	{ "days", FIELD_NUMBER, 1, CLOCK_DAYS_MAX },
	{ "region", FIELD_REGION },
	{ "person", FIELD_NUMBER, 1, UINT32_MAX },
	{ 0 }
};

enum status desk_ticket_load(struct request *req, struct ticket_row *ticket)
{
	const char *number;

	if (number_parse(req->arena, request_captured(req, "number"), &number) != ST_OK)
		return ST_NOT_FOUND;
	TRY(ticket_by_number(site_of(req)->db, req->arena, &(struct ticket_by_number_in){ number }, ticket));
	return desk_reaches(req, ticket);
}

enum status desk_ticket_load_covered(struct request *req, struct ticket_row *ticket)
{
	TRY(desk_ticket_load(req, ticket));
	return staff_covers(req, ticket->region, ticket->unit) ? ST_OK : ST_FORBIDDEN;
}

/* Any place that is none of ours: whether a chosen one will do is the form's to say. */
#define SOMEWHERE_ELSE 999999

static uint32_t region_back(enum event_type event, const struct demand_list *demands)
{
	for (size_t i = 0; event == EVENT_TRANSFER_RETURNED && i < demands->open_count; i++)
		if (demands->open[i].kind == DEMAND_TRANSFER)
			return demands->open[i].from_region;
	return event == EVENT_TRANSFERRED ? SOMEWHERE_ELSE : 0;
}

/* May the viewer do it, by the flow and by what is demanded already? */
static bool is_offered(struct request *req, const struct ticket_row *ticket, const struct flow_row *row, const struct demand_list *demands,
		       const struct stands_in *absent)
{
	const struct move move = { .type = row->event, .role = (enum role)req->viewer->role, .actor_id = req->viewer->id,
				   .by_unit = desk_by_unit(req), .region = region_back(row->event, demands) };
	struct demand_ask ask = demand_ask_of(&move, ticket, req->now_ms);

	demand_ask_for(&ask, absent);
	if (row->event == EVENT_UNASSIGNED && !ticket->assignee)
		return false;
	return row->from == ticket->state && row->roles & req->viewer->role && desk_form(row->event) && desk_may(req, ticket, row->event) &&
	       demand_check(demands->open, demands->open_count, &ask) == ST_OK &&
	       callback_weigh(site_of(req)->db, req->arena, row->event, req->viewer->id, absent, ticket) == ST_OK;
}

/* days: how many may be asked for; none left, and the form is not shown at all. */
static enum status find_days(struct request *req, const struct ticket_row *ticket, const struct desk_form *form, struct extension *days)
{
	*days = (struct extension){ .unit = "" };
	return form->days_required ? extension_allowed(site_of(req), req->arena, ticket, days) : ST_OK;
}

static void show_move(struct request *req, const struct ticket_row *ticket, const struct desk_form *form, const struct extension *days,
		      size_t at)
{
	const char *word = event_word((int)form->event);

	view_setf(req, word, "Moves.%zu.Word", at);
	view_setf(req, view_label(req, arena_printf(req->arena, "move.%s", word)), "Moves.%zu.Label", at);
	if (form->text_field)
		view_setf(req, view_label(req, arena_printf(req->arena, "text.%s", form->text_field)), "Moves.%zu.Text", at);
	if (form->text_field && strcmp(form->text_field, "reply") == 0)
		view_setf(req, "1", "Moves.%zu.Reply", at);
	if (form->unit_required)
		view_setf(req, "1", "Moves.%zu.Unit", at);
	if (form->person_required)
		view_setf(req, "1", "Moves.%zu.Person", at);
	if (form->region_required) {
		view_setf(req, "1", "Moves.%zu.Region", at);
		desk_show_targets(req, ticket);
	}
	if (form->days_required) {
		view_intf(req, days->most, "Moves.%zu.Days", at);
		view_setf(req, view_label(req, arena_printf(req->arena, "rules.unit.%s", days->unit)), "Moves.%zu.DayUnit", at);
	}
	if (strcmp(request_captured(req, "move"), word) == 0)
		view_set(req, "Typed.Here", "1");
}

/* Moves.N.{Word,Label,Text,Reply,Unit,Region,Days,DayUnit}: what the viewer may do now, in the flow's order; and where a unit
 * is chosen, Route.*. */
static enum status show_moves(struct request *req, const struct ticket_row *ticket, const struct demand_list *demands)
{
	size_t count;
	size_t shown = 0;
	bool names_unit = false;
	const struct flow_row *rows = flow_table(&count);
	struct stands_in absent;

	TRY(absence_stands_in(site_of(req)->db, req->arena, req->viewer->id, req->now_ms, &absent));
	for (size_t i = 0; i < count; i++) {
		const struct desk_form *form = desk_form(rows[i].event);
		struct extension days;

		if (!is_offered(req, ticket, &rows[i], demands, &absent))
			continue;
		TRY(find_days(req, ticket, form, &days));
		names_unit |= form->unit_required;
		if (!form->days_required || days.most > 0)
			show_move(req, ticket, form, &days, shown++);
	}
	if (!names_unit)
		return ST_OK;
	TRY(desk_show_duties(req, ticket->item, ticket->region));
	return view_route(req, ticket);
}

/* Staff.ID and Names.CODE: whom and which units the events name. */
static enum status show_names(struct request *req, const struct ticket_row *ticket)
{
	struct db *db = site_of(req)->db;
	struct staff_of_events_out *people;
	struct units_of_events_out *units;
	size_t count;

	TRY(staff_of_events_list(db, req->arena, &(struct staff_of_events_in){ ticket->id, ticket->id, ticket->id }, &people, &count));
	for (size_t i = 0; i < count; i++)
		view_setf(req, people[i].name, "Staff.%u", people[i].id);
	TRY(units_of_events_list(db, req->arena, &(struct units_of_events_in){ ticket->id }, &units, &count));
	for (size_t i = 0; i < count; i++)
		view_setf(req, strcmp(req->language, "en") == 0 && *units[i].name_en ? units[i].name_en : units[i].name, "Names.%s", units[i].code);
	return ST_OK;
}

/* The query code, for the agent to read out to the caller: once filed, within the hour, to whoever has the form's intent. */
static void show_fresh_code(struct request *req, const struct ticket_row *ticket)
{
	struct site *site = site_of(req);
	const char *intent = params_get(&req->query, "filed");
	uint8_t key[KEY_BYTES], hash[HASH_BYTES];
	const char *code;

	if (!intent || strlen(intent) != 32 || req->now_ms - ticket->filed_ms > 3600000)
		return;
	crypto_hmac(site->form_key, intent, 32, key);
	code = code_make(req->arena, site->code_key, key);
	code_hash(site->code_key, ticket->number, code, hash);
	if (ticket->code_hash.n == HASH_BYTES && crypto_equal(ticket->code_hash.p, hash, HASH_BYTES))
		view_set(req, "Fresh.Code", code);
}

static bool ends_in_reveal(const char *path)
{
	const char *last = strrchr(path, '/');

	return last && strcmp(last, "/reveal") == 0;
}

enum status page_desk_ticket_show(struct request *req)
{
	const char *move = request_captured(req, "move");
	const char *unit;
	struct demand_list demands;
	struct ticket_row ticket;

	if (*move && req->method != METHOD_POST)
		return response_redirectf(req, "/admin/ticket/%s", request_captured(req, "number"));
	TRY(desk_ticket_load(req, &ticket));
	TRY(reading_note(req, READING_TICKET, &ticket));
	desk_nav(req);
	TRY(view_ticket(req, &ticket, VIEW_AS_STAFF));
	view_office(req, ticket.region);
	TRY(show_names(req, &ticket));
	TRY(desk_presence(req, &ticket));
	TRY(legacy_show(req, &ticket));
	TRY(desk_show_related(req, &ticket));
	TRY(desk_show_group(req, &ticket));
	TRY(desk_show_split(req, &ticket));
	TRY(desk_show_replies(req));
	TRY(demands_load(site_of(req)->db, req->arena, ticket.id, &demands));
	TRY(view_demands(req, &demands));
	TRY(show_moves(req, &ticket, &demands));
	TRY(assign_show(req, &ticket));
	TRY(assign_show_people(req, &ticket, 1));
	TRY(desk_show_units(req));
	/* What was typed belongs to the form it was typed in. */
	view_set(req, "Typed.Move", ends_in_reveal(req->path) ? "reveal" : move);
	/* Without scripts a chosen reply comes by a link: ?reply=3. */
	view_set(req, "Chosen", params_get(&req->query, "reply"));
	show_fresh_code(req, &ticket);
	TRY(desk_unit_name(req, ticket.unit, &unit));
	view_set(req, "Ticket.UnitName", unit);
	desk_show_reveal(req, &ticket, &demands);
	view_intent(req);
	return ST_OK;
}

enum status page_desk_sheet_show(struct request *req)
{
	const char *unit;
	struct ticket_row ticket;

	TRY(desk_ticket_load(req, &ticket));
	TRY(reading_note(req, READING_TICKET, &ticket));
	desk_nav(req);
	TRY(view_ticket(req, &ticket, VIEW_AS_STAFF));
	TRY(show_names(req, &ticket));
	TRY(desk_unit_name(req, ticket.unit, &unit));
	view_set(req, "Ticket.UnitName", unit);
	view_int(req, "Ticket.ClosedMs", ticket.closed_ms);
	view_int(req, "Ticket.AnsweredMs", ticket.answered_ms);
	view_set(req, "Ticket.Hash", text_hex(req->arena, ticket.last_hash.p, ticket.last_hash.n));
	view_int(req, "Ticket.Seq", ticket.last_seq);
	return ST_OK;
}

enum status desk_explain(struct request *req, enum status status)
{
	if (status == ST_CONFLICT) {
		request_error(req, "", "stale");
		/* A ticket's version is the number of its last event: what came after this one is news to who typed. */
		view_int(req, "Stale.Seq", field_number(req, "version"));
	}
	if (status == ST_FORBIDDEN)
		request_error(req, "", "not_your_move");
	return status;
}

enum status page_desk_move_act(struct request *req)
{
	struct ticket_row ticket;

	TRY(desk_ticket_load(req, &ticket));
	TRY(desk_explain(req, desk_move(req, ticket.number, event_from_word(request_captured(req, "move")), &(struct desk_asked){
		.text = field_text(req, "text"), .unit = field_text(req, "unit"), .intent = field_text(req, "intent"),
		.version = (uint32_t)field_number(req, "version"), .days = (uint32_t)field_number(req, "days"),
		.region = (uint32_t)field_number(req, "region"), .person = (uint32_t)field_number(req, "person") })));
	/* A unit that returned a ticket no longer has it. */
	if (req->viewer->role == ROLE_UNIT && strcmp(request_captured(req, "move"), "returned") == 0)
		return response_redirect(req, "/admin/");
	return response_redirectf(req, "/admin/ticket/%s", ticket.number);
}

/* ---- files ------------------------------------------------------------------------------------------------- */

enum status desk_file(struct request *req, enum reading_how how, struct attachment_by_id_out *file)
{
	struct site *site = site_of(req);
	struct ticket_row ticket;
	int64_t id;

	if (text_to_int(request_captured(req, "id"), 1, INT64_MAX, &id) != ST_OK)
		return ST_NOT_FOUND;
	TRY(attachment_by_id(site->db, req->arena, &(struct attachment_by_id_in){ (uint64_t)id }, file));
	TRY(ticket_by_id(site->db, req->arena, &(struct ticket_by_id_in){ file->ticket_id }, &ticket));
	TRY(desk_reaches(req, &ticket));
	if (!check_lets_through((int)file->checked))
		return ST_FORBIDDEN;
	return reading_note(req, how, &ticket);
}

enum status page_desk_file_show(struct request *req)
{
	struct attachment_by_id_out file;

	TRY(desk_file(req, READING_FILE, &file));
	return response_file(req, arena_printf(req->arena, "%s/%s", config_text(site_of(req)->config, "upload.dir"), file.path), file.type, file.name);
}
