/* The way through the steps; see new_step.h. */
#include "pages/new_step.h"

#include <stdlib.h>
#include <string.h>

#include "domain/ticket.h"
#include "pages/brand_view.h"

static const char *const paths[NEW_END] = {
	[NEW_KIND] = "/ticket/new", [NEW_REGION] = "/ticket/new/region", [NEW_COUNTY] = "/ticket/new/county",
	[NEW_ITEM] = "/ticket/new/item", [NEW_CONTENT] = "/ticket/new/content", [NEW_FILES] = "/ticket/new/files",
	[NEW_CONTACT] = "/ticket/new/contact", [NEW_CHECK] = "/ticket/new/check",
};

const char *new_path(enum new_step step)
{
	return paths[step];
}

uint32_t new_number(const struct draft *draft, const char *name)
{
	return (uint32_t)strtoul(draft_get(draft, name), NULL, 10);
}

static bool has_counties(const struct site *site, struct arena *arena, uint32_t region)
{
	size_t count;

	if (region % 100 != 0)	/* a county has nothing below it */
		return false;
	region_children(&site->regions, arena, region, &count);
	return count > 0;
}

enum new_step new_first_open(const struct site *site, struct arena *arena, const struct draft *draft)
{
	const struct item *item = item_find(&site->items, new_number(draft, "item"));
	uint32_t region = new_number(draft, "region");

	if (!*draft_get(draft, "kind"))
		return NEW_KIND;
	if (!region_find(&site->regions, region))
		return NEW_REGION;
	if (!*draft_get(draft, "county") && has_counties(site, arena, region))
		return NEW_COUNTY;
	if (!item || !item_takes(item, kind_from_word(draft_get(draft, "kind"))))
		return NEW_ITEM;
	if (!*draft_get(draft, "content"))
		return NEW_CONTENT;
	if (!*draft_get(draft, "files"))
		return NEW_FILES;
	return strcmp(draft_get(draft, "consent"), "yes") == 0 ? NEW_CHECK : NEW_CONTACT;
}

/* ---- common to all steps ---------------------------------------------------------------------------- */

enum status new_open(struct request *req, enum new_step step, struct draft *draft)
{
	enum new_step open;

	TRY(visit_open(req, draft));
	open = new_first_open(site_of(req), req->arena, draft);
	if (open < step)
		return response_redirect(req, paths[open]);
	view_int(req, "Step.Number", (int64_t)step + 1);
	view_set(req, "Step.Back", step == NEW_KIND ? "/" : paths[step - (step == NEW_ITEM ? 2 : 1)]);
	view_set(req, "Kind", draft_get(draft, "kind"));
	view_set(req, "RegionName", site_region_name(req, new_number(draft, "region")));
	view_brand(req, new_number(draft, "region"));
	return ST_OK;
}

void new_show(struct request *req, const struct draft *draft, const struct field *fields)
{
	for (; fields->name; fields++)
		field_show(req, fields->name, draft_get(draft, fields->name));
}

enum status new_keep(struct request *req, struct draft *draft, const struct field *fields)
{
	for (; fields->name; fields++)
		if (fields->type != FIELD_FILE)
			TRY(draft_set(draft, fields->name, field_text(req, fields->name)));
	return ST_OK;
}

enum status new_go_on(struct request *req, const struct draft *draft)
{
	TRY(visit_save(req, draft));
	return response_redirect(req, paths[new_first_open(site_of(req), req->arena, draft)]);
}

enum status new_begin(struct request *req, enum new_step step, struct draft *draft, bool *ready)
{
	enum new_step open;

	TRY(visit_open(req, draft));
	open = new_first_open(site_of(req), req->arena, draft);
	*ready = open >= step;
	return *ready ? ST_OK : response_redirect(req, paths[open]);
}
