/* An agent's intake; see desk_intake.h. Files through the same intake as the public, then makes the one further move asked for. */
#include "pages/desk_intake.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "domain/flow.h"
#include "pages/decide.h"
#include "pages/desk_calls.h"
#include "pages/desk_choices.h"
#include "pages/desk_draft.h"
#include "pages/desk_duties.h"
#include "pages/desk_move.h"
#include "pages/desk_nav.h"
#include "pages/intake.h"
#include "pages/matter_fields.h"
#include "pages/province_form.h"
#include "pages/scope.h"
#include "store/article_store.h"

static const char *check_region(struct request *req, const char *text)
{
	const struct region *region = region_find(&site_of(req)->regions, (uint32_t)strtoul(text, NULL, 10));

	if (!region)
		return "unknown_region";
	return region_covers(req->viewer->region, region->code) ? NULL : "not_your_region";
}

static const char *check_item(struct request *req, const char *text)
{
	const struct item *item = item_find(&site_of(req)->items, (uint32_t)strtoul(text, NULL, 10));

	return item && !item_is_domain(item) ? NULL : "unknown_item";
}

const struct field intake_fields[] = {
	{ "source", FIELD_CHOICE, .choices = "phone wechat sms fax letter visit 12345 ministry mailbox app", .flags = FIELD_REQUIRED },
	{ "phone", FIELD_PHONE },
	{ "name", FIELD_LINE, 0, 50 },
	{ "confidential", FIELD_YES },
	{ "urgent", FIELD_YES },
	{ "kind", FIELD_CHOICE, .choices = "complaint inquiry suggestion", .flags = FIELD_REQUIRED },
	{ "region", FIELD_REGION, .flags = FIELD_REQUIRED, .check = check_region },
	{ "item", FIELD_ITEM, .flags = FIELD_REQUIRED, .check = check_item },
	MATTER_FIELDS,
	{ "external_number", FIELD_LINE, 0, 60 },
	{ "reply_by", FIELD_CHOICE, .choices = "phone sms web" },
	{ "next", FIELD_CHOICE, .choices = "file answered_at_once dispatched referred not_accepted", .flags = FIELD_REQUIRED },
	{ "text", FIELD_BLOCK, 0, LIMIT_REPLY_CHARS },
	{ "unit", FIELD_LINE, 0, 16 },
	{ "scope", FIELD_YES },
	{ "call", FIELD_NUMBER, 0, INT64_MAX },
	{ "article", FIELD_NUMBER, 0, UINT32_MAX },
	{ "intent", FIELD_HEX, DESK_DRAFT_ID_CHARS, DESK_DRAFT_ID_CHARS, FIELD_REQUIRED },
	{ 0 }
};

/* ---- the empty (or refused) form ------------------------------------------------------------------------ */

/* Duties.N.*: who is in charge of the matter, as soon as it is known which it is. */
static enum status show_proposed(struct request *req, const char *item, const char *region)
{
	const struct item *known = item_find(&site_of(req)->items, (uint32_t)strtoul(item, NULL, 10));

	return known && !check_region(req, region) ? desk_show_duties(req, known->item, (uint32_t)strtoul(region, NULL, 10)) : ST_OK;
}

/* A draft that is taken up again fills the form, as far as nothing was typed. Draft.Open, or Draft.Gone when it is no longer there. */
static enum status show_draft(struct request *req, const struct province_form *form)
{
	const char *id = req->method == METHOD_GET ? params_get(&req->query, "draft") : NULL;
	struct draft *draft = ARENA_NEW(req->arena, struct draft);
	enum status status = id ? desk_draft_open(req, id, draft) : ST_NOT_FOUND;

	if (status != ST_OK && status != ST_NOT_FOUND && status != ST_INVALID)
		return status;
	view_flag(req, "Draft.Gone", id && status != ST_OK);
	province_form_show(req, form, status == ST_OK ? draft : NULL);
	if (status != ST_OK) {
		TRY(show_proposed(req, field_text(req, "item"), field_text(req, "region")));
		return desk_draft_list(req, field_text(req, "intent"));
	}
	for (size_t i = 0; i < draft->count; i++)
		field_show(req, draft->values[i].name, draft->values[i].value);
	field_show(req, "intent", id);
	view_flag(req, "Draft.Open", true);
	TRY(show_proposed(req, draft_get(draft, "item"), draft_get(draft, "region")));
	return desk_draft_list(req, id);
}

enum status page_intake_show(struct request *req)
{
	struct province_form *form = ARENA_NEW(req->arena, struct province_form);

	desk_nav(req);
	show_region_choices(req, req->viewer->region, REGION_COUNTY);
	show_item_choices(req);
	TRY(desk_show_units(req));
	/* Which matter it is is not known yet: all that the province may ask. */
	province_form_ask(req, &(struct province_matter){ .region = req->viewer->region, .every = true }, form);
	field_show(req, "source", "phone");
	field_show(req, "kind", "inquiry");
	field_show(req, "next", "answered_at_once");
	view_intent_field(req);
	view_flag(req, "Draft.Kept", params_get(&req->query, "kept") != NULL);
	if (req->method == METHOD_GET && params_get(&req->query, "call"))
		TRY(call_show(req, params_get(&req->query, "call")));
	return show_draft(req, form);
}

/* ---- filing ---------------------------------------------------------------------------------------------- */

/* The same check as the public's: emergencies and others' matters are said to the agent once, who may overrule it. */
static void check_scope(struct request *req)
{
	struct refer_result result;

	refer_text(req->arena, &site_of(req)->refer, (uint32_t)field_number(req, "region"), field_text(req, "content"), &result);
	if (field_number(req, "scope") || strcmp(field_text(req, "next"), "referred") == 0 ||
	    (result.outcome != REFER_EMERGENCY && result.outcome != REFER_REFER))
		return;
	scope_show(req, &result);
	request_error(req, "content", result.outcome == REFER_EMERGENCY ? "scope_emergency" : "scope_refer");
}

/* What the outcome needs besides the matter itself. */
static enum status check_outcome(struct request *req)
{
	const char *next = field_text(req, "next");
	const struct item *item = item_find(&site_of(req)->items, (uint32_t)field_number(req, "item"));

	if (strcmp(next, "file") != 0 && strcmp(next, "dispatched") != 0 && !*field_text(req, "text"))
		request_error(req, "text", "required");
	if (strcmp(next, "dispatched") == 0 && !*field_text(req, "unit"))
		request_error(req, "unit", "required");
	if (item && strcmp(next, "referred") != 0 && !item_takes(item, kind_from_word(field_text(req, "kind"))))
		request_error(req, "item", "not_this_kind");
	check_scope(req);
	return req->error_count ? ST_INVALID : ST_OK;
}

static void ask_province(struct request *req, struct province_form *form)
{
	const struct province_matter matter = {
		.kind = kind_from_word(field_text(req, "kind")), .item = (uint32_t)field_number(req, "item"),
		.region = (uint32_t)field_number(req, "region"), .every = true,
	};

	province_form_ask(req, &matter, form);
}

static void read_form(const struct request *req, struct intake *in)
{
	int reply_by = reply_by_from_word(field_text(req, "reply_by"));

	*in = (struct intake){
		.kind = (enum kind)kind_from_word(field_text(req, "kind")),
		.source = (enum source)source_from_word(field_text(req, "source")),
		.item = (uint32_t)field_number(req, "item"), .region = (uint32_t)field_number(req, "region"),
		.reply_by = reply_by ? (enum reply_by)reply_by : REPLY_BY_PHONE,
		.confidential = field_number(req, "confidential") != 0, .urgent = field_number(req, "urgent") != 0,
		.lang = "zh-CN", .happened_ms = field_number(req, "happened_at"), .content = field_text(req, "content"),
		.wish = field_text(req, "wish"), .place = field_text(req, "place"), .company = field_text(req, "company"),
		.plate = field_text(req, "plate"), .line = field_text(req, "line"),
		.external_number = field_text(req, "external_number"), .consent = "spoken",
		.person = { field_text(req, "name"), field_text(req, "phone"), "" },
		.role = (enum role)req->viewer->role, .actor = ACTOR_STAFF, .actor_id = req->viewer->id,
	};
}

/* Told by the page, so only an article that stands there for such a place is believed. */
static enum status note_article(struct request *req, uint64_t ticket_id)
{
	uint32_t region = (uint32_t)field_number(req, "region"), id = (uint32_t)field_number(req, "article");
	struct article_row article;
	enum status status;

	if (!id || !text_equal(field_text(req, "next"), "answered_at_once"))
		return ST_OK;
	status = article_by_id(site_of(req)->db, req->arena, &(struct article_by_id_in){ id }, &article);
	if (status != ST_OK)
		return status == ST_NOT_FOUND ? ST_OK : status;
	if (article.status != ARTICLE_PUBLISHED || !region_covers(article.region, region))
		return ST_OK;
	return article_answered(site_of(req)->db, &(struct article_use_add_in){ ticket_id, id, region_province(region), req->now_ms });
}

enum status page_intake_act(struct request *req)
{
	struct province_form *form = ARENA_NEW(req->arena, struct province_form);
	struct event_text extra[RULES_FIELDS_MAX];
	struct site *site = site_of(req);
	const char *next = field_text(req, "next");
	struct intake intake;
	struct moved moved;
	const char *code;

	ask_province(req, form);
	province_form_check(req, form);
	TRY(check_outcome(req));
	read_form(req, &intake);
	intake.extra_count = province_form_texts(req, form, NULL, extra);
	intake.extra = extra;
	crypto_hmac(site->form_key, field_text(req, "intent"), 32, intake.key);
	TRY(intake_file(site, req->arena, &intake, req->now_ms, &moved, &code));
	if (strcmp(next, "file") != 0)
		TRY(desk_move(req, moved.number, event_from_word(next), &(struct desk_asked){
			.text = field_text(req, "text"), .unit = field_text(req, "unit"), .intent = field_text(req, "intent") }));
	TRY(note_article(req, moved.ticket_id));
	TRY(desk_draft_forget(req, field_text(req, "intent")));
	TRY(call_became(req, field_text(req, "call"), moved.number));
	/* The code itself stands in no URL and no log: the page derives it again from what made it. */
	return response_redirectf(req, "/admin/ticket/%s?filed=%s", moved.number, field_text(req, "intent"));
}
