/* Findings: the list and one of them; see finding.h. */
#include "pages/finding.h"

#include <inttypes.h>
#include <string.h>

#include "base/limits.h"
#include "base/now.h"
#include "domain/finding.h"
#include "domain/number.h"
#include "domain/rank.h"
#include "pages/desk_list.h"
#include "pages/desk_nav.h"
#include "pages/intent.h"
#include "store/finding_store.h"
#include "web/response.h"

#define EVENTS_MAX 100000	/* a number typed beyond is a slip */
#define BODY_MAX 2000
#define DUE_DAYS_MAX 366	/* a finding that may wait longer than a year is none */

const struct field findings_fields[] = {
	{ "state", FIELD_CHOICE, .choices = "open answered closed" },
	{ "late", FIELD_YES },
	{ "mine", FIELD_YES },
	{ "after", FIELD_NUMBER, 1, INT64_MAX },	/* the last row shown */
	{ "number", FIELD_TICKET },
	{ "event", FIELD_NUMBER, 1, EVENTS_MAX },
	{ "region", FIELD_REGION },
	{ "title", FIELD_LINE, 2, 80, FIELD_REQUIRED },
	{ "body", FIELD_BLOCK, 5, BODY_MAX, FIELD_REQUIRED },
	{ "due", FIELD_DAY, .flags = FIELD_REQUIRED },
	{ "intent", FIELD_HEX, 32, 32, FIELD_REQUIRED },
	{ 0 }
};

const struct field finding_fields[] = {
	{ "version", FIELD_NUMBER, 1, INT32_MAX, FIELD_REQUIRED },
	{ "step", FIELD_CHOICE, .choices = "remark answered sent_back closed", .flags = FIELD_REQUIRED },
	{ "body", FIELD_BLOCK, 2, BODY_MAX, FIELD_REQUIRED },
	{ "due", FIELD_DAY },
	{ 0 }
};

static bool is_auditor(const struct request *req)
{
	return (req->viewer->role & AUDITORS) != 0;
}

static bool is_late(const struct request *req, const struct finding_row *f)
{
	return finding_after((enum finding_step)f->step) == FINDING_IS_OPEN && f->due_day < day_of_ms(req->now_ms);
}

static void show_head(struct request *req, const char *at, const struct finding_row *f)
{
	view_intf(req, (int64_t)f->id, "%s.Id", at);
	view_intf(req, f->at_ms, "%s.AtMs", at);
	view_setf(req, f->login, "%s.Login", at);
	view_setf(req, f->name, "%s.Name", at);
	view_setf(req, f->region ? site_region_name(req, f->region) : "", "%s.Region", at);
	view_setf(req, f->number, "%s.Number", at);
	view_intf(req, f->event_seq, "%s.Event", at);
	view_setf(req, f->title, "%s.Title", at);
	view_setf(req, finding_state_word((int)finding_after((enum finding_step)f->step)), "%s.State", at);
	view_intf(req, f->due_day, "%s.DueDay", at);
	if (is_late(req, f))
		view_setf(req, "1", "%s.Late", at);
}

/* ---- the list ------------------------------------------------------------------------------------------------- */

static struct finding_list_in read_filter(const struct request *req, const char *number)
{
	static const struct { uint32_t one, other; } steps[FINDING_STATE_END] = {
		[FINDING_IS_OPEN] = { FINDING_OPENED, FINDING_SENT_BACK }, [FINDING_IS_ANSWERED] = { FINDING_ANSWERED, FINDING_ANSWERED },
		[FINDING_IS_CLOSED] = { FINDING_CLOSED, FINDING_CLOSED },
	};
	bool late = field_number(req, "late") != 0;
	int state = late ? FINDING_IS_OPEN : finding_state_from_word(field_text(req, "state"));
	struct finding_list_in in = {
		.before = field_given(req, "after") ? (uint64_t)field_number(req, "after") : INT64_MAX,
		.staff_any = field_number(req, "mine") != 0, .staff_id = req->viewer->id, .number_any = number, .number = number,
		.step_any = (uint32_t)state, .step_one = steps[state].one, .step_other = steps[state].other, .due_any = late,
		.due_before = day_of_ms(req->now_ms), .most = LIMIT_PAGE_ROWS + 1,
	};

	desk_reach(req->viewer, &in.region_from, &in.region_until);
	return in;
}

static enum status show_list(struct request *req)
{
	const char *number = "";
	struct finding_list_in in;
	struct finding_row *rows;
	size_t count;

	if (field_given(req, "number") && number_parse(req->arena, field_text(req, "number"), &number) != ST_OK)
		return ST_OK;	/* no ticket has such a number, and so no finding */
	in = read_filter(req, number);
	TRY(finding_list_list(site_of(req)->db, req->arena, &in, &rows, &count));
	for (size_t i = 0; i < count && i < LIMIT_PAGE_ROWS; i++)
		show_head(req, arena_printf(req->arena, "Rows.%zu", i), &rows[i]);
	if (count > LIMIT_PAGE_ROWS)
		view_set(req, "Next", arena_printf(req->arena, "/%s/findings?state=%s&late=%s&mine=%s&number=%s&after=%" PRIu64, site_of(req)->program,
						   field_text(req, "state"), in.due_any ? "yes" : "", in.staff_any ? "yes" : "", number,
						   rows[LIMIT_PAGE_ROWS - 1].id));
	return ST_OK;
}

enum status page_findings_show(struct request *req)
{
	desk_nav(req);
	view_intent_field(req);
	if (req->viewer->region)
		field_show(req, "region", arena_printf(req->arena, "%06u", req->viewer->region));
	view_flag(req, "Can.Open", is_auditor(req));
	return req->method != METHOD_POST && req->error_count ? ST_OK : show_list(req);
}

/* ---- a new one ------------------------------------------------------------------------------------------------ */

static enum status check_due(struct request *req)
{
	int64_t today = day_of_ms(req->now_ms);

	if (!field_given(req, "due")) {
		request_error(req, "due", "required");
		return ST_INVALID;
	}
	if (field_number(req, "due") < today || field_number(req, "due") > today + DUE_DAYS_MAX) {
		request_error(req, "due", "due_range");
		return ST_INVALID;
	}
	return ST_OK;
}

static enum status about_ticket(struct request *req, struct finding_note *note)
{
	struct ticket_row ticket;
	enum status status = number_parse(req->arena, field_text(req, "number"), &note->number);

	if (status == ST_OK)
		status = ticket_by_number(site_of(req)->db, req->arena, &(struct ticket_by_number_in){ note->number }, &ticket);
	if (status == ST_OK && !staff_reaches(req, ticket.number, ticket.region, ticket.unit))
		status = ST_NOT_FOUND;
	if (status == ST_NOT_FOUND || status == ST_INVALID) {
		request_error(req, "number", "no_such_ticket");
		return ST_INVALID;
	}
	TRY(status);
	/* Of one that was handed over to where the auditor does not reach, those answer who had it first. */
	note->region = region_covers(req->viewer->region, ticket.region) ? ticket.region : number_region(ticket.number);
	note->event_seq = (uint32_t)field_number(req, "event");
	if (note->event_seq > ticket.last_seq) {
		request_error(req, "event", "no_such_event");
		return ST_INVALID;
	}
	return ST_OK;
}

/* Of no ticket: the place says who is to answer. */
static enum status about_place(struct request *req, struct finding_note *note)
{
	note->region = (uint32_t)field_number(req, "region");
	if (note->region && region_find(&site_of(req)->regions, note->region) && region_covers(req->viewer->region, note->region))
		return ST_OK;
	request_error(req, "region", note->region ? "out_of_reach" : "required");
	return ST_INVALID;
}

enum status page_findings_act(struct request *req)
{
	struct finding_note note = {
		.program = site_of(req)->program, .staff_id = req->viewer->id, .now_ms = req->now_ms, .seq = 1, .number = "",
		.title = field_text(req, "title"), .step = FINDING_OPENED, .due_day = (int32_t)field_number(req, "due"), .body = field_text(req, "body"),
	};
	enum status status;

	TRY(field_given(req, "number") ? about_ticket(req, &note) : about_place(req, &note));
	TRY(check_due(req));
	memcpy(note.key, intent_key(req, "finding").p, HASH_BYTES);
	status = finding_write(site_of(req)->db, req->arena, &note);
	if (status != ST_DUPLICATE)
		TRY(status);
	return response_redirectf(req, "/audit/findings/%" PRIu64, note.id);
}

/* ---- one of them ----------------------------------------------------------------------------------------------- */

static enum status load(struct request *req, struct finding_row *f)
{
	uint32_t from, until;
	int64_t id;

	if (text_to_int(request_captured(req, "id"), 1, INT64_MAX, &id) != ST_OK)
		return ST_NOT_FOUND;
	TRY(finding_by_id(site_of(req)->db, req->arena, &(struct finding_by_id_in){ (uint64_t)id }, f));
	desk_reach(req->viewer, &from, &until);
	return f->region >= from && f->region <= until ? ST_OK : ST_NOT_FOUND;
}

static bool may(const struct request *req, const struct finding_row *f, enum finding_step step)
{
	enum finding_state state = finding_after((enum finding_step)f->step);

	if (is_auditor(req))
		return f->staff_id == req->viewer->id && finding_may(state, step, FINDING_BY_AUTHOR);
	return req->viewer->role & (ROLE_SUPERVISOR | ROLE_PROVINCE_ADMIN) && finding_may(state, step, FINDING_BY_SUBJECT);
}

enum status page_finding_show(struct request *req)
{
	struct finding_row f;
	struct finding_steps_out *steps;
	size_t count, shown = 0;

	TRY(load(req, &f));
	desk_nav(req);
	show_head(req, "Finding", &f);
	TRY(finding_steps_list(site_of(req)->db, req->arena, &(struct finding_steps_in){ f.id }, &steps, &count));
	for (size_t i = 0; i < count; i++) {
		view_setf(req, finding_step_word((int)steps[i].step), "Steps.%zu.Word", i);
		view_intf(req, steps[i].at_ms, "Steps.%zu.AtMs", i);
		view_setf(req, steps[i].login, "Steps.%zu.Login", i);
		view_setf(req, steps[i].name, "Steps.%zu.Name", i);
		view_setf(req, role_word((int)steps[i].role), "Steps.%zu.Role", i);
		view_intf(req, steps[i].due_day, "Steps.%zu.DueDay", i);
		view_setf(req, steps[i].body, "Steps.%zu.Body", i);
	}
	for (enum finding_step step = FINDING_REMARK; step < FINDING_STEP_END; step++)
		if (may(req, &f, step)) {
			view_setf(req, finding_step_word((int)step), "May.%zu.Word", shown++);
			if (finding_has_due(step))
				view_set(req, "Can.Due", "1");
		}
	view_int(req, "Finding.Version", f.steps);
	return ST_OK;
}

enum status page_finding_act(struct request *req)
{
	struct finding_row f;
	enum finding_step step = (enum finding_step)finding_step_from_word(field_text(req, "step"));
	enum status status;

	TRY(load(req, &f));
	if (f.steps != (uint32_t)field_number(req, "version")) {
		request_error(req, "", "stale_finding");
		return ST_CONFLICT;
	}
	if (!may(req, &f, step))
		return ST_FORBIDDEN;
	if (finding_has_due(step))
		TRY(check_due(req));
	status = finding_write(site_of(req)->db, req->arena, &(struct finding_note){
		.program = site_of(req)->program, .staff_id = req->viewer->id, .now_ms = req->now_ms, .id = f.id, .seq = f.steps + 1, .step = step,
		.due_day = finding_has_due(step) ? (int32_t)field_number(req, "due") : 0, .body = field_text(req, "body") });
	if (status == ST_DUPLICATE) {
		request_error(req, "", "stale_finding");
		return ST_CONFLICT;
	}
	TRY(status);
	return response_redirectf(req, "/%s/findings/%" PRIu64, site_of(req)->program, f.id);
}
