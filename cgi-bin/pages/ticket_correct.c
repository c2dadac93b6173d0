/* Correcting a filing; see ticket_correct.h. */
#include "pages/ticket_correct.h"

#include <string.h>

#include "base/limits.h"
#include "base/now.h"
#include "base/vault_key.h"
#include "pages/intake.h"
#include "pages/matter_fields.h"
#include "pages/notice_view.h"
#include "pages/phone_check.h"
#include "pages/portal_visit.h"
#include "pages/ticket_track.h"
#include "store/correct_store.h"

#define TEXTS 6			/* words of the filing, those of text_names */
#define MOMENT_BYTES 17		/* 2026-11-20 21:30 */

#define CORRECT_FIELDS \
	{ "number", FIELD_TICKET, .flags = FIELD_REQUIRED }, \
	{ "code", FIELD_CODE, .flags = FIELD_REQUIRED }, \
	MATTER_FIELDS, \
	{ "contact", FIELD_CHOICE, .choices = "keep change", .flags = FIELD_REQUIRED }, \
	{ "name", FIELD_LINE, 0, 50 }, \
	{ "phone", FIELD_PHONE }, \
	{ "email", FIELD_EMAIL }, \
	{ "quiet", FIELD_YES }

const struct field correct_fields[] = { CORRECT_FIELDS, { 0 } };
const struct field correct_save_fields[] = {
	CORRECT_FIELDS,
	{ "intent", FIELD_HEX, 32, 32, FIELD_REQUIRED },
	{ "do", FIELD_CHOICE, .choices = "save back", .flags = FIELD_REQUIRED },
	{ 0 }
};

static const char *const text_names[TEXTS] = { "content", "wish", "place", "company", "plate", "line" };

/* ---- whether --------------------------------------------------------------------------------------------- */

bool correct_is_open(const struct request *req, const struct ticket_row *ticket, const struct ticket_told *told)
{
	if (ticket->state != STATE_ACCEPTED || req->now_ms >= correct_until_ms(ticket->filed_ms))
		return false;
	for (size_t i = 0; i < told->count; i++)
		if (told->rows[i].seq > 1 && told->rows[i].actor_kind == ACTOR_STAFF)
			return false;
	return true;
}

/* ST_CONFLICT with its error: not any more. */
static enum status open_filing(struct request *req, struct ticket_row *ticket, struct ticket_told *told)
{
	TRY(track_open(req, ticket, told));
	if (correct_is_open(req, ticket, told))
		return ST_OK;
	request_error(req, "", "correct_closed");
	return ST_CONFLICT;
}

/* ---- what is different ------------------------------------------------------------------------------------ */

static const char *moment(struct arena *arena, int64_t at_ms)
{
	char *text;

	if (!at_ms)
		return "";
	text = arena_strndup(arena, time_text(arena, at_ms), MOMENT_BYTES - 1);
	return text;
}

struct changes {
	struct event_text texts[TEXTS + 2];	/* what is new: the words, the moment, the person */
	size_t count;
	bool person;
};

static bool is_changed(struct request *req, const struct ticket_told *told, const char *name)
{
	return !text_equal(field_text(req, name), ticket_told_text(told, name));
}

static struct changes find_changes(struct request *req, const struct ticket_row *ticket, const struct ticket_told *told)
{
	struct changes c = { .person = strcmp(field_text(req, "contact"), "change") == 0 };
	const char *before = moment(req->arena, ticket->happened_ms);
	const char *now = moment(req->arena, field_number(req, "happened_at"));

	for (size_t i = 0; i < TEXTS; i++)
		if (is_changed(req, told, text_names[i]))
			c.texts[c.count++] = (struct event_text){ .field = text_names[i], .body = field_text(req, text_names[i]) };
	if (!text_equal(before, now))
		c.texts[c.count++] = (struct event_text){ .field = "happened_at", .body = now };
	return c;
}

static enum status check_contact(struct request *req, const struct ticket_row *ticket, const struct changes *changes)
{
	bool typed = field_given(req, "name") || field_given(req, "phone") || field_given(req, "email");

	if (!changes->person && typed)
		request_error(req, "contact", "contact_typed");
	else if (changes->person && !field_given(req, "phone") && ticket->reply_by != REPLY_BY_WEB)
		request_error(req, "phone", "phone_for_reply");
	else if (!changes->person && changes->count == 0)
		request_error(req, "", "correct_nothing");
	if (req->error_count > 0)
		return ST_INVALID;
	return changes->person && field_given(req, "phone") ? phone_check_changed(req, ticket, field_text(req, "phone")) : ST_OK;
}

/* ---- the form and the check ------------------------------------------------------------------------------- */

static enum status show_form(struct request *req, const struct ticket_row *ticket, const struct ticket_told *told)
{
	struct notice_any_of_out any;

	TRY(notice_any_of(site_of(req)->db, req->arena, &(struct notice_any_of_in){ ticket->id, ticket->id }, &any));
	visit_begin(req);
	view_template(req, "ticket_correct");
	view_notices_offered(req);
	view_set(req, "Who.Number", ticket->number);
	view_set(req, "Who.Code", field_text(req, "code"));
	view_set(req, "Ticket.Number", ticket->number);
	view_set(req, "Ticket.PhoneMask", ticket->phone_mask);
	view_set(req, "Ticket.NameMask", ticket->name_mask);
	view_flag(req, "Ticket.Confidential", ticket->confidential);
	view_int(req, "Ticket.CorrectUntilMs", correct_until_ms(ticket->filed_ms));
	for (size_t i = 0; i < TEXTS; i++)
		field_show(req, text_names[i], ticket_told_text(told, text_names[i]));
	field_show(req, "happened_at", moment(req->arena, ticket->happened_ms));
	if (!params_get(&req->form, "contact"))
		view_flag(req, "Form.contact.Is.keep", true);
	field_show(req, "quiet", !any.contact && !text_empty(ticket->phone_mask) ? "yes" : "");
	return ST_OK;
}

enum status page_correct_act(struct request *req)
{
	struct ticket_told told;
	struct ticket_row ticket;

	TRY(open_filing(req, &ticket, &told));
	return show_form(req, &ticket, &told);
}

static const char *person_line(struct request *req, const char *name, const char *phone, const char *email)
{
	const char *line = arena_printf(req->arena, "%s %s %s", name, phone, email);

	return strspn(line, " ") == strlen(line) ? view_label(req, "correct.nobody") : line;
}

static void show_change(struct request *req, size_t at, const char *field, const char *before, const char *now)
{
	view_setf(req, view_label(req, arena_printf(req->arena, "text.%s", field)), "Changes.%zu.Label", at);
	view_setf(req, before, "Changes.%zu.Before", at);
	view_setf(req, now, "Changes.%zu.Now", at);
}

static enum status show_check(struct request *req, const struct ticket_row *ticket, const struct ticket_told *told, const struct changes *c)
{
	TRY(show_form(req, ticket, told));
	view_template(req, "ticket_correct_check");
	for (size_t i = 0; i < c->count; i++)
		show_change(req, i, c->texts[i].field, text_equal(c->texts[i].field, "happened_at") ? moment(req->arena, ticket->happened_ms) :
			    ticket_told_text(told, c->texts[i].field), c->texts[i].body);
	if (c->person)
		show_change(req, c->count, "person", person_line(req, ticket->name_mask, ticket->phone_mask, ""),
			    person_line(req, field_text(req, "name"), field_text(req, "phone"), field_text(req, "email")));
	view_intent(req);
	return ST_OK;
}

enum status page_correct_check_act(struct request *req)
{
	struct ticket_told told;
	struct ticket_row ticket;
	struct changes changes;

	TRY(open_filing(req, &ticket, &told));
	changes = find_changes(req, &ticket, &told);
	TRY(check_contact(req, &ticket, &changes));
	return show_check(req, &ticket, &told, &changes);
}

/* What was typed when the time ran out goes into the supplement's box. */
static const char *as_supplement(struct request *req, const struct ticket_row *ticket, const struct ticket_told *told)
{
	const struct changes c = find_changes(req, ticket, told);
	struct buf text = buf_new(req->arena, 1024);

	for (size_t i = 0; i < c.count; i++)
		buf_printf(&text, "%s%s: %s", i ? "\n" : "", view_label(req, arena_printf(req->arena, "text.%s", c.texts[i].field)), c.texts[i].body);
	return text_cut(req->arena, text.text, LIMIT_REPLY_CHARS);
}

enum status page_correct_again(struct request *req)
{
	struct ticket_told told;
	struct ticket_row ticket;

	if (req->method == METHOD_POST && field_given(req, "number") && field_given(req, "code") && track_open(req, &ticket, &told) == ST_OK) {
		if (correct_is_open(req, &ticket, &told))
			return show_form(req, &ticket, &told);
		field_show(req, "supplement", as_supplement(req, &ticket, &told));
		return track_show_again(req, &ticket, "");
	}
	return page_track_again(req);
}

/* ---- saving ---------------------------------------------------------------------------------------------- */

/* Who it is now: sealed for the vault, and where notices go once more for the worker. */
static enum status seal_person(struct request *req, const struct ticket_row *ticket, struct changes *changes, struct correction *c)
{
	char *id = ARENA_ARRAY(req->arena, KEY_ID_CHARS + 1, char);
	uint8_t public_key[KEY_BYTES];
	struct site *site = site_of(req);
	const struct person person = { field_text(req, "name"), field_text(req, "phone"), field_text(req, "email") };

	c->person = true;
	c->phone_mask = text_mask_phone(req->arena, person.phone);
	c->name_mask = text_mask_name(req->arena, person.name);
	c->phone_index = person_phone_index(req->arena, site->phone_key, person.phone);
	if (!person_is_empty(&person)) {
		TRY(vault_key_public(config_text(site->config, "key.dir"), public_key, id));
		person_seal(req->arena, public_key, &person, &changes->texts[changes->count++], &c->wrapped, &c->sealed);
		c->vault_key = id;
	}
	if (!field_number(req, "quiet") && !ticket->confidential)
		contact_seal(req->arena, site->notice_public, &person, &c->told);
	return ST_OK;
}

static const char *field_list(struct request *req, const struct changes *c)
{
	struct buf list = buf_new(req->arena, 128);

	for (size_t i = 0; i < c->count; i++)
		if (!c->texts[i].sealed)
			buf_printf(&list, "%s%s", list.len ? " " : "", c->texts[i].field);
	if (c->person)
		buf_printf(&list, "%sperson", list.len ? " " : "");
	return list.text;
}

static enum status save(struct request *req, const struct ticket_row *ticket, struct changes *changes, const uint8_t key[HASH_BYTES])
{
	struct correction correction = {
		.summary = intake_summary(req->arena, field_text(req, "content")), .place = field_text(req, "place"), .company = field_text(req, "company"),
		.plate = field_text(req, "plate"), .line = field_text(req, "line"), .happened_ms = field_number(req, "happened_at"),
	};
	struct move move = {
		.type = EVENT_CORRECTED, .role = ROLE_PUBLIC, .actor = ACTOR_PERSON, .ticket_id = ticket->id, .expected_version = ticket->version,
		.texts = changes->texts, .corrects = &correction,
	};
	struct event_fact fact = { "fields", field_list(req, changes) };
	struct moved moved;

	if (changes->person)
		TRY(seal_person(req, ticket, changes, &correction));
	memcpy(move.key, key, HASH_BYTES);
	move.text_count = changes->count;
	move.facts = &fact;
	move.fact_count = 1;
	return move_ticket(site_of(req)->db, req->arena, &move, &moved);
}

enum status page_correct_save_act(struct request *req)
{
	struct site *site = site_of(req);
	struct idempotency_find_out done;
	struct ticket_told told;
	struct ticket_row ticket;
	struct changes changes;
	uint8_t key[HASH_BYTES];
	const char *text;
	enum status status;

	TRY(track_open(req, &ticket, &told));
	text = arena_printf(req->arena, "%s %s", ticket.number, field_text(req, "intent"));
	crypto_hmac(site->code_key, text, strlen(text), key);
	status = idempotency_find(site->db, req->arena, &(struct idempotency_find_in){ { key, HASH_BYTES } }, &done);
	if (status == ST_OK)	/* the button was pressed twice */
		return track_show_again(req, &ticket, "corrected");
	if (status != ST_NOT_FOUND)
		return status;
	TRY(open_filing(req, &ticket, &told));
	if (strcmp(field_text(req, "do"), "back") == 0)
		return show_form(req, &ticket, &told);
	changes = find_changes(req, &ticket, &told);
	TRY(check_contact(req, &ticket, &changes));
	status = save(req, &ticket, &changes, key);
	if (status == ST_CONFLICT || status == ST_EXPIRED) {
		request_error(req, "", "correct_closed");
		return ST_CONFLICT;
	}
	TRY(status);
	TRY(ticket_by_id(site->db, req->arena, &(struct ticket_by_id_in){ ticket.id }, &ticket));
	return track_show_again(req, &ticket, "corrected");
}
