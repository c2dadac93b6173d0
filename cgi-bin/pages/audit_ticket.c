/* A ticket replayed for the auditor; see audit_ticket.h. */
#include "pages/audit_ticket.h"

#include <string.h>

#include "domain/chain.h"
#include "domain/demand.h"
#include "domain/flow.h"
#include "domain/number.h"
#include "domain/rank.h"
#include "pages/desk_nav.h"
#include "pages/present.h"
#include "pages/reading.h"
#include "pages/staff_session.h"
#include "pages/ticket_view.h"
#include "store/history.h"

#define EVENTS_MAX 100000	/* a number typed beyond is a slip */
#define ROLES "auditor citizen agent unit reviewer followup supervisor province_admin ministry"
/* Whose work it is to open attachments: the roles of that route of the desk. */
#define OPENS_FILES (ROLE_AGENT | ROLE_UNIT | ROLE_REVIEWER | ROLE_FOLLOWUP | ROLE_SUPERVISOR)

const struct field audit_ticket_fields[] = {
	{ "at", FIELD_TIME },
	{ "event", FIELD_NUMBER, 1, EVENTS_MAX },
	{ "as", FIELD_CHOICE, .choices = ROLES },
	{ 0 }
};

struct looking {
	struct request *req;
	const struct history *history;
	size_t count;			/* of its events: up to here it is looked at */
	struct replay then;
	struct replay whole;
	enum role role;
	enum view_as as;
	struct staff_of_history_out *staff;	/* whom the events name */
	size_t staff_count;
};

/* ---- what is asked ------------------------------------------------------------------------------------------ */

static void read_role(struct looking *l)
{
	const char *word = field_text(l->req, "as");

	l->role = !*word ? ROLE_AUDITOR : strcmp(word, "citizen") == 0 ? ROLE_PUBLIC : (enum role)role_from_word(word);
	l->as = l->role == ROLE_AUDITOR ? VIEW_AS_AUDITOR : l->role == ROLE_PUBLIC ? VIEW_AS_PERSON : VIEW_AS_STAFF;
}

/* A time comes before a number; neither: all of them. */
static size_t read_count(const struct looking *l)
{
	const struct history *h = l->history;
	size_t count = 0;

	if (field_given(l->req, "at"))
		while (count < h->event_count && h->events[count].at_ms <= field_number(l->req, "at"))
			count++;
	else if (field_given(l->req, "event"))
		count = (size_t)field_number(l->req, "event");
	else
		count = h->event_count;
	return count;
}

static enum status replay(const struct history *h, size_t count, struct replay *r)
{
	*r = (struct replay){ 0 };
	for (size_t i = 0; i < count; i++)
		TRY(replay_add(r, h->events[i].canonical));
	return ST_OK;
}

/* ---- does it hold? ------------------------------------------------------------------------------------------ */

/* Check.Broken: the first event whose bytes or place are not what the chain needs, and why. */
static void check_chain(struct request *req, const struct history *h)
{
	struct chain chain = chain_begin(h->ticket.number);

	for (size_t i = 0; i < h->event_count; i++) {
		const struct event_row *e = &h->events[i];
		const char *why = chain_add(&chain, &(struct chain_link){ e->seq, e->suite, e->prev_hash, e->hash, e->canonical });

		if (!why)
			continue;
		view_set(req, "Check.Broken", why);
		view_int(req, "Check.BrokenSeq", e->seq);
		return;
	}
	view_set(req, "Check.Broken", chain_end(&chain, h->ticket.last_seq, h->ticket.last_hash, state_word((int)h->ticket.state)));
	view_int(req, "Check.BrokenSeq", chain.seq);
}

/* Differs.N.{Label,Listed,Replayed}: what the list says of the present, beside what all events come to. */
static void compare(struct request *req, const struct ticket_row *t, const struct replay *r)
{
	struct present_difference differences[PRESENT_DIFFERENCES_MAX];
	size_t count = present_differences(t, r, differences);

	for (size_t i = 0; i < count; i++) {
		view_setf(req, differences[i].name, "Differs.%zu.Name", i);
		view_intf(req, differences[i].listed, "Differs.%zu.Listed", i);
		view_intf(req, differences[i].replayed, "Differs.%zu.Replayed", i);
	}
}

static const struct event_text_of_ticket_out *text_of(const struct history *h, uint32_t seq, const char *field)
{
	for (size_t i = 0; i < h->text_count; i++)
		if (h->texts[i].seq == seq && strcmp(h->texts[i].field, field) == 0)
			return &h->texts[i];
	return NULL;
}

static bool fits(struct arena *arena, const struct event_text_of_ticket_out *text, struct bytes committed)
{
	const struct bytes parts[] = { text->salt, { (const uint8_t *)text->body, strlen(text->body) } };
	uint8_t hash[HASH_BYTES];

	crypto_sha256_parts(parts, 2, hash);
	return strcmp(text_hex(arena, hash, HASH_BYTES), event_raw_text(arena, committed)) == 0;
}

/* Why.SEQ.Texts.N.{Field,Word}: fits; differs; sealed (who the person is lies in the vault); gone (erased, the commitment stays). */
static void check_texts(const struct looking *l, const struct event_row *e)
{
	struct said_pair texts[EVENT_PAIRS_MAX];
	size_t count = event_texts(e->canonical, texts, EVENT_PAIRS_MAX);

	for (size_t i = 0; i < count; i++) {
		const char *field = event_raw_text(l->req->arena, texts[i].key);
		const struct event_text_of_ticket_out *text = text_of(l->history, e->seq, field);
		const char *word = text ? (fits(l->req->arena, text, texts[i].value) ? "fits" : "differs") :
				   strcmp(field, "person") == 0 ? "sealed" : "gone";

		view_setf(l->req, field, "Why.%u.Texts.%zu.Field", e->seq, i);
		view_setf(l->req, word, "Why.%u.Texts.%zu.Word", e->seq, i);
		if (text && strcmp(word, "differs") == 0)
			view_setf(l->req, field, "Check.Texts.%u-%zu", e->seq, i);
	}
}

/* ---- who and why -------------------------------------------------------------------------------------------- */

static void show_rule(struct request *req, const char *at, struct bytes id, struct bytes version, struct bytes source, bool verified, bool fallback)
{
	view_setf(req, event_raw_text(req->arena, id), "%s.Rule", at);
	view_setf(req, event_raw_text(req->arena, version), "%s.Version", at);
	view_setf(req, event_raw_text(req->arena, source), "%s.Source", at);
	if (verified)
		view_setf(req, "1", "%s.Verified", at);
	if (fallback)
		view_setf(req, "1", "%s.Fallback", at);
}

static void show_rules(struct request *req, const struct event_row *e)
{
	struct said_rule rules[EVENT_RULES_MAX];
	size_t count = event_rules(e->canonical, rules, EVENT_RULES_MAX);

	for (size_t i = 0; i < count; i++) {
		const char *at = arena_printf(req->arena, "Why.%u.Rules.%zu", e->seq, i);

		view_setf(req, event_raw_text(req->arena, rules[i].op), "%s.Op", at);
		show_rule(req, at, rules[i].id, rules[i].version, rules[i].source, rules[i].verified, rules[i].fallback);
	}
}

static void show_clocks(struct request *req, const struct event_row *e, const struct event_said *said)
{
	for (size_t i = 0; i < said->clock_count; i++) {
		const struct said_clock *clock = &said->clocks[i];
		const char *at = arena_printf(req->arena, "Why.%u.Clocks.%zu", e->seq, i);

		view_setf(req, stage_word((int)clock->stage), "%s.Stage", at);
		view_intf(req, clock->from_ms, "%s.FromMs", at);
		view_intf(req, clock->due_ms, "%s.DueMs", at);
		view_intf(req, clock->rule.amount, "%s.Amount", at);
		view_setf(req, clock_unit_word((int)clock->rule.unit), "%s.Unit", at);
		show_rule(req, at, clock->id, clock->version, clock->source, clock->verified, clock->fallback);
	}
}

/* Why.SEQ.*: the actor's role then, the states it led between, its facts, rules and clocks, and its words' commitments. */
static enum status show_why(const struct looking *l, const struct event_row *e)
{
	struct request *req = l->req;
	struct said_pair facts[EVENT_PAIRS_MAX];
	size_t count = event_facts(e->canonical, facts, EVENT_PAIRS_MAX);
	struct event_said said;

	TRY(event_read(e->canonical, &said));
	view_setf(req, event_raw_text(req->arena, event_role(e->canonical)), "Why.%u.Role", e->seq);
	view_setf(req, state_word((int)said.from), "Why.%u.From", e->seq);
	view_setf(req, state_word((int)said.to), "Why.%u.To", e->seq);
	for (size_t i = 0; i < count; i++) {
		view_setf(req, event_raw_text(req->arena, facts[i].key), "Why.%u.Facts.%zu.Key", e->seq, i);
		view_setf(req, event_raw_text(req->arena, facts[i].value), "Why.%u.Facts.%zu.Value", e->seq, i);
	}
	show_rules(req, e);
	show_clocks(req, e, &said);
	check_texts(l, e);
	return ST_OK;
}

/* Staff.ID.{Name,Login}, Names.CODE: whom and which units the events name. */
static enum status show_names(struct looking *l)
{
	struct db *db = site_of(l->req)->db;
	uint64_t id = l->history->ticket.id;
	struct units_of_events_out *units;
	size_t count;

	TRY(staff_of_history_list(db, l->req->arena, &(struct staff_of_history_in){ id, id, id }, &l->staff, &l->staff_count));
	for (size_t i = 0; i < l->staff_count; i++) {
		view_setf(l->req, l->staff[i].name, "Staff.%u.Name", l->staff[i].id);
		view_setf(l->req, l->staff[i].login, "Staff.%u.Login", l->staff[i].id);
	}
	TRY(units_of_events_list(db, l->req->arena, &(struct units_of_events_in){ id }, &units, &count));
	for (size_t i = 0; i < count; i++)
		view_setf(l->req, strcmp(l->req->language, "en") == 0 && *units[i].name_en ? units[i].name_en : units[i].name, "Names.%s", units[i].code);
	return ST_OK;
}

/* ---- as somebody else ---------------------------------------------------------------------------------------- */

static const char *unit_of_actor(const struct looking *l, uint32_t staff)
{
	for (size_t i = 0; i < l->staff_count; i++)
		if (l->staff[i].id == staff)
			return l->staff[i].unit;
	return NULL;
}

/* Was this unit, asked to assist by event i, still in it at the end of what is looked at? */
static bool assists(const struct looking *l, size_t i, const char *unit)
{
	const struct demand joint = { .kind = DEMAND_JOINT, .unit = unit };

	for (size_t k = i + 1; k < l->count; k++) {
		const struct event_row *e = &l->history->events[k];
		const struct demand_ask ask = { .event = (enum event_type)e->type, .unit = e->unit, .by_unit = unit_of_actor(l, e->actor_id) };
		enum demand_outcome outcome = demand_after(&joint, &ask, (enum ticket_state)e->to_state);

		if (outcome != DEMAND_OPEN)
			return outcome != DEMAND_VOID;
	}
	return true;
}

/* Opens.N: the units that could open it. */
static size_t show_units(const struct looking *l)
{
	size_t shown = 0;

	if (*l->then.unit)
		view_setf(l->req, l->then.unit, "Opens.%zu", shown++);
	for (size_t i = 0; i < l->count; i++) {
		const struct event_row *e = &l->history->events[i];

		if (e->type == EVENT_JOINED && *e->unit && strcmp(e->unit, l->then.unit) != 0 && assists(l, i, e->unit))
			view_setf(l->req, e->unit, "Opens.%zu", shown++);
	}
	return shown;
}

/* May.N: what the flow offers this role in that state; who may ask for the person is said apart. */
static void show_moves(const struct looking *l)
{
	size_t count;
	size_t shown = 0;
	const struct flow_row *rows = flow_table(&count);

	for (size_t i = 0; i < count; i++)
		if (rows[i].from == l->then.trail.state && rows[i].roles & l->role && rows[i].event != EVENT_REVEALED)
			view_setf(l->req, view_label(l->req, arena_printf(l->req->arena, "event.%s", event_word((int)rows[i].event))), "May.%zu", shown++);
}

/* Hidden.N.{Seq,Label,Words}: events the person does not see, and those whose words they do not. */
static void show_hidden(const struct looking *l, const struct ticket_told *told)
{
	size_t shown = 0;

	for (size_t i = 0; i < told->count; i++) {
		const struct event_told_out *e = &told->rows[i];
		enum ticket_part part = ticket_hides(l->req, l->as, told, i);

		if (part == TICKET_PART_NONE || (i > 0 && told->rows[i - 1].seq == e->seq))
			continue;
		view_intf(l->req, e->seq, "Hidden.%zu.Seq", shown);
		view_setf(l->req, view_label(l->req, arena_printf(l->req->arena, "event.%s", event_word((int)e->type))), "Hidden.%zu.Label", shown);
		view_setf(l->req, part == TICKET_PART_WORDS ? "words" : "event", "Hidden.%zu.Part", shown++);
	}
}

/* True when somebody of that role could open it at all. */
static bool show_role(const struct looking *l)
{
	size_t units = l->role == ROLE_UNIT ? show_units(l) : 0;
	const struct flow_row *row;

	view_flag(l->req, "Look.Files", l->role & OPENS_FILES);
	view_flag(l->req, "Look.Reveals", flow_check(l->then.trail.state, EVENT_REVEALED, l->role, &row) == ST_OK);
	view_set(l->req, "Look.FiledIn", site_region_name(l->req, number_region(l->history->ticket.number)));
	show_moves(l);
	return l->role != ROLE_UNIT || units > 0;
}

/* ---- the page ------------------------------------------------------------------------------------------------ */

/* Events with their words, as the view of a ticket takes them: an event stands once for each of its texts, at least once. */
static struct ticket_told tell(const struct looking *l)
{
	const struct history *h = l->history;
	struct event_told_out *rows = ARENA_ARRAY(l->req->arena, l->count + h->text_count + 1, struct event_told_out);
	struct ticket_told told = { .rows = rows };
	size_t text = 0;

	for (size_t i = 0; i < l->count; i++) {
		const struct event_row *e = &h->events[i];
		struct event_told_out row = { .seq = e->seq, .at_ms = e->at_ms, .type = e->type, .to_state = e->to_state, .actor_kind = e->actor_kind,
					      .actor_id = e->actor_id, .unit = e->unit, .hash = e->hash, .canonical = e->canonical, .field = "", .body = "" };
		size_t first = text;

		while (text < h->text_count && h->texts[text].seq < e->seq)
			first = ++text;
		for (; text < h->text_count && h->texts[text].seq == e->seq; text++) {
			row.field = h->texts[text].field;
			row.body = h->texts[text].body;
			rows[told.count++] = row;
		}
		if (text == first)
			rows[told.count++] = row;
	}
	return told;
}

/* The ticket as the lists would have had it then. Masks are the filing's; no event changes them. */
static struct ticket_row present(const struct looking *l)
{
	const struct ticket_row *now = &l->history->ticket;
	const struct replay *r = &l->then;

	return (struct ticket_row){
		.id = now->id, .number = now->number, .kind = r->kind, .source = r->source, .item = r->item, .region = r->trail.region,
		.province = region_province(r->trail.region), .state = r->trail.state, .stage = r->trail.present.stage, .unit = r->unit,
		.confidential = r->confidential, .filed_ms = r->filed_ms, .due_ms = r->trail.present.due_ms,
		.answer_due_ms = r->trail.present.answer_due_ms, .paused_ms = r->trail.present.paused_ms, .answered_ms = r->answered_ms,
		.closed_ms = r->closed_ms, .assignee = r->assignee, .rating = r->rating, .phone_mask = now->phone_mask, .name_mask = now->name_mask, .summary = "",
		.rules_version = now->rules_version, .version = r->seq, .last_seq = r->seq,
	};
}

/* Files.N.{Id,Name,Kib,Sha256}: those that were there. */
static void show_files(const struct looking *l)
{
	size_t shown = 0;

	for (size_t i = 0; i < l->history->file_count; i++) {
		const struct attachment_of_ticket_out *f = &l->history->files[i];

		if (f->seq > l->then.seq)
			continue;
		view_intf(l->req, (int64_t)f->id, "Files.%zu.Id", shown);
		view_setf(l->req, f->name, "Files.%zu.Name", shown);
		view_intf(l->req, (int64_t)(f->size / 1024) + 1, "Files.%zu.Kib", shown);
		view_setf(l->req, text_hex(l->req->arena, f->sha256.p, f->sha256.n), "Files.%zu.Sha256", shown++);
	}
}

static enum status show_then(struct looking *l)
{
	struct ticket_told told = tell(l);
	struct ticket_row ticket = present(l);
	int64_t at_ms = field_given(l->req, "at") ? field_number(l->req, "at") : l->count < l->history->event_count ?
			l->history->events[l->count - 1].at_ms : l->req->now_ms;

	TRY(view_ticket_told(l->req, &ticket, l->as, &told));
	view_ticket_promise(l->req, &told, PROMISE_DAYS);
	/* Late then, not now. */
	view_flag(l->req, "Ticket.Late", ticket.due_ms > 0 && !ticket.paused_ms && ticket.due_ms < at_ms && !state_is_final((int)ticket.state));
	view_int(l->req, "Look.AtMs", at_ms);
	show_files(l);
	if (l->as == VIEW_AS_PERSON)
		show_hidden(l, &told);
	for (size_t i = 0; l->as == VIEW_AS_AUDITOR && i < l->count; i++)
		TRY(show_why(l, &l->history->events[i]));
	view_set(l->req, "Look.Shown", "1");
	return ST_OK;
}

static enum status show(struct looking *l)
{
	const struct history *h = l->history;

	l->count = read_count(l);
	if (l->count > h->event_count) {
		request_error(l->req, "event", "no_such_event");
		return ST_OK;
	}
	view_int(l->req, "Look.Of", (int64_t)h->event_count);
	view_int(l->req, "Look.Seq", (int64_t)l->count);
	view_int(l->req, "Look.After", (int64_t)(h->event_count - l->count));
	TRY(replay(h, l->count, &l->then));
	TRY(replay(h, h->event_count, &l->whole));
	check_chain(l->req, h);
	compare(l->req, &h->ticket, &l->whole);
	TRY(show_names(l));
	if (l->count == 0)
		return ST_OK;
	if (l->as != VIEW_AS_AUDITOR && !show_role(l)) {
		view_set(l->req, "Look.Closed", "1");
		return ST_OK;
	}
	return show_then(l);
}

enum status page_audit_ticket_show(struct request *req)
{
	struct history *history = ARENA_NEW(req->arena, struct history);
	struct looking l = { .req = req, .history = history };
	struct ticket_row ticket;
	const char *number;

	if (number_parse(req->arena, request_captured(req, "number"), &number) != ST_OK)
		return ST_NOT_FOUND;
	TRY(ticket_by_number(site_of(req)->db, req->arena, &(struct ticket_by_number_in){ number }, &ticket));
	if (!staff_reaches(req, ticket.number, ticket.region, ticket.unit))
		return ST_NOT_FOUND;
	TRY(reading_note(req, READING_TICKET, &ticket));
	desk_nav(req);
	view_set(req, "Ticket.Number", ticket.number);
	read_role(&l);
	view_set(req, "Look.As", l.role == ROLE_PUBLIC ? "citizen" : role_word((int)l.role));
	if (req->error_count)
		return ST_OK;
	TRY(history_load(site_of(req)->db, req->arena, ticket.id, history));
	return show(&l);
}

enum status page_audit_file_show(struct request *req)
{
	struct site *site = site_of(req);
	struct attachment_by_id_out file;
	struct ticket_row ticket;
	int64_t id;

	if (text_to_int(request_captured(req, "id"), 1, INT64_MAX, &id) != ST_OK)
		return ST_NOT_FOUND;
	TRY(attachment_by_id(site->db, req->arena, &(struct attachment_by_id_in){ (uint64_t)id }, &file));
	TRY(ticket_by_id(site->db, req->arena, &(struct ticket_by_id_in){ file.ticket_id }, &ticket));
	if (!staff_reaches(req, ticket.number, ticket.region, ticket.unit))
		return ST_NOT_FOUND;
	TRY(reading_note(req, READING_FILE, &ticket));
	return response_file(req, arena_printf(req->arena, "%s/%s", config_text(site->config, "upload.dir"), file.path), file.type, file.name);
}
