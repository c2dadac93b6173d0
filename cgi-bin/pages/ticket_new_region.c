/* Where it happened: the city first, then its county, as far as there is one. */
#include "pages/ticket_new.h"

#include <stdlib.h>
#include <string.h>

#include "domain/ticket.h"
#include "pages/office_view.h"

static const char *check_region(struct request *req, const char *text)
{
	const struct region *region = region_find(&site_of(req)->regions, (uint32_t)strtoul(text, NULL, 10));

	if (!region)
		return "unknown_region";
	/* A municipality is a city itself; other provinces are too coarse to find who is in charge. */
	if (region->level == REGION_PROVINCE && !strchr("1123", text[0]))
		return "choose_city";
	return NULL;
}

const struct field new_region_fields[] = {
	{ "region", FIELD_REGION, .flags = FIELD_REQUIRED, .check = check_region },
	{ 0 }
};

static const char *name_of(const struct request *req, const struct region *region)
{
	return strcmp(req->language, "en") == 0 ? region->name_en : region->name;
}

/* Regions.N.{Code,Name,Cities.M.{Code,Name}}: provinces with their city-level units. One province only when it is named. */
static void show_regions(struct request *req, uint32_t province)
{
	const struct regions *regions = &site_of(req)->regions;
	size_t count, cities;
	const struct region **list = region_children(regions, req->arena, 0, &count);
	size_t shown = 0;

	for (size_t i = 0; i < count; i++) {
		const struct region **below = region_children(regions, req->arena, list[i]->code, &cities);

		view_intf(req, list[i]->code, "Provinces.%zu.Code", i);
		view_setf(req, name_of(req, list[i]), "Provinces.%zu.Name", i);
		if (province && list[i]->code != province)
			continue;
		view_setf(req, name_of(req, list[i]), "Regions.%zu.Name", shown);
		for (size_t k = 0; k < cities; k++) {
			view_intf(req, below[k]->code, "Regions.%zu.Cities.%zu.Code", shown, k);
			view_setf(req, name_of(req, below[k]), "Regions.%zu.Cities.%zu.Name", shown, k);
		}
		shown++;
	}
}

enum status page_new_region_show(struct request *req)
{
	const char *province = params_get(&req->query, "province");
	struct draft draft;

	TRY(new_open(req, NEW_REGION, &draft));
	new_show(req, &draft, new_region_fields);
	show_regions(req, province ? (uint32_t)strtoul(province, NULL, 10) : 0);
	view_office(req, new_number(&draft, "region"));
	view_set(req, "Chosen", draft_get(&draft, "region"));
	return ST_OK;
}

enum status page_new_region_act(struct request *req)
{
	struct draft draft;
	const struct region *region = region_find(&site_of(req)->regions, (uint32_t)field_number(req, "region"));
	bool ready;

	TRY(new_begin(req, NEW_REGION, &draft, &ready));
	if (!ready)
		return ST_OK;
	TRY(draft_set(&draft, "region", field_text(req, "region")));
	/* A county that was named at once need not be asked for. */
	TRY(draft_set(&draft, "county", region && region->level == REGION_COUNTY ? "named" : ""));
	return new_go_on(req, &draft);
}

/* ---- county ------------------------------------------------------------------------------------------ */

const struct field new_county_fields[] = {
	{ "region", FIELD_REGION, .flags = FIELD_REQUIRED, .check = check_region },
	{ 0 }
};

enum status page_new_county_show(struct request *req)
{
	const struct regions *regions = &site_of(req)->regions;
	const struct region *chosen;
	const struct region **counties;
	uint32_t city;
	struct draft draft;
	size_t count;

	TRY(new_open(req, NEW_COUNTY, &draft));
	if (response_is_given(req))
		return ST_OK;
	chosen = region_find(regions, new_number(&draft, "region"));
	city = chosen && chosen->level == REGION_COUNTY ? chosen->parent : new_number(&draft, "region");
	counties = region_children(regions, req->arena, city, &count);
	view_office(req, city);
	view_int(req, "City.Code", city);
	view_set(req, "City.Name", site_region_name(req, city));
	for (size_t i = 0; i < count; i++) {
		view_intf(req, counties[i]->code, "Counties.%zu.Code", i);
		view_setf(req, name_of(req, counties[i]), "Counties.%zu.Name", i);
	}
	new_show(req, &draft, new_county_fields);
	view_set(req, "Chosen", draft_get(&draft, "region"));
	return ST_OK;
}

enum status page_new_county_act(struct request *req)
{
	struct draft draft;
	bool ready;

	TRY(new_begin(req, NEW_COUNTY, &draft, &ready));
	if (!ready)
		return ST_OK;
	TRY(draft_set(&draft, "region", field_text(req, "region")));
	TRY(draft_set(&draft, "county", "named"));
	return new_go_on(req, &draft);
}
