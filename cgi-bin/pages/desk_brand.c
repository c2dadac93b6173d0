/* The line beside the mark; see desk_brand.h. Every change is in the trail of acts, in the same transaction. */
#include "pages/desk_brand.h"

#include <string.h>

#include "base/now.h"
#include "pages/brand_view.h"
#include "pages/desk_list.h"
#include "pages/desk_nav.h"
#include "pages/intent.h"
#include "pages/saying.h"
#include "store/acted.h"
#include "web/response.h"

#define WORDS_CHARS 30
#define HISTORY_MAX 50

const struct field brand_fields[] = {
	{ "intent", FIELD_HEX, 32, 32, FIELD_REQUIRED },
	{ "whose", FIELD_CHOICE, .choices = "own rules", .flags = FIELD_REQUIRED },
	{ "from_day", FIELD_DAY, .flags = FIELD_REQUIRED },
	{ "words", FIELD_LINE, 2, WORDS_CHARS },
	{ "words_en", FIELD_LINE, 2, BRAND_BYTES },
	{ "brand_source", FIELD_LINE, 4, SAYING_SOURCE_CHARS, FIELD_REQUIRED },
	{ 0 }
};

static enum status show_history(struct request *req)
{
	struct brand_history_out *rows;
	size_t count;

	TRY(brand_history_list(site_of(req)->db, req->arena, &(struct brand_history_in){ req->viewer->province, HISTORY_MAX }, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		saying_show(req, i, &(struct saying){ rows[i].from_day, rows[i].source, rows[i].name, rows[i].made_ms, rows[i].replaced });
		view_setf(req, rows[i].words, "Said.%zu.Words", i);
		view_setf(req, rows[i].words_en, "Said.%zu.WordsEn", i);
	}
	return ST_OK;
}

enum status page_brand_show(struct request *req)
{
	struct brand_line line = { 0 };

	desk_nav(req);
	if (brand_ask(req, req->viewer->province / 10000, &line) && line.known) {
		view_set(req, "Now.Words", line.zh);
		view_set(req, "Now.WordsEn", line.en);
		view_flag(req, "Now.Own", line.own);
	}
	view_flag(req, "May", desk_speaks_for_province(req->viewer));
	saying_form(req);
	field_show(req, "whose", "own");
	return show_history(req);
}

/* Rare signs take four bytes, and a line has its room. */
static void check_words(struct request *req, const char *field)
{
	if (text_empty(field_text(req, field)))
		request_error(req, field, "required");
	else if (strlen(field_text(req, field)) > BRAND_BYTES)
		request_error_range(req, field, "brand_long", 0, BRAND_BYTES / 3);
}

enum status page_brand_act(struct request *req)
{
	bool own = text_equal(field_text(req, "whose"), "own");
	int32_t from = saying_day(req);
	struct brand_change_add_in in = { .k = intent_key(req, "brand"), .province = req->viewer->province, .from_day = from, .words = own ? field_text(req, "words") : "",
					  .words_en = own ? field_text(req, "words_en") : "", .source = field_text(req, "brand_source"),
					  .staff_id = req->viewer->id, .made_ms = req->now_ms };
	enum status status;

	if (!desk_speaks_for_province(req->viewer))
		return ST_FORBIDDEN;
	if (own) {
		check_words(req, "words");
		check_words(req, "words_en");
	}
	if (req->error_count)
		return ST_INVALID;
	status = acted_change(site_of(req)->db, SQL_brand_change_add, &in, &(struct staff_act_insert_in){
		.at_ms = req->now_ms, .staff_id = req->viewer->id, .program = "admin", .act = "brand_changed", .object = arena_printf(req->arena, "%06u", in.province),
		.detail = arena_printf(req->arena, "%s: %s / %s · %s", day_text(req->arena, from), own ? in.words : "-", own ? in.words_en : "-", in.source) });
	if (status != ST_DUPLICATE)
		TRY(status);
	return response_redirect(req, "/admin/brand");
}
