/* A new matter, step by step: each step saves its answers in the draft and leads on. Never files anything;
 * ticket_submit.c does. Going back, forward or away loses nothing, because a GET shows what the draft holds.
 */
#include "pages/ticket_new.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/now.h"
#include "domain/ticket.h"
#include "pages/attach.h"
#include "pages/knowledge.h"
#include "pages/notice_view.h"
#include "pages/office_view.h"
#include "pages/province_form.h"
#include "pages/scope.h"
#include "store/article_store.h"
#include "pages/ticket_submit.h"

static const char *const paths[NEW_END] = {
	[NEW_KIND] = "/ticket/new", [NEW_REGION] = "/ticket/new/region", [NEW_COUNTY] = "/ticket/new/county",
	[NEW_ITEM] = "/ticket/new/item", [NEW_CONTENT] = "/ticket/new/content", [NEW_FILES] = "/ticket/new/files",
	[NEW_CONTACT] = "/ticket/new/contact", [NEW_CHECK] = "/ticket/new/check",
};

const char *new_path(enum new_step step)
{
	return paths[step];
}

/* ---- what is answered already ---------------------------------------------------------------------- */

static uint32_t draft_number(const struct draft *draft, const char *name)
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
	const struct item *item = item_find(&site->items, draft_number(draft, "item"));
	uint32_t region = draft_number(draft, "region");

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

/* Opens the draft for a step; a visitor who jumps ahead is led to the first open question. */
static enum status open_step(struct request *req, enum new_step step, struct draft *draft)
{
	enum new_step open;

	TRY(visit_open(req, draft));
	open = new_first_open(site_of(req), req->arena, draft);
	if (open < step)
		return response_redirect(req, paths[open]);
	view_int(req, "Step.Number", (int64_t)step + 1);
	view_set(req, "Step.Back", step == NEW_KIND ? "/" : paths[step - (step == NEW_ITEM ? 2 : 1)]);
	view_set(req, "Kind", draft_get(draft, "kind"));
	view_set(req, "RegionName", site_region_name(req, draft_number(draft, "region")));
	return ST_OK;
}

/* The form shows what the draft holds, unless something was just typed. */
static void show_fields(struct request *req, const struct draft *draft, const struct field *fields)
{
	for (; fields->name; fields++)
		field_show(req, fields->name, draft_get(draft, fields->name));
}

static enum status keep_fields(struct request *req, struct draft *draft, const struct field *fields)
{
	for (; fields->name; fields++)
		if (fields->type != FIELD_FILE)
			TRY(draft_set(draft, fields->name, field_text(req, fields->name)));
	return ST_OK;
}

/* Saves and leads to the next open question; whoever came from the check page returns there. */
static enum status go_on(struct request *req, const struct draft *draft)
{
	TRY(visit_save(req, draft));
	return response_redirect(req, paths[new_first_open(site_of(req), req->arena, draft)]);
}

/* Answers of a step on the way: the draft must be where the step is, else the person starts at the open question. */
static enum status begin_act(struct request *req, enum new_step step, struct draft *draft, bool *ready)
{
	enum new_step open;

	TRY(visit_open(req, draft));
	open = new_first_open(site_of(req), req->arena, draft);
	*ready = open >= step;
	return *ready ? ST_OK : response_redirect(req, paths[open]);
}

/* ---- kind -------------------------------------------------------------------------------------------- */

const struct field new_kind_fields[] = {
	{ "kind", FIELD_CHOICE, .choices = "complaint inquiry suggestion", .flags = FIELD_REQUIRED },
	{ 0 }
};

/* A matter that is filed makes way for the next one, also when its receipt was never looked at. */
static enum status renew_if_filed(struct request *req, struct draft *draft)
{
	const char *number = draft_get(draft, "number");
	enum status status = ST_OK;

	if (!*number && *draft_get(draft, "consent")) {
		status = draft_is_filed(req, draft, &number);
		if (status != ST_OK)
			return status == ST_NOT_FOUND ? ST_OK : status;
	}
	if (*number)
		visit_renew(req, draft);
	return ST_OK;
}

enum status page_new_kind_show(struct request *req)
{
	const char *kind = field_text(req, "kind");	/* from a link on the home page */
	struct draft draft;

	TRY(visit_open(req, &draft));
	TRY(renew_if_filed(req, &draft));
	view_int(req, "Step.Number", 1);
	field_show(req, "kind", *kind ? kind : draft_get(&draft, "kind"));
	return ST_OK;
}

enum status page_new_kind_act(struct request *req)
{
	struct draft draft;

	TRY(visit_open(req, &draft));
	TRY(keep_fields(req, &draft, new_kind_fields));
	return go_on(req, &draft);
}

/* ---- region ------------------------------------------------------------------------------------------ */

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

	TRY(open_step(req, NEW_REGION, &draft));
	show_fields(req, &draft, new_region_fields);
	show_regions(req, province ? (uint32_t)strtoul(province, NULL, 10) : 0);
	view_office(req, draft_number(&draft, "region"));
	view_set(req, "Chosen", draft_get(&draft, "region"));
	return ST_OK;
}

enum status page_new_region_act(struct request *req)
{
	struct draft draft;
	const struct region *region = region_find(&site_of(req)->regions, (uint32_t)field_number(req, "region"));
	bool ready;

	TRY(begin_act(req, NEW_REGION, &draft, &ready));
	if (!ready)
		return ST_OK;
	TRY(draft_set(&draft, "region", field_text(req, "region")));
	/* A county that was named at once need not be asked for. */
	TRY(draft_set(&draft, "county", region && region->level == REGION_COUNTY ? "named" : ""));
	return go_on(req, &draft);
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

	TRY(open_step(req, NEW_COUNTY, &draft));
	if (response_is_given(req))
		return ST_OK;
	chosen = region_find(regions, draft_number(&draft, "region"));
	city = chosen && chosen->level == REGION_COUNTY ? chosen->parent : draft_number(&draft, "region");
	counties = region_children(regions, req->arena, city, &count);
	view_office(req, city);
	view_int(req, "City.Code", city);
	view_set(req, "City.Name", site_region_name(req, city));
	for (size_t i = 0; i < count; i++) {
		view_intf(req, counties[i]->code, "Counties.%zu.Code", i);
		view_setf(req, name_of(req, counties[i]), "Counties.%zu.Name", i);
	}
	show_fields(req, &draft, new_county_fields);
	view_set(req, "Chosen", draft_get(&draft, "region"));
	return ST_OK;
}

enum status page_new_county_act(struct request *req)
{
	struct draft draft;
	bool ready;

	TRY(begin_act(req, NEW_COUNTY, &draft, &ready));
	if (!ready)
		return ST_OK;
	TRY(draft_set(&draft, "region", field_text(req, "region")));
	TRY(draft_set(&draft, "county", "named"));
	return go_on(req, &draft);
}

/* ---- item -------------------------------------------------------------------------------------------- */

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

	TRY(open_step(req, NEW_ITEM, &draft));
	show_fields(req, &draft, new_item_fields);
	show_items(req, kind_from_word(draft_get(&draft, "kind")), domain ? (uint32_t)strtoul(domain, NULL, 10) : 0);
	view_set(req, "Chosen", draft_get(&draft, "item"));
	return ST_OK;
}

enum status page_new_item_act(struct request *req)
{
	const struct item *item = item_find(&site_of(req)->items, (uint32_t)field_number(req, "item"));
	struct draft draft;
	bool ready;

	TRY(begin_act(req, NEW_ITEM, &draft, &ready));
	if (!ready)
		return ST_OK;
	if (item && *item->refer)	/* not ours: the right number at once, before anything is typed */
		return response_redirectf(req, "/refer?item=%04u", item->item);
	if (item && !item_takes(item, kind_from_word(draft_get(&draft, "kind")))) {
		request_error(req, "item", "not_this_kind");
		return ST_INVALID;
	}
	TRY(draft_set(&draft, "item", field_text(req, "item")));
	return go_on(req, &draft);
}

/* ---- what happened ------------------------------------------------------------------------------------ */

const struct field new_content_fields[] = {
	{ "content", FIELD_BLOCK, LIMIT_CONTENT_CHARS_MIN, LIMIT_CONTENT_CHARS, FIELD_REQUIRED },
	{ "wish", FIELD_BLOCK, 0, LIMIT_WISH_CHARS },
	{ "happened_at", FIELD_TIME },
	{ "place", FIELD_LINE, 0, LIMIT_SHORT_CHARS },
	{ "company", FIELD_LINE, 0, LIMIT_SHORT_CHARS },
	{ "plate", FIELD_PLATE },
	{ "line", FIELD_LINE, 0, LIMIT_SHORT_CHARS },
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
		.kind = kind_from_word(draft_get(draft, "kind")), .item = draft_number(draft, "item"), .region = draft_number(draft, "region"),
	};

	province_form_ask(req, &matter, form);
}

enum status page_new_content_show(struct request *req)
{
	struct province_form *form = ARENA_NEW(req->arena, struct province_form);
	struct draft draft;

	TRY(open_step(req, NEW_CONTENT, &draft));
	show_fields(req, &draft, new_content_fields);
	new_ask_province(req, &draft, form);
	province_form_show(req, form, &draft);
	view_set(req, "ItemName", site_item_name(req, draft_number(&draft, "item")));
	view_int(req, "Domain", draft_number(&draft, "item") / 100);
	return show_answers(req, draft_number(&draft, "item"), draft_number(&draft, "region"));
}

enum status page_new_content_act(struct request *req)
{
	struct province_form *form = ARENA_NEW(req->arena, struct province_form);
	struct draft draft;
	bool ready;
	bool ours;

	TRY(begin_act(req, NEW_CONTENT, &draft, &ready));
	if (!ready)
		return ST_OK;
	new_ask_province(req, &draft, form);
	province_form_check(req, form);
	if (req->error_count > 0)
		return ST_INVALID;
	TRY(keep_fields(req, &draft, new_content_fields));
	TRY(province_form_keep(req, form, &draft));
	if (field_given(req, "happened_at"))
		TRY(draft_set(&draft, "happened_ms", arena_printf(req->arena, "%lld", (long long)field_number(req, "happened_at"))));
	else
		draft_remove(&draft, "happened_ms");
	ours = strcmp(field_text(req, "scope"), "mine") == 0;
	if (!ours && scope_stops(req, draft_number(&draft, "region"), field_text(req, "content"))) {
		/* Kept, so that nothing typed is lost if the person says that it is ours all the same. */
		TRY(draft_set(&draft, "held", draft_get(&draft, "content")));
		draft_remove(&draft, "content");
		TRY(visit_save(req, &draft));
		return response_redirect(req, "/ticket/new/scope");
	}
	return go_on(req, &draft);
}

/* ---- files -------------------------------------------------------------------------------------------- */

const struct field new_files_fields[] = {
	{ "attachment", FIELD_FILE },
	{ "remove", FIELD_NUMBER, 0, LIMIT_FILES },
	{ 0 }
};

static const char *file_key(struct request *req, int i)
{
	return arena_printf(req->arena, "file%d", i);
}

static void show_files(struct request *req, const struct draft *draft)
{
	size_t shown = 0;

	for (int i = 1; i <= LIMIT_FILES; i++) {
		const char *packed = draft_get(draft, file_key(req, i));
		const char *spool_name;
		struct move_file file;

		if (!*packed || attach_unpack(req->arena, packed, &spool_name, &file) != ST_OK)
			continue;
		view_intf(req, i, "Files.%zu.Index", shown);
		view_setf(req, file.name, "Files.%zu.Name", shown);
		view_intf(req, (int64_t)(file.size / 1024) + 1, "Files.%zu.Kib", shown);
		shown++;
	}
	view_int(req, "FileCount", (int64_t)shown);
}

enum status page_new_files_show(struct request *req)
{
	struct draft draft;

	TRY(open_step(req, NEW_FILES, &draft));
	show_files(req, &draft);
	view_int(req, "FilesMax", LIMIT_FILES);
	view_int(req, "FileMaxMib", LIMIT_FILE_BYTES >> 20);
	return ST_OK;
}

/* Puts one upload into the first free place of the draft. */
static enum status add_file(struct request *req, struct draft *draft, const struct upload *upload)
{
	const char *type = attach_type(upload);
	const char *packed;
	enum status status;

	if (!type) {
		request_error(req, "attachment", "file_type");
		return ST_INVALID;
	}
	for (int i = 1; i <= LIMIT_FILES; i++) {
		if (*draft_get(draft, file_key(req, i)))
			continue;
		status = attach_keep(req->arena, site_of(req)->config, upload, type, &packed);
		if (status == ST_INVALID)
			request_error(req, "attachment", "file_picture");
		TRY(status);
		return draft_set(draft, file_key(req, i), packed);
	}
	request_error_range(req, "attachment", "too_many_files", 0, LIMIT_FILES);
	return ST_INVALID;
}

enum status page_new_files_act(struct request *req)
{
	const struct upload *upload;
	struct draft draft;
	enum status status = ST_OK;
	bool ready;

	TRY(begin_act(req, NEW_FILES, &draft, &ready));
	if (!ready)
		return ST_OK;
	if (field_number(req, "remove") > 0) {
		draft_remove(&draft, file_key(req, (int)field_number(req, "remove")));
		TRY(visit_save(req, &draft));
		return response_redirect(req, paths[NEW_FILES]);
	}
	for (size_t i = 0; status == ST_OK && (upload = request_upload(req, "attachment", i)) != NULL; i++)
		status = add_file(req, &draft, upload);
	if (status != ST_OK) {
		/* What came before the wrong one is kept. */
		TRY(visit_save(req, &draft));
		return status;
	}
	TRY(draft_set(&draft, "files", "done"));
	return go_on(req, &draft);
}

/* ---- contact ------------------------------------------------------------------------------------------ */

const struct field new_contact_fields[] = {
	{ "name", FIELD_LINE, 0, 50 },
	{ "phone", FIELD_PHONE },
	{ "email", FIELD_EMAIL },
	{ "quiet", FIELD_YES },
	{ "reply_by", FIELD_CHOICE, .choices = "phone sms web", .flags = FIELD_REQUIRED },
	{ "confidential", FIELD_YES },
	{ "consent", FIELD_YES, .flags = FIELD_REQUIRED },
	{ 0 }
};

enum status page_new_contact_show(struct request *req)
{
	struct draft draft;

	TRY(open_step(req, NEW_CONTACT, &draft));
	view_notices_offered(req);
	show_fields(req, &draft, new_contact_fields);
	return ST_OK;
}

enum status page_new_contact_act(struct request *req)
{
	struct draft draft;
	bool ready;

	TRY(begin_act(req, NEW_CONTACT, &draft, &ready));
	if (!ready)
		return ST_OK;
	if (!field_number(req, "consent"))	/* a "no" is given, but is no consent */
		request_error(req, "consent", "required");
	if (!field_given(req, "phone") && strcmp(field_text(req, "reply_by"), "web") != 0)
		request_error(req, "phone", "phone_for_reply");
	if (req->error_count > 0)
		return ST_INVALID;
	TRY(keep_fields(req, &draft, new_contact_fields));
	TRY(draft_set(&draft, "quiet", field_number(req, "quiet") ? "yes" : "no"));
	TRY(draft_set(&draft, "confidential", field_number(req, "confidential") ? "yes" : "no"));
	TRY(draft_set(&draft, "consent", "yes"));
	return go_on(req, &draft);
}
