/* The scope check in the public's form and the page of other numbers; see scope.h. */
#include "pages/scope.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "pages/portal_visit.h"
#include "pages/ticket_new.h"
#include "pages/ticket_new_same.h"

/* Numbers.N.{Number,Label}: what each number is for stands in the labels under number.NNN. */
static void show_numbers(struct request *req, const char *const *numbers, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		view_setf(req, numbers[i], "Numbers.%zu.Number", i);
		view_setf(req, view_label(req, arena_printf(req->arena, "number.%s", numbers[i])), "Numbers.%zu.Label", i);
	}
}

void scope_show(struct request *req, const struct refer_result *result)
{
	view_set(req, "Scope.Outcome", refer_word(result->outcome));
	show_numbers(req, result->numbers, result->number_count);
}

bool scope_stops(struct request *req, uint32_t region, const char *text)
{
	struct refer_result result;

	refer_text(req->arena, &site_of(req)->refer, region, text, &result);
	/* Words that fit any transport ask nothing here: the item has been chosen. */
	return result.outcome != REFER_ACCEPT && (result.outcome != REFER_ASK || result.others);
}

/* What the person wrote is held in the draft; the page says which number is better and offers to go on. */
enum status page_new_scope_show(struct request *req)
{
	struct refer_result result;
	struct draft draft;
	const char *held;

	TRY(visit_open(req, &draft));
	held = draft_get(&draft, "held");
	if (!*held)
		return response_redirect(req, new_path(NEW_CONTENT));
	refer_text(req->arena, &site_of(req)->refer, (uint32_t)strtoul(draft_get(&draft, "region"), NULL, 10), held, &result);
	scope_show(req, &result);
	return ST_OK;
}

enum status page_new_scope_act(struct request *req)
{
	struct draft draft;

	TRY(visit_open(req, &draft));
	if (*draft_get(&draft, "held"))
		TRY(draft_set(&draft, "content", draft_get(&draft, "held")));
	draft_remove(&draft, "held");
	return new_same_go_on(req, &draft);
}

/* The numbers of an item, as the taxonomy has them. */
static size_t numbers_of_item(struct request *req, const struct item *item, const char **numbers)
{
	const char *rest = item->refer;
	size_t count = 0;

	while (*rest && count < REFER_NUMBERS_MAX) {
		size_t len = strcspn(rest, " ");

		numbers[count++] = arena_strndup(req->arena, rest, len);
		rest += len + strspn(rest + len, " ");
	}
	return count;
}

enum status page_refer_show(struct request *req)
{
	const char *code = params_get(&req->query, "item");
	const struct item *item = code ? item_find(&site_of(req)->items, (uint32_t)strtoul(code, NULL, 10)) : NULL;
	const char *numbers[REFER_NUMBERS_MAX];

	visit_begin(req);
	if (item && *item->refer) {
		view_set(req, "Item.Name", site_item_name(req, item->item));
		view_flag(req, "Item.Emergency", item->domain == 74);
		show_numbers(req, numbers, numbers_of_item(req, item, numbers));
	}
	return ST_OK;
}

const struct field refer_fields[] = {
	{ "content", FIELD_BLOCK, 2, LIMIT_CONTENT_CHARS, FIELD_REQUIRED },
	{ 0 }
};

enum status page_refer_act(struct request *req)
{
	struct refer_result result;

	visit_begin(req);
	refer_text(req->arena, &site_of(req)->refer, 0, field_text(req, "content"), &result);
	scope_show(req, &result);
	return ST_OK;
}
