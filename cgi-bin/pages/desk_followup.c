/* Calling back; see desk_followup.h. What may be is decided in domain/callback.h, under the ticket's lock. */
#include "pages/desk_followup.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/now.h"
#include "domain/flow.h"
#include "domain/number.h"
#include "domain/sample.h"
#include "pages/desk_assign.h"
#include "pages/desk_list.h"
#include "pages/desk_move.h"
#include "pages/desk_nav.h"
#include "pages/desk_ticket.h"
#include "pages/reading.h"
#include "pages/ticket_view.h"
#include "store/absence_store.h"
#include "store/callback_store.h"

const struct field followup_fields[] = {
	{ "tab", FIELD_CHOICE, .choices = "chosen begun others" },
	{ "person", FIELD_CHOICE, .choices = "mine nobody" },	/* who has it; anybody */
	{ "after", FIELD_LINE, 0, 40 },		/* DUE-ID of the last row shown */
	{ 0 }
};

const struct field call_fields[] = {
	{ "version", FIELD_NUMBER, 1, INT32_MAX, FIELD_REQUIRED },
	{ "intent", FIELD_HEX, 32, 32, FIELD_REQUIRED },
	{ "result", FIELD_CHOICE, .choices = "satisfied basically dissatisfied failed unreachable", .flags = FIELD_REQUIRED },
	{ "why", FIELD_CHOICE, .choices = "no_answer busy off wrong_number not_convenient" },
	{ "text", FIELD_BLOCK, 0, LIMIT_REASON_CHARS },
	{ 0 }
};

/* ---- whom to call ---------------------------------------------------------------------------------------- */

static void show_attempts(struct request *req, const char *at, size_t n, uint32_t tried, int64_t last_ms)
{
	view_intf(req, tried, "%s.%zu.Tried", at, n);
	if (!last_ms)
		return;
	view_intf(req, last_ms, "%s.%zu.LastMs", at, n);
	if (callback_half_day(last_ms) == callback_half_day(req->now_ms))
		view_setf(req, "1", "%s.%zu.JustTried", at, n);
}

static void show_call(struct request *req, size_t n, const struct followup_list_out *row)
{
	view_setf(req, row->number, "Calls.%zu.Number", n);
	view_setf(req, kind_word((int)row->kind), "Calls.%zu.Kind", n);
	view_setf(req, site_item_name(req, row->item), "Calls.%zu.Item", n);
	view_setf(req, site_region_name(req, row->region), "Calls.%zu.Region", n);
	view_setf(req, row->summary, "Calls.%zu.Summary", n);
	if (!row->confidential)
		view_setf(req, row->phone_mask, "Calls.%zu.Phone", n);
	view_intf(req, row->due_ms, "Calls.%zu.DueMs", n);
	if (row->due_ms && row->due_ms < req->now_ms)
		view_setf(req, "1", "Calls.%zu.Late", n);
	view_setf(req, row->person, "Calls.%zu.Person", n);
	if (row->assignee == req->viewer->id)
		view_setf(req, "1", "Calls.%zu.Mine", n);
	show_attempts(req, "Calls", n, row->tried, row->last_ms);
}

static void read_tab(const struct request *req, struct followup_list_in *in)
{
	const char *tab = field_text(req, "tab");
	bool others = strcmp(tab, "others") == 0;

	in->state = strcmp(tab, "begun") == 0 ? STATE_FOLLOWUP : STATE_ANSWERED;
	in->sampled_from = in->state == STATE_ANSWERED && !others ? SAMPLED_CHOSEN : 0;
	in->sampled_until = in->state == STATE_ANSWERED && !others ? SAMPLED_CHOSEN : 255;
}

static void read_person(const struct request *req, struct followup_list_in *in)
{
	const char *person = field_text(req, "person");

	in->assignee_from = text_equal(person, "mine") ? req->viewer->id : 0;
	in->assignee_until = text_equal(person, "mine") ? req->viewer->id : text_equal(person, "nobody") ? 0 : UINT32_MAX;
}

/* "1790000000000-123"; anything else is the beginning. */
static void read_place(const char *text, struct followup_list_in *in)
{
	char *end;
	int64_t due_ms = strtoll(text, &end, 10);
	bool given = end > text && *end == '-';

	in->due_after = in->due_same = given ? due_ms : INT64_MIN;
	in->id_after = given ? strtoull(end + 1, NULL, 10) : 0;
}

enum status page_followup_show(struct request *req)
{
	struct followup_list_in in = { EVENT_CALL_FAILED, EVENT_CALL_FAILED, req->viewer->province, .most = LIMIT_PAGE_ROWS + 1 };
	const char *tab = *field_text(req, "tab") ? field_text(req, "tab") : "chosen";
	struct followup_list_out *rows;
	const char *done;
	size_t count;

	desk_nav(req);
	desk_reach(req->viewer, &in.region_from, &in.region_until);
	read_tab(req, &in);
	read_person(req, &in);
	read_place(field_text(req, "after"), &in);
	TRY(followup_list_list(site_of(req)->db, req->arena, &in, &rows, &count));
	for (size_t i = 0; i < count && i < LIMIT_PAGE_ROWS; i++)
		show_call(req, i, &rows[i]);
	if (count > LIMIT_PAGE_ROWS)
		view_set(req, "Next", arena_printf(req->arena, "/admin/followup?tab=%s&person=%s&after=%lld-%llu", tab, field_text(req, "person"),
						   (long long)rows[LIMIT_PAGE_ROWS - 1].due_ms, (unsigned long long)rows[LIMIT_PAGE_ROWS - 1].id));
	view_set(req, "Tab", tab);
	view_set(req, "Person", field_text(req, "person"));
	if (params_find(&req->query, "done") && number_parse(req->arena, params_get(&req->query, "done"), &done) == ST_OK)
		view_set(req, "Done", done);
	view_int(req, "Needed", CALLBACK_HALF_DAYS);
	return ST_OK;
}

/* ---- one call -------------------------------------------------------------------------------------------- */

/* What to say about this kind and this domain; a domain without words of its own has those of its kind alone. */
static void show_script(struct request *req, const struct ticket_row *ticket)
{
	const char *of_kind = arena_printf(req->arena, "script.%s", kind_word((int)ticket->kind));
	const char *of_domain = arena_printf(req->arena, "script.domain_%u", ticket->item / 100);

	view_set(req, "Script.Kind", view_label(req, of_kind));
	if (view_label(req, of_domain) != of_domain)
		view_set(req, "Script.Domain", view_label(req, of_domain));
}

/* What is said to somebody who does not call about this answer; NULL: they may. */
static const char *why_not(const struct request *req, const struct callback_past *past, const struct stands_in *absent)
{
	if (!callback_is_own(past, req->viewer->id, absent))
		return NULL;
	return past->reviewer == req->viewer->id ? "own_review" : "review_of_absent";
}

static void show_past(struct request *req, const struct callback_past *past, const struct stands_in *absent)
{
	size_t half_days = callback_half_days(past->failed_ms, past->failed);

	for (size_t i = 0; i < past->failed; i++) {
		view_intf(req, past->failed_ms[i], "Attempts.%zu.AtMs", i);
		view_setf(req, callback_half_day(past->failed_ms[i]) % 2 ? "afternoon" : "forenoon", "Attempts.%zu.Half", i);
	}
	view_int(req, "Call.HalfDays", (int64_t)half_days);
	view_int(req, "Call.Needed", CALLBACK_HALF_DAYS);
	view_flag(req, "Call.MayClose", half_days >= CALLBACK_HALF_DAYS);
	view_flag(req, "Call.JustTried", past->failed > 0 && callback_half_day(past->failed_ms[past->failed - 1]) == callback_half_day(req->now_ms));
	if (why_not(req, past, absent))
		view_set(req, "Call.Reviewed", why_not(req, past, absent));
}

static enum status show_answer(struct request *req, const struct ticket_row *ticket)
{
	struct reply_given_out reply;
	enum status status = reply_given(site_of(req)->db, req->arena, &(struct reply_given_in){ ticket->id, EVENT_ANSWERED_AT_ONCE, EVENT_APPROVED,
												  EVENT_ANSWERED_TOGETHER }, &reply);

	if (status == ST_OK)
		view_set(req, "Call.Answer", reply.body);
	return status == ST_NOT_FOUND ? ST_OK : status;
}

enum status page_call_show(struct request *req)
{
	struct callback_past past;
	struct stands_in absent;
	struct ticket_row ticket;

	TRY(desk_ticket_load_covered(req, &ticket));
	if (!flow_find((enum ticket_state)ticket.state, EVENT_SATISFIED))	/* called already, or not answered yet */
		return response_redirectf(req, "/admin/ticket/%s", ticket.number);
	TRY(reading_note(req, READING_TICKET, &ticket));
	desk_nav(req);
	TRY(view_ticket(req, &ticket, VIEW_AS_STAFF));
	TRY(assign_show(req, &ticket));
	TRY(show_answer(req, &ticket));
	TRY(callback_load(site_of(req)->db, req->arena, &ticket, &past));
	TRY(absence_stands_in(site_of(req)->db, req->arena, req->viewer->id, req->now_ms, &absent));
	show_past(req, &past, &absent);
	show_script(req, &ticket);
	view_intent(req);
	return ST_OK;
}

/* ---- its result ------------------------------------------------------------------------------------------- */

static const struct {
	const char *result;
	enum event_type event;
	const char *verdict;	/* a fact of the event; NULL: none */
	bool wants_text, wants_why;
} results[] = {
	{ "satisfied", EVENT_SATISFIED, "satisfied", false, false },
	{ "basically", EVENT_SATISFIED, "basically", false, false },
	{ "dissatisfied", EVENT_DISSATISFIED, "dissatisfied", true, false },
	{ "failed", EVENT_CALL_FAILED, NULL, false, true },
	{ "unreachable", EVENT_NOT_REACHED, NULL, false, false },
};

static enum status check_result(struct request *req, size_t i)
{
	if (results[i].wants_text && !*field_text(req, "text"))
		request_error(req, "text", "why_dissatisfied");
	if (results[i].wants_why && !*field_text(req, "why"))
		request_error(req, "why", "required");
	return req->error_count ? ST_INVALID : ST_OK;
}

static enum status explain_refusal(struct request *req, size_t i, const struct ticket_row *ticket, enum status status)
{
	struct callback_past past;
	struct stands_in absent;

	if (status != ST_CONFLICT && status != ST_FORBIDDEN)
		return status;
	TRY(callback_load(site_of(req)->db, req->arena, ticket, &past));
	TRY(absence_stands_in(site_of(req)->db, req->arena, req->viewer->id, req->now_ms, &absent));
	if (why_not(req, &past, &absent))
		request_error(req, "result", why_not(req, &past, &absent));
	else if (results[i].event == EVENT_NOT_REACHED && callback_check(EVENT_NOT_REACHED, req->viewer->id, &absent, &past) != ST_OK)
		request_error(req, "result", "not_tried_enough");
	else
		return desk_explain(req, status);
	return status;
}

enum status page_call_act(struct request *req)
{
	struct event_fact facts[2];
	struct ticket_row ticket;
	size_t i = 0, fact_count = 0;

	TRY(desk_ticket_load_covered(req, &ticket));
	while (strcmp(results[i].result, field_text(req, "result")) != 0)
		i++;
	TRY(check_result(req, i));
	if (results[i].verdict)
		facts[fact_count++] = (struct event_fact){ "verdict", results[i].verdict };
	if (results[i].wants_why)
		facts[fact_count++] = (struct event_fact){ "why", field_text(req, "why") };
	TRY(explain_refusal(req, i, &ticket, desk_move(req, ticket.number, (int)results[i].event, &(struct desk_asked){
		.text = field_text(req, "text"), .unit = "", .intent = field_text(req, "intent"), .version = (uint32_t)field_number(req, "version"),
		.facts = facts, .fact_count = fact_count })));
	return response_redirectf(req, "/admin/followup?done=%s", ticket.number);
}
