/* What it is about, of the items that take this kind; a matter of others is led to their number. */
#include "pages/ticket_new.h"

#include <stdlib.h>

#include "domain/ticket.h"

static const char *check_item(struct request *req, const char *text)
{
	const struct item *item = item_find(&site_of(req)->items, (uint32_t)strtoul(text, NULL, 10));

	return item && !item_is_domain(item) ? NULL : "unknown_item";
}

const struct field new_item_fields[] = {
	{ "item", FIELD_ITEM, .flags = FIELD_REQUIRED, .check = check_item },
	{ 0 }
};

/* Domains.N.{Code,Name,Items.M.{Code,Name}} for a kind; one domain only when it is named. */
static void show_items(struct request *req, int kind, uint32_t domain)
{
	const struct items *items = &site_of(req)->items;
	size_t domains = 0;
	size_t below = 0;

	for (size_t i = 0; i < items->count; i++) {
		const struct item *item = &items->rows[i];

		if (domain && item->domain != domain)
			continue;
		if (item_is_domain(item)) {
			view_intf(req, item->domain, "Domains.%zu.Code", domains);
			view_setf(req, site_item_name(req, item->item), "Domains.%zu.Name", domains);
			domains++;
			below = 0;
		} else if (domains > 0 && (item_takes(item, kind) || *item->refer)) {
			view_intf(req, item->item, "Domains.%zu.Items.%zu.Code", domains - 1, below);
			view_setf(req, site_item_name(req, item->item), "Domains.%zu.Items.%zu.Name", domains - 1, below);
			below++;
		}
	}
}

enum status page_new_item_show(struct request *req)
{
	const char *domain = params_get(&req->query, "domain");
	struct draft draft;

	TRY(new_open(req, NEW_ITEM, &draft));
	new_show(req, &draft, new_item_fields);
	show_items(req, kind_from_word(draft_get(&draft, "kind")), domain ? (uint32_t)strtoul(domain, NULL, 10) : 0);
	view_set(req, "Chosen", draft_get(&draft, "item"));
	return ST_OK;
}

enum status page_new_item_act(struct request *req)
{
	const struct item *item = item_find(&site_of(req)->items, (uint32_t)field_number(req, "item"));
	struct draft draft;
	bool ready;

	TRY(new_begin(req, NEW_ITEM, &draft, &ready));
	if (!ready)
		return ST_OK;
	if (item && *item->refer)	/* not ours: the right number at once, before anything is typed */
		return response_redirectf(req, "/refer?item=%04u", item->item);
	if (item && !item_takes(item, kind_from_word(draft_get(&draft, "kind")))) {
		request_error(req, "item", "not_this_kind");
		return ST_INVALID;
	}
	TRY(draft_set(&draft, "item", field_text(req, "item")));
	return new_go_on(req, &draft);
}
