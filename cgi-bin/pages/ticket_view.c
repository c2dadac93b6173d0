/* A ticket, its events and its promise as template values; see ticket_view.h. */
#include "pages/ticket_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/now.h"
#include "domain/check.h"
#include "domain/event_read.h"
#include "domain/flow.h"
#include "pages/picture.h"
#include "pages/promise_view.h"
#include "pages/province_form.h"
#include "pages/said_view.h"
#include "web/view.h"

/* What the loops below share. */
struct showing {
	struct request *req;
	enum view_as as;
	const struct event_told_out *told;	/* by seq; an event stands once for each of its texts, at least once */
	size_t count;
	const struct province_form *form;	/* NULL: nothing of the province's own was filled in */
};

/* ---- what a person may see ------------------------------------------------------------------------------ */

static bool shows_event(const struct showing *s, const struct event_told_out *event)
{
	/* Until it is decided or reviewed, what offices say to each other stays among them. */
	static const enum event_type inside[] = {
		EVENT_NOTED, EVENT_SENT_BACK, EVENT_REPLIED, EVENT_NOT_REACHED, EVENT_EXTENSION_ASKED, EVENT_EXTENSION_REFUSED,
		EVENT_ORDER_REPLIED, EVENT_ORDER_SENT_BACK, EVENT_ORDER_CLOSED, EVENT_JOINT_REPLIED, EVENT_LINKED, EVENT_UNLINKED,
		EVENT_ESCALATED, EVENT_GATHERED, EVENT_RELEASED, EVENT_CALL_FAILED,
		EVENT_TOOK_IN, EVENT_LET_OUT, EVENT_REVEAL_ASKED, EVENT_REVEAL_AGREED, EVENT_REVEAL_REFUSED, EVENT_REVEAL_LAPSED,
		EVENT_HELD, EVENT_HOLD_LIFTED, EVENT_ERASURE_ORDERED, EVENT_ASSIGNED, EVENT_UNASSIGNED,
	};
	uint32_t type = event->type;

	if (s->as != VIEW_AS_PERSON)
		return true;
	if (type == EVENT_RECOUNTED)
		return recount_text(s->req, event->canonical, STAGE_ANSWER) != NULL;
	for (size_t i = 0; i < sizeof(inside) / sizeof(inside[0]); i++)
		if (inside[i] == type)
			return false;
	return true;
}

/* Words between offices (why a matter was returned, how to handle it) are not the person's. */
static bool shows_texts(const struct showing *s, uint32_t type, uint32_t actor)
{
	if (s->as != VIEW_AS_PERSON)
		return true;
	return type != EVENT_RETURNED && type != EVENT_DISPATCHED &&
	       type != EVENT_SATISFIED && type != EVENT_DISSATISFIED && type != EVENT_URGE_ANSWERED && type != EVENT_ORDERED &&
	       type != EVENT_JOINED && type != EVENT_DESIGNATED && type != EVENT_TRANSFERRED && type != EVENT_TRANSFER_RETURNED && (type != EVENT_URGED || actor == ACTOR_PERSON);
}

/* An approval publishes the words of the reply before it, an extension the reason it was asked for. */
static uint32_t texts_seq(const struct showing *s, size_t event)
{
	uint32_t type = s->told[event].type;
	uint32_t wanted = type == EVENT_APPROVED ? EVENT_REPLIED : type == EVENT_EXTENDED ? EVENT_EXTENSION_ASKED : 0;

	for (size_t i = event; s->as == VIEW_AS_PERSON && wanted && i-- > 0;)
		if (s->told[i].type == wanted)
			return s->told[i].seq;
	return s->told[event].seq;
}

/* A row that carries words, rather than a file's hash or nothing. */
static bool has_words(const struct event_told_out *row)
{
	return !text_empty(row->field) && !text_starts(row->field, "file");
}

/* Of a province's own field its label, as its rules of then say it; else the name. */
static const char *text_label(const struct showing *s, const char *field)
{
	for (size_t i = 0; s->form && i < s->form->count; i++)
		if (strcmp(s->form->all[i].key, field) == 0)
			return s->form->all[i].label;
	if (text_starts(field, "x_"))
		return field + 2;
	return view_label(s->req, arena_printf(s->req->arena, "text.%s", field));
}

/* ---- events --------------------------------------------------------------------------------------------- */

/* Who it is lies sealed; that it is another is all there is to say. */
static bool corrects_person(struct arena *arena, struct bytes canonical)
{
	const char *fields = event_raw_text(arena, event_fact_of(canonical, "fields"));
	size_t len = strlen(fields);

	return len >= 6 && strcmp(fields + len - 6, "person") == 0;
}

static void show_texts(const struct showing *s, size_t event, size_t at)
{
	uint32_t seq = texts_seq(s, event);
	size_t shown = 0;

	if (!shows_texts(s, s->told[event].type, s->told[event].actor_kind))
		return;
	for (size_t i = 0; i < s->count && s->told[i].seq <= seq; i++) {
		const struct event_told_out *t = &s->told[i];

		if (t->seq != seq || !has_words(t) || (s->as == VIEW_AS_PERSON && strcmp(t->field, "old_record") == 0))
			continue;
		view_setf(s->req, t->body, "Events.%zu.Texts.%zu.Body", at, shown);
		if (s->as != VIEW_AS_PERSON || s->told[event].type == EVENT_CORRECTED)
			view_setf(s->req, text_label(s, t->field), "Events.%zu.Texts.%zu.Label", at, shown);
		shown++;
	}
	if (s->told[event].type == EVENT_CORRECTED && corrects_person(s->req->arena, s->told[event].canonical)) {
		view_setf(s->req, view_label(s->req, "correct.person_new"), "Events.%zu.Texts.%zu.Body", at, shown);
		view_setf(s->req, view_label(s->req, "text.person"), "Events.%zu.Texts.%zu.Label", at, shown);
	}
}

static void show_escalation_text(const struct showing *s, size_t event, size_t at)
{
	const char *text = escalation_text(s->req, s->told[event].canonical);

	if (!text)
		return;
	view_setf(s->req, text, "Events.%zu.Texts.0.Body", at);
	view_setf(s->req, view_label(s->req, "said.escalation"), "Events.%zu.Texts.0.Label", at);
}

/* Where the calendar moved a date, the dates are what the event has to say; of the person's only the promise. */
static void show_recount(const struct showing *s, size_t event, size_t at)
{
	enum stage promise = recount_text(s->req, s->told[event].canonical, STAGE_EXTEND) ? STAGE_EXTEND : STAGE_ANSWER;
	enum stage first = s->as == VIEW_AS_PERSON ? promise : STAGE_NONE + 1;
	enum stage last = s->as == VIEW_AS_PERSON ? promise : STAGE_END - 1;
	size_t shown = 0;

	for (enum stage stage = first; stage <= last; stage++) {
		const char *text = recount_text(s->req, s->told[event].canonical, stage);

		if (!text)
			continue;
		view_setf(s->req, text, "Events.%zu.Texts.%zu.Body", at, shown);
		view_setf(s->req, view_label(s->req, arena_printf(s->req->arena, "stage.%s", stage_word((int)stage))),
			  "Events.%zu.Texts.%zu.Label", at, shown++);
	}
}

/* The person is spoken to; staff and auditors read about them. Most events have one name for all. */
static const char *event_label(const struct showing *s, const char *word)
{
	const char *key = arena_printf(s->req->arena, "own_event.%s", word);
	const char *own = s->as == VIEW_AS_PERSON ? view_label(s->req, key) : key;

	return own != key ? own : view_label(s->req, arena_printf(s->req->arena, "event.%s", word));
}

/* Events.N.{FromMs,DueMs}: from when to when an answer was extended. */
static void show_extension(struct request *req, struct bytes canonical, size_t at)
{
	struct event_said said;
	const struct said_clock *clock = event_read(canonical, &said) == ST_OK ? event_clock_of(&said, STAGE_EXTEND) : NULL;

	if (!clock)
		return;
	view_intf(req, clock->from_ms, "Events.%zu.FromMs", at);
	view_intf(req, clock->due_ms, "Events.%zu.DueMs", at);
}

/* Events.N.{Why.M,Wanted}: what the person was dissatisfied with, and asks for. */
static void show_why(struct request *req, struct bytes canonical, size_t at)
{
	const char *wanted = event_raw_text(req->arena, event_fact_of(canonical, "wanted"));
	char *words = arena_strdup(req->arena, event_raw_text(req->arena, event_fact_of(canonical, "why")));
	size_t shown = 0;

	for (char *rest = NULL, *word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
		view_setf(req, view_label(req, arena_printf(req->arena, "why.reason.%s", word)), "Events.%zu.Why.%zu", at, shown++);
	if (*wanted)
		view_setf(req, view_label(req, arena_printf(req->arena, "why.want.%s", wanted)), "Events.%zu.Wanted", at);
}

/* Where it went. */
static const char *region_of(struct request *req, const struct event_told_out *e)
{
	const char *code = event_raw_text(req->arena, event_fact_of(e->canonical, "region"));

	return site_region_name(req, (uint32_t)strtoul(code, NULL, 10));
}

/* The role in which it was done, as the event says it; "" of an old event without. */
static const char *actor_role(struct request *req, struct bytes canonical)
{
	return event_raw_text(req->arena, event_role(canonical));
}

/* Events.N.{By,Office,Second}: who looked at who the person is, by role and where they sit, and in which role somebody agreed. */
static void show_look(struct request *req, struct bytes canonical, size_t at)
{
	const char *office = event_raw_text(req->arena, event_fact_of(canonical, "office"));

	view_setf(req, actor_role(req, canonical), "Events.%zu.By", at);
	view_setf(req, site_region_name(req, (uint32_t)strtoul(office, NULL, 10)), "Events.%zu.Office", at);
	view_setf(req, event_raw_text(req->arena, event_fact_of(canonical, "second")), "Events.%zu.Second", at);
}

static void show_event(const struct showing *s, size_t event, size_t at)
{
	const struct event_told_out *e = &s->told[event];
	struct request *req = s->req;
	const char *word = event_word((int)e->type);

	view_intf(req, e->at_ms, "Events.%zu.AtMs", at);
	view_setf(req, word, "Events.%zu.Type", at);
	view_setf(req, event_label(s, word), "Events.%zu.Label", at);
	if (e->type == EVENT_RECOUNTED)
		show_recount(s, event, at);
	else if (e->type == EVENT_ESCALATED)
		show_escalation_text(s, event, at);
	else
		show_texts(s, event, at);
	if (e->type == EVENT_REOPENED)
		show_why(req, e->canonical, at);
	if (e->type == EVENT_EXTENDED)
		show_extension(req, e->canonical, at);
	if (e->type == EVENT_FILE_HELD)
		view_setf(req, event_raw_text(req->arena, event_fact_of(e->canonical, "found")), "Events.%zu.Found", at);
	if (e->type == EVENT_REVEALED)
		show_look(req, e->canonical, at);
	if (e->type == EVENT_TRANSFERRED || e->type == EVENT_TRANSFER_RETURNED)
		view_setf(req, region_of(req, e), "Events.%zu.Region", at);
	if (s->as == VIEW_AS_PERSON)
		return;
	view_intf(req, e->seq, "Events.%zu.Seq", at);
	view_setf(req, state_word((int)e->to_state), "Events.%zu.To", at);
	view_setf(req, actor_word((int)e->actor_kind), "Events.%zu.Actor", at);
	view_intf(req, e->actor_id, "Events.%zu.ActorId", at);
	view_setf(req, e->unit, "Events.%zu.Unit", at);
	view_setf(req, event_raw_text(req->arena, event_fact_of(e->canonical, "assignee")), "Events.%zu.Assignee", at);
	view_setf(req, event_raw_text(req->arena, event_fact_of(e->canonical, "for")), "Events.%zu.For", at);
	view_setf(req, event_raw_text(req->arena, event_fact_of(e->canonical, "ticket")), "Events.%zu.Ticket", at);
	view_setf(req, text_hex(req->arena, e->hash.p, e->hash.n), "Events.%zu.Hash", at);
	if (s->as == VIEW_AS_AUDITOR)
		view_setf(req, arena_strndup(req->arena, (const char *)e->canonical.p, e->canonical.n), "Events.%zu.Canonical", at);
}

enum ticket_part ticket_hides(struct request *req, enum view_as as, const struct ticket_told *told, size_t row)
{
	const struct showing s = { .req = req, .as = as, .told = told->rows, .count = told->count };
	const struct event_told_out *e = &told->rows[row];

	if (!shows_event(&s, e))
		return TICKET_PART_EVENT;
	for (size_t i = row; i < told->count && told->rows[i].seq == e->seq; i++)
		if (has_words(&told->rows[i]) && !shows_texts(&s, e->type, e->actor_kind))
			return TICKET_PART_WORDS;
	return TICKET_PART_NONE;
}

static void show_events(const struct showing *s)
{
	size_t at = 0;

	for (size_t i = 0; i < s->count; i++)
		if ((i == 0 || s->told[i].seq != s->told[i - 1].seq) && shows_event(s, &s->told[i]))
			show_event(s, i, at++);
}

static void add_words_json(const struct showing *s, size_t event, struct buf *json)
{
	uint32_t seq = texts_seq(s, event);
	const char *before = "";

	if (!shows_texts(s, s->told[event].type, s->told[event].actor_kind))
		return;
	for (size_t i = 0; i < s->count && s->told[i].seq <= seq; i++) {
		if (s->told[i].seq != seq || !has_words(&s->told[i]))
			continue;
		buf_text(json, before);
		buf_json(json, s->told[i].field);
		buf_char(json, ':');
		buf_json(json, s->told[i].body);
		before = ",";
	}
}

static void add_look_json(struct request *req, struct bytes canonical, struct buf *json)
{
	buf_text(json, ",\"by\":");
	buf_json(json, actor_role(req, canonical));
	buf_text(json, ",\"second\":");
	buf_json(json, event_raw_text(req->arena, event_fact_of(canonical, "second")));
}

void ticket_events_json(struct request *req, const struct ticket_told *told, struct buf *json)
{
	const struct showing s = { .req = req, .as = VIEW_AS_PERSON, .told = told->rows, .count = told->count };
	const char *before = "";

	buf_char(json, '[');
	for (size_t i = 0; i < s.count; i++) {
		const struct event_told_out *e = &s.told[i];
		const char *word = event_word((int)e->type);

		if ((i > 0 && e->seq == s.told[i - 1].seq) || !shows_event(&s, e))
			continue;
		buf_printf(json, "%s\n  {\"seq\":%u,\"at\":\"%s\",\"event\":\"%s\",\"label\":", before, e->seq, time_text(req->arena, e->at_ms), word);
		buf_json(json, event_label(&s, word));
		if (e->type == EVENT_REVEALED)
			add_look_json(req, e->canonical, json);
		buf_text(json, ",\"words\":{");
		add_words_json(&s, i, json);
		buf_text(json, "}}");
		before = ",";
	}
	buf_char(json, ']');
}

/* Of the filing, or of its person's correction. */
static bool says_matter(const struct event_told_out *row)
{
	return (row->seq == 1 || row->type == EVENT_CORRECTED) && has_words(row);
}

const char *ticket_told_text(const struct ticket_told *told, const char *field)
{
	for (size_t i = told->count; i-- > 0;)
		if (says_matter(&told->rows[i]) && strcmp(told->rows[i].field, field) == 0)
			return told->rows[i].body;
	return "";
}

/* Content and wish of the filing, at the head of the page, as they were put last; and what the province asked beside. */
static void show_words(const struct showing *s)
{
	size_t extra = 0;

	for (size_t i = 0; i < s->count; i++) {
		if (s->told[i].type == EVENT_CORRECTED)
			view_int(s->req, "Ticket.CorrectedMs", s->told[i].at_ms);
		if (!says_matter(&s->told[i]))
			continue;
		view_setf(s->req, s->told[i].body, "Ticket.Text.%s", s->told[i].field);
		if (!text_starts(s->told[i].field, "x_"))
			continue;
		view_setf(s->req, text_label(s, s->told[i].field), "Ticket.Extra.%zu.Label", extra);
		view_setf(s->req, s->told[i].body, "Ticket.Extra.%zu.Body", extra++);
	}
}

static const struct province_form *form_of(const struct showing *s, const struct ticket_row *t)
{
	struct province_form *form = ARENA_NEW(s->req->arena, struct province_form);

	for (size_t i = 0; i < s->count && s->told[i].seq == 1; i++) {
		if (text_empty(s->told[i].field) || !text_starts(s->told[i].field, "x_"))
			continue;
		province_form_ask(s->req, &(struct province_matter){ .region = t->region, .every = true, .version = t->rules_version }, form);
		return form;
	}
	return NULL;
}

/* Who was told of the clock at hand. */
static void show_escalation(const struct showing *s)
{
	for (size_t i = s->count; i-- > 0;)
		if (view_escalation(s->req, s->told[i].canonical))
			return;
}

/* Whether the person is called back was decided where the matter was answered last. */
static void show_sample(const struct showing *s)
{
	for (size_t i = s->count; i-- > 0;)
		if (view_sample(s->req, s->told[i].canonical))
			return;
}

/* ---- the ticket itself -------------------------------------------------------------------------------------- */

static void show_ticket(struct request *req, const struct ticket_row *t)
{
	view_set(req, "Ticket.Number", t->number);
	view_set(req, "Ticket.State", state_word((int)t->state));
	view_set(req, "Ticket.StateLabel", view_label(req, arena_printf(req->arena, "state.%s", state_word((int)t->state))));
	view_set(req, "Ticket.KindLabel", view_label(req, arena_printf(req->arena, "kind.%s", kind_word((int)t->kind))));
	view_set(req, "Ticket.ItemName", site_item_name(req, t->item));
	view_set(req, "Ticket.RegionName", site_region_name(req, t->region));
	view_int(req, "Ticket.FiledMs", t->filed_ms);
	view_int(req, "Ticket.PromiseMs", t->answer_due_ms);
	view_flag(req, "Ticket.Paused", t->paused_ms > 0);
	view_flag(req, "Ticket.Confidential", t->confidential);
}

/* ... and what its person is not shown, or need not be. */
static void show_ticket_inside(struct request *req, const struct ticket_row *t)
{
	view_set(req, "Ticket.Kind", kind_word((int)t->kind));
	view_set(req, "Ticket.Source", source_word((int)t->source));
	view_int(req, "Ticket.DueMs", t->due_ms);
	view_int(req, "Ticket.HappenedMs", t->happened_ms);
	view_flag(req, "Ticket.Late", t->due_ms > 0 && !t->paused_ms && t->due_ms < req->now_ms && !state_is_final((int)t->state));
	view_flag(req, "Ticket.Final", state_is_final((int)t->state));
	view_int(req, "Ticket.Rating", t->rating);
	view_int(req, "Ticket.Version", t->version);
	view_set(req, "Ticket.Summary", t->summary);
	view_set(req, "Ticket.PhoneMask", t->phone_mask);
	view_set(req, "Ticket.NameMask", t->name_mask);
	view_set(req, "Ticket.Unit", t->unit);
	if (t->assignee)
		view_int(req, "Ticket.Assignee", t->assignee);
}

/* Ticket.Files.N.{Small,Width,Height}: where its small picture is, and how large it is shown. */
static void show_small(struct request *req, enum view_as as, const struct attachment_of_ticket_out *file, size_t at)
{
	view_setf(req, as == VIEW_AS_PERSON ? picture_address(req, file->id) : arena_printf(req->arena, "/admin/file/%llu/small", (unsigned long long)file->id),
		  "Ticket.Files.%zu.Small", at);
	view_intf(req, (file->thumb_width + 1) / 2, "Ticket.Files.%zu.Width", at);
	view_intf(req, (file->thumb_height + 1) / 2, "Ticket.Files.%zu.Height", at);
}

static enum status show_files(struct request *req, enum view_as as, uint64_t ticket_id)
{
	struct attachment_of_ticket_out *files;
	size_t count;

	TRY(attachment_of_ticket_list(site_of(req)->db, req->arena, &(struct attachment_of_ticket_in){ ticket_id }, &files, &count));
	for (size_t i = 0; i < count; i++) {
		view_intf(req, (int64_t)files[i].id, "Ticket.Files.%zu.Id", i);
		view_setf(req, files[i].name, "Ticket.Files.%zu.Name", i);
		view_intf(req, (int64_t)(files[i].size / 1024) + 1, "Ticket.Files.%zu.Kib", i);
		view_setf(req, check_word((int)files[i].checked), "Ticket.Files.%zu.Check", i);
		if (files[i].checked == CHECK_HELD || files[i].checked == CHECK_DESTROYED)
			view_setf(req, files[i].found, "Ticket.Files.%zu.Found", i);
		if (files[i].thumb_width && check_lets_through((int)files[i].checked))
			show_small(req, as, &files[i], i);
	}
	return ST_OK;
}

enum status ticket_told_load(struct request *req, uint64_t ticket_id, struct ticket_told *told)
{
	struct event_told_out *rows;

	*told = (struct ticket_told){ 0 };
	TRY(event_told_list(site_of(req)->db, req->arena, &(struct event_told_in){ ticket_id }, &rows, &told->count));
	told->rows = rows;
	return ST_OK;
}

enum status view_ticket_told(struct request *req, const struct ticket_row *ticket, enum view_as as, const struct ticket_told *told)
{
	struct showing s = { .req = req, .as = as, .told = told->rows, .count = told->count };

	show_ticket(req, ticket);
	if (as != VIEW_AS_PERSON)
		show_ticket_inside(req, ticket);
	if (ticket->files > 0)
		TRY(show_files(req, as, ticket->id));
	s.form = form_of(&s, ticket);
	show_words(&s);
	show_events(&s);
	if (as != VIEW_AS_PERSON)
		show_sample(&s);
	if (as != VIEW_AS_PERSON && ticket->step > 0)
		show_escalation(&s);
	return ST_OK;
}

/* The newest promise is the one that holds. */
void view_ticket_promise(struct request *req, const struct ticket_told *told, unsigned parts)
{
	for (size_t i = told->count; i-- > 0;)
		if (view_promise(req, told->rows[i].canonical, parts))
			return;
}

enum status view_ticket(struct request *req, const struct ticket_row *ticket, enum view_as as)
{
	struct ticket_told told;

	TRY(ticket_told_load(req, ticket->id, &told));
	view_ticket_promise(req, &told, PROMISE_CALENDAR | PROMISE_DAYS);
	return view_ticket_told(req, ticket, as, &told);
}
