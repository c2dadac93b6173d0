/* What the intake screen shows while the agent types; see desk_preview.h. */
#include "pages/desk_preview.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/now.h"
#include "domain/person.h"
#include "pages/decide.h"
#include "pages/desk_draft.h"
#include "pages/desk_drafts.h"
#include "pages/desk_duties.h"
#include "pages/desk_list.h"
#include "pages/scope.h"
#include "store/article_store.h"
#include "web/response.h"
#include "web/validate.h"

#define ANSWERS_MAX 3
#define LIKE_DAYS 30		/* the same place longer ago is another matter */
#define DAY_MS 86400000

/* ---- other tickets ------------------------------------------------------------------------------------------ */

/* The number as a ticket that is filed has it, however it is typed; "" while it is none yet. */
static const char *phone_of(struct request *req)
{
	static const struct field phone = { "phone", FIELD_PHONE };
	const char *typed = field_text(req, "phone");
	struct verdict verdict = { .key = "phone" };

	if (!text_empty(typed))
		verdict = validate(req->arena, &phone, typed, req->now_ms);
	return verdict.key ? "" : verdict.text;
}

static enum status show_caller(struct request *req)
{
	struct site *site = site_of(req);
	const char *phone = phone_of(req);
	struct queue_row *rows;
	size_t count;

	if (text_empty(phone))
		return ST_OK;
	TRY(tickets_by_phone_list(site->db, req->arena, &(struct tickets_by_phone_in){
		person_phone_index(req->arena, site->phone_key, phone), LIMIT_PAGE_ROWS }, &rows, &count));
	desk_brief(req, "Caller", rows, count, 0);
	return ST_OK;
}

static enum status show_plate(struct request *req)
{
	struct queue_row *rows;
	size_t count;

	if (text_chars(field_text(req, "plate")) < 6)
		return ST_OK;
	TRY(tickets_by_plate_list(site_of(req)->db, req->arena, &(struct tickets_by_plate_in){ field_text(req, "plate"), LIMIT_PAGE_ROWS },
				  &rows, &count));
	desk_brief(req, "Plate", rows, count, req->now_ms - (int64_t)LIKE_DAYS * DAY_MS);
	return ST_OK;
}

/* The same line or place, word for word as a search would find it. */
static enum status show_place(struct request *req)
{
	struct db *db = site_of(req)->db;
	const char *typed = *field_text(req, "line") ? field_text(req, "line") : field_text(req, "place");
	struct search_reach reach = desk_search_reach(req);
	struct search search;
	struct queue_row *rows;
	enum status status = text_chars(typed) >= 2 ? search_ask(db, req->arena, typed, &reach, &search) : ST_NOT_FOUND;
	size_t count;

	if (status != ST_OK)
		return status == ST_NOT_FOUND ? ST_OK : status;
	TRY(search_newest(db, req->arena, &search, DESK_BRIEF_MAX * 2, &rows, &count));
	desk_brief(req, "Place", rows, count, req->now_ms - (int64_t)LIKE_DAYS * DAY_MS);
	return ST_OK;
}

/* ---- scope and clock ---------------------------------------------------------------------------------------- */

static void show_scope(struct request *req, uint32_t region)
{
	struct refer_result result;

	if (text_chars(field_text(req, "content")) < 4)
		return;
	refer_text(req->arena, &site_of(req)->refer, region, field_text(req, "content"), &result);
	if (result.outcome == REFER_EMERGENCY || result.outcome == REFER_REFER || (result.outcome == REFER_ASK && result.others))
		scope_show(req, &result);
	if (result.item && !*field_text(req, "item"))
		view_set(req, "Guess", site_item_name(req, result.item));
}

static void show_clock(struct request *req, uint32_t region)
{
	static const enum stage stages[] = { STAGE_ANSWER, STAGE_NONE };
	const struct item *item = item_find(&site_of(req)->items, (uint32_t)strtoul(field_text(req, "item"), NULL, 10));
	const struct decide_facts facts = {
		.kind = (enum kind)kind_from_word(field_text(req, "kind")), .source = (enum source)source_from_word(field_text(req, "source")),
		.item = item ? item->item : 0, .region = region, .state = STATE_ACCEPTED, .filed_ms = req->now_ms, .from_ms = req->now_ms,
		.confidential = strcmp(field_text(req, "confidential"), "yes") == 0, .urgent = strcmp(field_text(req, "urgent"), "yes") == 0,
	};
	struct decided decided;

	if (!item || !facts.kind || !region)
		return;
	decide(site_of(req), req->arena, &facts, stages, &decided);
	if (decided.clock_count == 0)
		return;
	view_int(req, "Clock.DueMs", decided.clocks[0].due_ms);
	view_set(req, "Clock.Rule", decided.clocks[0].rule.id);
	view_set(req, "Clock.Source", decided.clocks[0].rule.source);
	view_flag(req, "Clock.Verified", decided.clocks[0].rule.verified);
}

/* Duties.N.*: who would be in charge of it. */
static enum status show_duties(struct request *req, uint32_t region)
{
	const struct item *item = item_find(&site_of(req)->items, (uint32_t)strtoul(field_text(req, "item"), NULL, 10));

	return item && region ? desk_show_duties(req, item->item, region) : ST_OK;
}

/* ---- the part ----------------------------------------------------------------------------------------------- */

enum status page_preview_show(struct request *req)
{
	return response_redirect(req, "/admin/intake");
}

/* Articles.N.{Id,Title,Body}: of the item, else the nearest to the words. */
static enum status show_answers(struct request *req, uint32_t region)
{
	struct db *db = site_of(req)->db;
	uint32_t item = (uint32_t)strtoul(field_text(req, "item"), NULL, 10);
	int32_t today = day_of_ms(req->now_ms);
	struct article_row *rows;
	size_t count = 0;

	if (item)
		TRY(article_for_item(db, req->arena, item, region, today, ANSWERS_MAX, &rows, &count));
	if (count == 0 && text_chars(field_text(req, "content")) >= 4)
		TRY(article_for_words(db, req->arena, field_text(req, "content"), region, today, ANSWERS_MAX, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		view_intf(req, rows[i].id, "Articles.%zu.Id", i);
		view_setf(req, rows[i].title, "Articles.%zu.Title", i);
		view_setf(req, rows[i].body, "Articles.%zu.Body", i);
		view_setf(req, rows[i].source, "Articles.%zu.Source", i);
	}
	return ST_OK;
}

/* Draft.SavedMs, or Draft.Full: this one can only be filed. */
static enum status keep_draft(struct request *req)
{
	enum status status = desk_draft_keep(req, draft_fields, DESK_DRAFT_TYPED);

	if (status == ST_OK)
		view_int(req, "Draft.SavedMs", req->now_ms);
	view_flag(req, "Draft.Full", status == ST_TOO_MANY);
	return status == ST_NOT_FOUND || status == ST_TOO_MANY ? ST_OK : status;
}

enum status page_preview_act(struct request *req)
{
	uint32_t region = (uint32_t)strtoul(field_text(req, "region"), NULL, 10);

	if (!region_find(&site_of(req)->regions, region) || !region_covers(req->viewer->region, region))
		region = 0;
	show_scope(req, region);
	show_clock(req, region);
	TRY(show_duties(req, region));
	TRY(show_answers(req, region));
	TRY(show_caller(req));
	TRY(show_plate(req));
	TRY(show_place(req));
	return keep_draft(req);
}
