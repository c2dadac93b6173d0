/* Tracking and the person's own moves; see ticket_track.h. */
#include "pages/ticket_track.h"

#include <string.h>

#include "base/limits.h"
#include "domain/flow.h"
#include "domain/number.h"
#include "pages/brand_view.h"
#include "pages/decide.h"
#include "pages/office_view.h"
#include "pages/portal_visit.h"
#include "pages/ticket_apart.h"
#include "pages/ticket_correct.h"
#include "pages/ticket_reopen.h"
#include "pages/ticket_view.h"
#include "store/correct_store.h"
#include "store/demand_store.h"
#include "store/move.h"

#define WHO_FIELDS \
	{ "number", FIELD_TICKET, .flags = FIELD_REQUIRED }, \
	{ "code", FIELD_CODE, .flags = FIELD_REQUIRED }
#define INTENT_FIELD { "intent", FIELD_HEX, 32, 32, FIELD_REQUIRED }

const struct field track_fields[] = { WHO_FIELDS, { 0 } };
const struct field withdraw_fields[] = { WHO_FIELDS, INTENT_FIELD, { "reason", FIELD_BLOCK, 0, LIMIT_REASON_CHARS }, { 0 } };
const struct field rate_fields[] = {
	WHO_FIELDS, INTENT_FIELD,
	{ "rating", FIELD_NUMBER, 1, 5, FIELD_REQUIRED },
	{ "comment", FIELD_BLOCK, 0, LIMIT_REASON_CHARS },
	{ 0 }
};
const struct field urge_fields[] = { WHO_FIELDS, INTENT_FIELD, { "urge_reason", FIELD_BLOCK, 0, LIMIT_REASON_CHARS }, { 0 } };

/* ---- number and code ------------------------------------------------------------------------------------- */

/* The same words for a wrong number, a wrong code and a locked ticket, and always the same work. */
static enum status refuse(struct request *req)
{
	request_error(req, "number", "number_or_code");
	return ST_INVALID;
}

static enum status count_failure(struct request *req, uint64_t id)
{
	return ticket_code_failed(site_of(req)->db, &(struct ticket_code_failed_in){
		.limit = LIMIT_CODE_TRIES, .until_ms = req->now_ms + LIMIT_CODE_LOCK_MS, .id = id });
}

/* Whether the code that was typed opens the ticket; tries are counted on it. */
static enum status check_code(struct request *req, const struct ticket_row *ticket, const char *code)
{
	struct site *site = site_of(req);
	uint8_t hash[HASH_BYTES];

	code_hash(site->code_key, ticket->number, code, hash);
	if (ticket->code_locked_until_ms > req->now_ms)
		return refuse(req);
	if (ticket->code_hash.n != HASH_BYTES || !crypto_equal(ticket->code_hash.p, hash, HASH_BYTES)) {
		TRY(count_failure(req, ticket->id));
		return refuse(req);
	}
	if (ticket->code_tries > 0)
		return ticket_code_passed(site->db, &(struct ticket_code_passed_in){ ticket->id });
	return ST_OK;
}

static bool read_keys(struct request *req, const char **number, const char **code)
{
	return number_parse(req->arena, field_text(req, "number"), number) == ST_OK &&
	       code_parse(req->arena, field_text(req, "code"), code) == ST_OK;
}

/* No ticket: the work of a code is done all the same. */
static enum status refuse_number(struct request *req, const char *number, const char *code)
{
	uint8_t hash[HASH_BYTES];

	code_hash(site_of(req)->code_key, number, code, hash);
	return refuse(req);
}

enum status track_open(struct request *req, struct ticket_row *ticket, struct ticket_told *told)
{
	const char *number, *code;
	enum status status;

	if (!read_keys(req, &number, &code))
		return refuse(req);
	status = ticket_by_number(site_of(req)->db, req->arena, &(struct ticket_by_number_in){ number }, ticket);
	if (status == ST_NOT_FOUND)
		return refuse_number(req, number, code);
	TRY(status);
	TRY(check_code(req, ticket, code));
	return told ? ticket_told_load(req, ticket->id, told) : ST_OK;
}

static struct ticket_row shown_ticket(const struct ticket_shown_out *row)
{
	return (struct ticket_row){
		.id = row->id, .number = row->number, .kind = row->kind, .item = row->item, .region = row->region, .state = row->state,
		.unit = row->unit, .confidential = row->confidential, .filed_ms = row->filed_ms, .due_ms = row->due_ms,
		.answer_due_ms = row->answer_due_ms, .paused_ms = row->paused_ms, .answered_ms = row->answered_ms, .returns = row->returns,
		.phone_mask = row->phone_mask, .name_mask = row->name_mask, .rules_version = row->rules_version, .files = row->files,
		.code_hash = row->code_hash, .code_tries = row->code_tries, .code_locked_until_ms = row->code_locked_until_ms,
	};
}

static struct event_told_out shown_event(const struct ticket_shown_out *row)
{
	return (struct event_told_out){
		.seq = row->seq, .at_ms = row->at_ms, .type = row->type, .actor_kind = row->actor_kind, .canonical = row->canonical,
		.field = row->field, .body = row->body,
	};
}

/* As track_open, by one question to the database; of ticket and events only what the page shows is set. */
static enum status look(struct request *req, struct ticket_row *ticket, struct ticket_told *told)
{
	struct ticket_shown_out *rows;
	struct event_told_out *events;
	const char *number, *code;

	if (!read_keys(req, &number, &code))
		return refuse(req);
	TRY(ticket_shown_list(site_of(req)->db, req->arena, &(struct ticket_shown_in){ number }, &rows, &told->count));
	if (told->count == 0)
		return refuse_number(req, number, code);
	*ticket = shown_ticket(&rows[0]);
	told->rows = events = ARENA_ARRAY(req->arena, told->count, struct event_told_out);
	for (size_t i = 0; i < told->count; i++)
		events[i] = shown_event(&rows[i]);
	return check_code(req, ticket, code);
}

/* ---- the page of one ticket -------------------------------------------------------------------------------- */

static bool person_may(struct request *req, const struct ticket_row *ticket, const struct demand_list *demands, enum event_type event)
{
	const struct move move = { .type = event, .role = ROLE_PUBLIC };
	const struct demand_ask ask = demand_ask_of(&move, ticket, req->now_ms);
	const struct flow_row *row;

	return flow_check((enum ticket_state)ticket->state, event, ROLE_PUBLIC, &row) == ST_OK &&
	       demand_check(demands->open, demands->open_count, &ask) == ST_OK;
}

/* Most tickets never have a demand, and their events say so. */
static enum status load_demands(struct request *req, const struct ticket_row *ticket, const struct ticket_told *told, struct demand_list *demands)
{
	*demands = (struct demand_list){ 0 };
	for (size_t i = 0; i < told->count; i++)
		if (demand_opened((enum event_type)told->rows[i].type))
			return demands_load(site_of(req)->db, req->arena, ticket->id, demands);
	return ST_OK;
}

/* Can.supplement, Can.withdraw … as the flow allows the person in this state. */
static enum status show_actions(struct request *req, const struct ticket_row *ticket, const struct ticket_told *told)
{
	static const struct { enum event_type event; const char *name; } actions[] = {
		{ EVENT_SUPPLEMENTED, "Can.supplement" }, { EVENT_WITHDRAWN, "Can.withdraw" }, { EVENT_RATED, "Can.rate" },
		{ EVENT_URGED, "Can.urge" },
	};
	struct demand_list demands;

	TRY(load_demands(req, ticket, told, &demands));
	for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++)
		view_flag(req, actions[i].name, person_may(req, ticket, &demands, actions[i].event));
	for (size_t i = 0; i < demands.open_count; i++)
		if (demands.open[i].kind == DEMAND_WAIT)
			view_int(req, "Ticket.WaitMs", demands.open[i].due_ms);
	view_flag(req, "Can.reopen", reopen_is_open(req, ticket));
	if (ticket->state == STATE_CLOSED)
		view_int(req, "Ticket.ReopenUntilMs", ticket->due_ms);
	view_flag(req, "Ticket.ReopenOver", ticket->answered_ms && (ticket->state == STATE_CLOSED || ticket->state == STATE_ARCHIVED) && !reopen_is_open(req, ticket));
	view_flag(req, "Can.attach", ticket->files < LIMIT_FILES);
	view_intent(req);
	return ST_OK;
}

/* Merged.{Number,Label,Answer}: what stands for a merged ticket of the same person, and what was answered there. */
static enum status show_merged(struct request *req, const struct ticket_row *ticket)
{
	struct db *db = site_of(req)->db;
	struct tie_merged_into_out into;
	struct reply_given_out reply;
	enum status status;

	status = ticket->state == STATE_MERGED ? tie_merged_into(db, req->arena, &(struct tie_merged_into_in){ ticket->id }, &into) : ST_NOT_FOUND;
	if (status != ST_OK)
		return status == ST_NOT_FOUND ? ST_OK : status;
	view_set(req, "Merged.Number", into.number);
	view_set(req, "Merged.Label", view_label(req, arena_printf(req->arena, "state.%s", state_word((int)into.state))));
	view_int(req, "Merged.PromiseMs", into.answer_due_ms);
	status = reply_given(db, req->arena, &(struct reply_given_in){ into.id, EVENT_ANSWERED_AT_ONCE, EVENT_APPROVED, EVENT_ANSWERED_TOGETHER }, &reply);
	if (status == ST_OK)
		view_set(req, "Merged.Answer", reply.body);
	return status == ST_NOT_FOUND ? ST_OK : status;
}

void track_show_keys(struct request *req, const struct ticket_row *ticket, const char *done)
{
	view_set(req, "Who.Number", ticket->number);
	view_set(req, "Who.Code", field_text(req, "code"));
	view_set(req, "Done", done);
}

static enum status show(struct request *req, const struct ticket_row *ticket, const struct ticket_told *told, const char *done)
{
	visit_begin(req);
	TRY(view_ticket_told(req, ticket, VIEW_AS_PERSON, told));
	view_ticket_promise(req, told, 0);
	view_office(req, ticket->region);
	view_brand(req, ticket->region);
	TRY(show_actions(req, ticket, told));
	TRY(show_merged(req, ticket));
	TRY(apart_show(req, ticket));
	view_flag(req, "Can.correct", correct_is_open(req, ticket, told));
	view_int(req, "Ticket.CorrectUntilMs", correct_until_ms(ticket->filed_ms));
	track_show_keys(req, ticket, done);
	view_template(req, "ticket_show");
	return ST_OK;
}

enum status track_show_again(struct request *req, const struct ticket_row *ticket, const char *done)
{
	struct ticket_told told;

	TRY(ticket_told_load(req, ticket->id, &told));
	return show(req, ticket, &told, done);
}

enum status page_track_show(struct request *req)
{
	visit_begin(req);
	return ST_OK;
}

enum status page_track_act(struct request *req)
{
	struct ticket_told told;
	struct ticket_row ticket;

	TRY(look(req, &ticket, &told));
	return show(req, &ticket, &told, "");
}

enum status track_ask(struct request *req)
{
	if (req->method != METHOD_POST)
		return response_redirect(req, "/ticket/track");
	view_template(req, "ticket_track");
	visit_begin(req);
	return ST_OK;
}

bool track_reopens(struct request *req, struct ticket_row *ticket, struct ticket_told *told)
{
	return req->method == METHOD_POST && field_given(req, "number") && field_given(req, "code") &&
	       track_open(req, ticket, told) == ST_OK;
}

enum status page_track_again(struct request *req)
{
	struct ticket_told told;
	struct ticket_row ticket;

	/* A wrong field of an action: the ticket again, with the error beside the field and what was typed. */
	return track_reopens(req, &ticket, &told) ? show(req, &ticket, &told, "") : track_ask(req);
}

/* ---- the person's moves ------------------------------------------------------------------------------------- */

enum status track_move(struct request *req, const struct track_intent *i, struct ticket_row *ticket)
{
	struct site *site = site_of(req);
	struct decided decided = { 0 };
	const struct flow_row *row;
	struct moved moved;
	struct move move = { .type = i->type, .role = ROLE_PUBLIC, .actor = ACTOR_PERSON, .rating = i->rating, .facts = i->facts, .fact_count = i->fact_count,
			     .texts = i->text, .text_count = !i->text || text_empty(i->text->body) ? 0 : 1, .files = i->files, .file_count = i->file_count };
	const char *intent = field_text(req, "intent");
	enum status status;

	TRY(track_open(req, ticket, NULL));
	status = flow_check((enum ticket_state)ticket->state, i->type, ROLE_PUBLIC, &row);
	if (status == ST_OK)
		TRY(decide_move(site, req->arena, ticket, row, req->now_ms, &decided));
	move.ticket_id = ticket->id;
	decide_onto(&decided, &move);
	crypto_hmac(site->code_key, arena_printf(req->arena, "%s %s", ticket->number, intent), NUMBER_CHARS + 1 + strlen(intent), move.key);
	/* A repeat of a move that was made is known by its key, whatever the state is now. */
	status = move_ticket(site->db, req->arena, &move, &moved);
	if (status == ST_CONFLICT || status == ST_FORBIDDEN) {
		request_error(req, "", "not_now");
		return ST_CONFLICT;
	}
	TRY(status);
	return ticket_by_id(site->db, req->arena, &(struct ticket_by_id_in){ ticket->id }, ticket);
}

static enum status person_moves(struct request *req, enum event_type type, struct event_text *text, const char *done)
{
	struct ticket_row ticket;

	TRY(track_move(req, &(struct track_intent){ .type = type, .text = text }, &ticket));
	return track_show_again(req, &ticket, done);
}

enum status page_withdraw_act(struct request *req)
{
	struct event_text text = { .field = "reason", .body = field_text(req, "reason") };

	return person_moves(req, EVENT_WITHDRAWN, &text, "withdrawn");
}

enum status page_rate_act(struct request *req)
{
	struct event_text text = { .field = "comment", .body = field_text(req, "comment") };

	uint32_t rating = (uint32_t)field_number(req, "rating");
	struct ticket_row ticket;

	TRY(track_move(req, &(struct track_intent){ .type = EVENT_RATED, .text = &text, .rating = rating }, &ticket));
	/* Who is dissatisfied is asked why, while something can still come of it. */
	if (rating <= DISSATISFIED_MOST && reopen_is_open(req, &ticket))
		return why_show(req, &ticket, true);
	return track_show_again(req, &ticket, "rated");
}

enum status page_urge_act(struct request *req)
{
	struct event_text text = { .field = "reason", .body = field_text(req, "urge_reason") };

	return person_moves(req, EVENT_URGED, &text, "urged");
}
