/* What happened, with what the province asks beside and what others were answered; says once when it is another's matter. */
#include "pages/ticket_new.h"

#include <string.h>

#include "base/limits.h"
#include "base/now.h"
#include "domain/ticket.h"
#include "pages/knowledge.h"
#include "pages/matter_fields.h"
#include "pages/province_form.h"
#include "pages/scope.h"
#include "pages/ticket_new_same.h"
#include "store/article_store.h"

const struct field new_content_fields[] = {
	MATTER_FIELDS,
	{ "scope", FIELD_CHOICE, .choices = "mine" },	/* said on the page that named another number */
	{ 0 }
};

#define ANSWERS_MAX 3

/* Maybe.N.*: what many have asked about the same item, before it is asked again. */
static enum status show_answers(struct request *req, uint32_t item, uint32_t region)
{
	struct article_row *rows;
	size_t count;

	TRY(article_for_item(site_of(req)->db, req->arena, item, region, day_of_ms(req->now_ms), ANSWERS_MAX, &rows, &count));
	show_articles(req, "Maybe", rows, count);
	return ST_OK;
}

void new_ask_province(struct request *req, const struct draft *draft, struct province_form *form)
{
	const struct province_matter matter = {
		.kind = kind_from_word(draft_get(draft, "kind")), .item = new_number(draft, "item"), .region = new_number(draft, "region"),
	};

	province_form_ask(req, &matter, form);
}

enum status page_new_content_show(struct request *req)
{
	struct province_form *form = ARENA_NEW(req->arena, struct province_form);
	struct draft draft;

	TRY(new_open(req, NEW_CONTENT, &draft));
	new_show(req, &draft, new_content_fields);
	new_ask_province(req, &draft, form);
	province_form_show(req, form, &draft);
	view_set(req, "ItemName", site_item_name(req, new_number(&draft, "item")));
	view_int(req, "Domain", new_number(&draft, "item") / 100);
	return show_answers(req, new_number(&draft, "item"), new_number(&draft, "region"));
}

enum status page_new_content_act(struct request *req)
{
	struct province_form *form = ARENA_NEW(req->arena, struct province_form);
	struct draft draft;
	bool ready;
	bool ours;

	TRY(new_begin(req, NEW_CONTENT, &draft, &ready));
	if (!ready)
		return ST_OK;
	new_ask_province(req, &draft, form);
	province_form_check(req, form);
	if (req->error_count > 0)
		return ST_INVALID;
	TRY(new_keep(req, &draft, new_content_fields));
	TRY(province_form_keep(req, form, &draft));
	if (field_given(req, "happened_at"))
		TRY(draft_set(&draft, "happened_ms", arena_printf(req->arena, "%lld", (long long)field_number(req, "happened_at"))));
	else
		draft_remove(&draft, "happened_ms");
	ours = strcmp(field_text(req, "scope"), "mine") == 0;
	if (!ours && scope_stops(req, new_number(&draft, "region"), field_text(req, "content"))) {
		/* Kept, so that nothing typed is lost if the person says that it is ours all the same. */
		TRY(draft_set(&draft, "held", draft_get(&draft, "content")));
		draft_remove(&draft, "content");
		TRY(visit_save(req, &draft));
		return response_redirect(req, "/ticket/new/scope");
	}
	return new_same_go_on(req, &draft);
}
