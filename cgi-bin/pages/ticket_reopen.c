/* Asking again; see ticket_reopen.h. */
#include "pages/ticket_reopen.h"

#include <string.h>

#include "base/limits.h"
#include "domain/event.h"
#include "domain/flow.h"
#include "pages/portal_visit.h"
#include "pages/ticket_track.h"

#define REASONS 7
#define WORDS_CHARS_MIN 5

const struct field reopen_fields[] = {
	{ "number", FIELD_TICKET, .flags = FIELD_REQUIRED },
	{ "code", FIELD_CODE, .flags = FIELD_REQUIRED },
	{ "intent", FIELD_HEX, 32, 32, FIELD_REQUIRED },
	{ "unsolved", FIELD_YES }, { "untrue", FIELD_YES }, { "unclear", FIELD_YES }, { "slow", FIELD_YES }, { "not_contacted", FIELD_YES },
	{ "attitude", FIELD_YES }, { "other", FIELD_YES },
	{ "wanted", FIELD_CHOICE, .choices = "rework explanation", .flags = FIELD_REQUIRED },
	{ "reopen_reason", FIELD_BLOCK, 0, LIMIT_REASON_CHARS },
	{ 0 }
};

/* In the order of the page. */
static const char *const reasons[REASONS] = { "unsolved", "untrue", "unclear", "slow", "not_contacted", "attitude", "other" };

bool reopen_is_open(const struct request *req, const struct ticket_row *ticket)
{
	const struct flow_row *row;

	if (flow_check((enum ticket_state)ticket->state, EVENT_REOPENED, ROLE_PUBLIC, &row) != ST_OK)
		return false;
	/* Closed: until its clock is over. Before that nobody has closed it yet. */
	return ticket->state != STATE_CLOSED || !ticket->due_ms || ticket->due_ms >= req->now_ms;
}

/* ---- the page -------------------------------------------------------------------------------------------- */

/* Reasons.N.{Word,Label} */
static void show_reasons(struct request *req)
{
	for (size_t i = 0; i < REASONS; i++) {
		view_setf(req, reasons[i], "Reasons.%zu.Word", i);
		view_setf(req, view_label(req, arena_printf(req->arena, "why.reason.%s", reasons[i])), "Reasons.%zu.Label", i);
	}
}

enum status why_show(struct request *req, const struct ticket_row *ticket, bool rated)
{
	visit_begin(req);
	view_template(req, "ticket_why");
	view_flag(req, "Rated", rated);
	view_flag(req, "Ticket.Confidential", ticket->confidential);
	view_set(req, "Ticket.Number", ticket->number);
	view_set(req, "Who.Number", ticket->number);
	view_set(req, "Who.Code", field_text(req, "code"));
	if (ticket->state == STATE_CLOSED)
		view_int(req, "Ticket.ReopenUntilMs", ticket->due_ms);
	show_reasons(req);
	view_intent(req);
	return ST_OK;
}

static enum status refuse_over(struct request *req)
{
	request_error(req, "", "reopen_over");
	return ST_CONFLICT;
}

enum status page_why_act(struct request *req)
{
	struct ticket_row ticket;

	TRY(track_open(req, &ticket, NULL));
	return reopen_is_open(req, &ticket) ? why_show(req, &ticket, false) : refuse_over(req);
}

enum status page_reopen_again(struct request *req)
{
	struct ticket_row ticket;

	if (req->method == METHOD_POST && field_given(req, "number") && field_given(req, "code") &&
	    track_open(req, &ticket, NULL) == ST_OK && reopen_is_open(req, &ticket))
		return why_show(req, &ticket, false);
	return page_track_again(req);
}

/* ---- asking ---------------------------------------------------------------------------------------------- */

static const char *reasons_given(struct request *req)
{
	struct buf list = buf_new(req->arena, 128);

	for (size_t i = 0; i < REASONS; i++)
		if (field_number(req, reasons[i]))
			buf_printf(&list, "%s%s", list.len ? " " : "", reasons[i]);
	return list.text;
}

static enum status check_words(struct request *req, const char *given)
{
	bool needed = text_empty(given) || field_number(req, "other");

	if (!needed || text_chars(field_text(req, "reopen_reason")) >= WORDS_CHARS_MIN)
		return ST_OK;
	request_error(req, "reopen_reason", "reopen_words");
	return ST_INVALID;
}

enum status page_reopen_act(struct request *req)
{
	struct event_text text = { .field = "reason", .body = field_text(req, "reopen_reason") };
	const char *given = reasons_given(req);
	const char *wanted = field_text(req, "wanted");
	const struct event_fact facts[] = { { "why", given }, { "wanted", wanted } };
	struct ticket_row ticket;

	TRY(check_words(req, given));
	TRY(track_open(req, &ticket, NULL));
	if ((ticket.state == STATE_CLOSED || ticket.state == STATE_ARCHIVED) && !reopen_is_open(req, &ticket))
		return refuse_over(req);
	TRY(track_move(req, &(struct track_intent){ .type = EVENT_REOPENED, .text = &text, .facts = facts, .fact_count = 2 }, &ticket));
	return track_show_again(req, &ticket, strcmp(wanted, "explanation") == 0 ? "explain" : "reopened");
}
