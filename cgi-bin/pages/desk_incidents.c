/* Telling the public; see desk_incidents.h. Every act is in the trail of acts. */
#include "pages/desk_incidents.h"

#include <stdlib.h>
#include <string.h>

#include "base/now.h"
#include "pages/desk_choices.h"
#include "pages/desk_list.h"
#include "pages/desk_nav.h"
#include "pages/incident_view.h"
#include "pages/intent.h"
#include "store/incident_store.h"
#include "web/response.h"

#define LIST_MAX 200
#define NO_WORD (-1)

static const char *check_region(struct request *req, const char *text)
{
	uint32_t code = (uint32_t)strtoul(text, NULL, 10);

	return (code == 0 || region_find(&site_of(req)->regions, code)) && region_covers(req->viewer->region, code) ? NULL : "out_of_reach";
}

/* What both forms have. */
#define WORDS_FIELDS \
	{ "intent", FIELD_HEX, 32, 32, FIELD_REQUIRED }, \
	{ "do", FIELD_CHOICE, .choices = "preview publish", .flags = FIELD_REQUIRED }, \
	{ "ends", FIELD_TIME, .flags = FIELD_FUTURE }, \
	{ "body", FIELD_BLOCK, 2, INCIDENT_WORDS_CHARS, FIELD_REQUIRED }, \
	{ "body_en", FIELD_BLOCK, 0, 2 * INCIDENT_WORDS_CHARS }

const struct field incidents_fields[] = {
	{ "nature", FIELD_CHOICE, .choices = "fault planned", .flags = FIELD_REQUIRED },
	{ "part", FIELD_CHOICE, .choices = "portal desk notice phone", .flags = FIELD_REQUIRED },
	{ "region", FIELD_REGION, .flags = FIELD_REQUIRED, .check = check_region },
	{ "begins", FIELD_TIME, .flags = FIELD_FUTURE },
	{ "title", FIELD_LINE, 2, INCIDENT_TITLE_CHARS, FIELD_REQUIRED },
	{ "title_en", FIELD_LINE, 0, 2 * INCIDENT_TITLE_CHARS },
	WORDS_FIELDS,
	{ 0 }
};

const struct field incident_fields[] = {
	{ "step", FIELD_CHOICE, .choices = "said ended corrected", .flags = FIELD_REQUIRED },
	{ "word", FIELD_NUMBER, 0, UINT32_MAX },	/* which wording is put right; 0: the title */
	WORDS_FIELDS,
	{ 0 }
};

static bool is_preview(const struct request *req)
{
	return text_equal(field_text(req, "do"), "preview");
}

/* As the public will see it: on the Chinese pages, then on the English ones. */
static void show_preview(struct request *req, const struct incident_told *told)
{
	incident_view(req, told, false, "Preview.0");
	incident_view(req, told, true, "Preview.1");
}

static enum status refuse(struct request *req, const char *field, const char *key)
{
	request_error(req, field, key);
	return ST_INVALID;
}

/* Writes it down, then shows the one it became. */
static enum status publish(struct request *req, struct incident_note *note)
{
	enum status status;

	note->staff_id = req->viewer->id;
	note->now_ms = req->now_ms;
	memcpy(note->key, intent_key(req, "incident").p, HASH_BYTES);
	status = incident_write(site_of(req)->db, req->arena, note);
	if (status == ST_CONFLICT)
		request_error(req, "", "incident_over");
	if (status != ST_DUPLICATE)
		TRY(status);
	return response_redirectf(req, "/admin/incidents/%u", note->id);
}

/* ---- all, and a new one ------------------------------------------------------------------------------------------ */

enum status page_incidents_desk_show(struct request *req)
{
	struct incident_of_reach_in in = { .most = LIST_MAX };
	struct incident_row *rows;
	size_t count;

	desk_nav(req);
	desk_reach(req->viewer, &in.region_from, &in.region_until);
	TRY(incident_of_reach_list(site_of(req)->db, req->arena, &in, &rows, &count));
	for (size_t i = 0; i < count; i++)
		incident_view(req, &(struct incident_told){ .row = rows[i] }, text_equal(req->language, "en"), arena_printf(req->arena, "Rows.%zu", i));
	show_region_choices(req, req->viewer->region, REGION_CITY);
	field_show(req, "region", arena_printf(req->arena, "%06u", req->viewer->region));
	view_intent(req);
	return ST_OK;
}

/* A fault is told when it is there, and nobody knows its end; planned work has both. */
static enum status read_times(struct request *req, struct incident_open_in *open)
{
	open->begins_ms = field_given(req, "begins") ? field_number(req, "begins") : req->now_ms;
	open->ends_ms = field_number(req, "ends");
	if (!open->planned && open->begins_ms > req->now_ms)
		return refuse(req, "begins", "fault_to_come");
	if (!open->planned && open->ends_ms)
		return refuse(req, "ends", "fault_end");
	if (open->planned && !field_given(req, "begins"))
		return refuse(req, "begins", "required");
	if (open->planned && !open->ends_ms)
		return refuse(req, "ends", "required");
	if (open->planned && (open->ends_ms <= open->begins_ms || open->ends_ms <= req->now_ms))
		return refuse(req, "ends", open->ends_ms <= open->begins_ms ? "before_begin" : "end_past");
	return ST_OK;
}

static enum status preview_new(struct request *req, const struct incident_note *note)
{
	const struct incident_open_in *o = &note->open;
	struct incident_words_out word = { .at_ms = req->now_ms, .body = note->body, .body_en = note->body_en };
	struct incident_told told = {
		.row = { .part = o->part, .region = o->region, .planned = o->planned, .title = o->title, .title_en = o->title_en, .first = o->title,
			 .first_en = o->title_en, .begins_ms = o->begins_ms, .ends_ms = o->ends_ms },
		.words = &word, .count = 1,
	};

	show_preview(req, &told);
	return page_incidents_desk_show(req);
}

enum status page_incidents_desk_act(struct request *req)
{
	struct incident_note note = {
		.open = { .part = field_text(req, "part"), .region = (uint32_t)field_number(req, "region"),
			  .planned = text_equal(field_text(req, "nature"), "planned"), .title = field_text(req, "title"), .title_en = field_text(req, "title_en") },
		.body = field_text(req, "body"), .body_en = field_text(req, "body_en"), .act = "incident_opened", .detail = field_text(req, "title"),
	};

	TRY(read_times(req, &note.open));
	return is_preview(req) ? preview_new(req, &note) : publish(req, &note);
}

/* ---- one of them ------------------------------------------------------------------------------------------------- */

static enum status load(struct request *req, struct incident_told *told)
{
	struct incident_told *loaded;
	struct incident_row row;
	int64_t id;

	if (text_to_int(request_captured(req, "id"), 1, UINT32_MAX, &id) != ST_OK)
		return ST_NOT_FOUND;
	TRY(incident_find(site_of(req)->db, req->arena, &(struct incident_find_in){ (uint32_t)id }, &row));
	if (!region_covers(req->viewer->region, row.region))
		return ST_NOT_FOUND;
	TRY(incident_load_words(req, &row, 1, &loaded));
	*told = *loaded;
	return ST_OK;
}

/* What stands now for the first wording of that number; NULL: this incident has none. */
static const struct incident_words_out *word_of(const struct incident_told *told, int64_t id)
{
	struct incident_wording w;

	for (size_t at = 0; incident_next(told, &at, &w);)
		if (w.first->id == id)
			return w.standing;
	return NULL;
}

/* Amend.Word and what stands there now in the form: a wording is put right from its present words. */
static enum status show_amended(struct request *req, const struct incident_told *told)
{
	const struct incident_words_out *word;
	int64_t id = field_given(req, "word") ? field_number(req, "word") : NO_WORD;

	if (id == NO_WORD)
		return ST_OK;
	word = word_of(told, id);
	if (id != 0 && !word)
		return ST_NOT_FOUND;
	view_int(req, "Amend.Word", id);
	view_flag(req, "Amend.Title", id == 0);
	field_show(req, "body", word ? word->body : told->row.title);
	field_show(req, "body_en", word ? word->body_en : told->row.title_en);
	return ST_OK;
}

static enum status show_one(struct request *req, const struct incident_told *told)
{
	bool is_open = incident_phase(told->row.begins_ms, told->row.ends_ms, req->now_ms) <= INCIDENT_NOW;

	desk_nav(req);
	incident_view(req, told, text_equal(req->language, "en"), "Incident");
	view_flag(req, "Can.End", is_open);
	view_flag(req, "Can.Move", is_open && told->row.planned);
	field_show(req, "step", "said");
	view_intent(req);
	return show_amended(req, told);
}

enum status page_incident_desk_show(struct request *req)
{
	struct incident_told told;

	TRY(load(req, &told));
	return show_one(req, &told);
}

static enum status read_amended(struct request *req, const struct incident_told *told, struct incident_note *note)
{
	int64_t id = field_number(req, "word");

	if (!field_given(req, "word") || (id != 0 && !word_of(told, id)))
		return refuse(req, "", "no_such_word");
	note->about = id ? INCIDENT_SAID : INCIDENT_TITLE;
	note->amends = (uint32_t)id;
	note->act = "incident_corrected";
	if (id == 0 && (text_chars(note->body) > INCIDENT_TITLE_CHARS || strchr(note->body, '\n'))) {
		request_error_range(req, "body", "title_line", 2, INCIDENT_TITLE_CHARS);
		return ST_INVALID;
	}
	if (id == 0 && (text_chars(note->body_en) > 2 * INCIDENT_TITLE_CHARS || strchr(note->body_en, '\n'))) {
		request_error_range(req, "body_en", "title_line", 0, 2 * INCIDENT_TITLE_CHARS);
		return ST_INVALID;
	}
	return ST_OK;
}

/* Planned work may take longer, or shorter; the end of a fault is known when it is there. */
static enum status read_moved(struct request *req, const struct incident_told *told, struct incident_note *note)
{
	note->act = "incident_said";
	note->ends_ms = field_number(req, "ends");
	if (!note->ends_ms)
		return ST_OK;
	if (!told->row.planned)
		return refuse(req, "ends", "fault_end");
	if (note->ends_ms <= req->now_ms || note->ends_ms <= told->row.begins_ms)
		return refuse(req, "ends", note->ends_ms <= req->now_ms ? "end_past" : "before_begin");
	note->detail = arena_printf(req->arena, "%s → %.16s", note->detail, time_text(req->arena, note->ends_ms));
	return ST_OK;
}

static enum status read_step(struct request *req, const struct incident_told *told, struct incident_note *note)
{
	const char *step = field_text(req, "step");

	if (text_equal(step, "corrected"))
		return read_amended(req, told, note);
	if (text_equal(step, "said"))
		TRY(read_moved(req, told, note));
	else {
		note->act = "incident_ended";
		note->ends_ms = req->now_ms;
	}
	/* What is published the store decides, behind the form's key: a repeat has its first outcome. */
	if (is_preview(req) && note->ends_ms && incident_phase(told->row.begins_ms, told->row.ends_ms, req->now_ms) > INCIDENT_NOW) {
		request_error(req, "", "incident_over");
		return ST_CONFLICT;
	}
	return ST_OK;
}

static void preview_step(struct request *req, const struct incident_told *told, const struct incident_note *note)
{
	struct incident_told then = *told;

	then.words = ARENA_ARRAY(req->arena, told->count + 1, struct incident_words_out);
	for (size_t i = 0; i < told->count; i++)
		then.words[i] = told->words[i];
	then.words[then.count++] = (struct incident_words_out){
		.at_ms = req->now_ms, .body = note->body, .body_en = note->body_en, .about = note->about, .amends = note->amends };
	if (note->about == INCIDENT_TITLE) {
		then.row.title = note->body;
		then.row.title_en = note->body_en;
	}
	if (note->ends_ms)
		then.row.ends_ms = note->ends_ms;
	show_preview(req, &then);
}

enum status page_incident_desk_act(struct request *req)
{
	struct incident_note note = { .body = field_text(req, "body"), .body_en = field_text(req, "body_en") };
	struct incident_told told;

	TRY(load(req, &told));
	note.id = told.row.id;
	note.detail = told.row.title;
	TRY(read_step(req, &told, &note));
	if (!is_preview(req))
		return publish(req, &note);
	preview_step(req, &told, &note);
	return show_one(req, &told);
}
