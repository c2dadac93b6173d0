/* Choices for staff; see desk_choices.h. */
#include "pages/desk_choices.h"

#include <string.h>

#include "domain/ticket.h"
#include "web/view.h"

static const char *name_in(const struct request *req, const char *zh, const char *en)
{
	return strcmp(req->language, "en") == 0 ? en : zh;
}

void show_region_choices(struct request *req, uint32_t jurisdiction, enum region_level deepest)
{
	const struct regions *regions = &site_of(req)->regions;
	size_t shown = 0;

	for (size_t i = 0; i < regions->count; i++) {
		const struct region *r = &regions->rows[i];

		if (!region_covers(jurisdiction, r->code) || r->level > deepest)
			continue;
		view_intf(req, r->code, "Regions.%zu.Code", shown);
		view_setf(req, r->level == REGION_COUNTY ? "　" : "", "Regions.%zu.Indent", shown);
		view_setf(req, name_in(req, r->name, r->name_en), "Regions.%zu.Name", shown);
		view_setf(req, r->pinyin, "Regions.%zu.Pinyin", shown);
		shown++;
	}
}

void show_item_choices(struct request *req)
{
	const struct items *items = &site_of(req)->items;
	size_t domains = 0;
	size_t below = 0;

	for (size_t i = 0; i < items->count; i++) {
		const struct item *item = &items->rows[i];

		if (item_is_domain(item)) {
			view_intf(req, item->domain, "Domains.%zu.Code", domains);
			view_setf(req, site_item_name(req, item->item), "Domains.%zu.Name", domains);
			view_setf(req, item->pinyin, "Domains.%zu.Pinyin", domains++);
			below = 0;
		} else if (domains > 0) {
			view_intf(req, item->item, "Domains.%zu.Items.%zu.Code", domains - 1, below);
			view_setf(req, site_item_name(req, item->item), "Domains.%zu.Items.%zu.Name", domains - 1, below);
			view_setf(req, item->pinyin, "Domains.%zu.Items.%zu.Pinyin", domains - 1, below);
			below++;
		}
	}
}
