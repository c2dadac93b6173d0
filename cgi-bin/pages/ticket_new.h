/* The form for a new matter, one question a page. The steps as a table; each step's page is ticket_new_STEP.cs. */
#ifndef PAGES_TICKET_NEW_H
#define PAGES_TICKET_NEW_H

#include "pages/portal_visit.h"
#include "web/route.h"

/* One of the steps, in order. */
enum new_step {
	NEW_KIND, NEW_REGION, NEW_COUNTY, NEW_ITEM, NEW_CONTENT, NEW_FILES, NEW_CONTACT, NEW_CHECK, NEW_END
};

const char *new_path(enum new_step step);
/* The first step that is not answered yet; NEW_CHECK when all are. */
enum new_step new_first_open(const struct site *site, struct arena *arena, const struct draft *draft);

struct province_form;
/* What the draft's province asks beside, of the matter that the draft tells so far. */
void new_ask_province(struct request *req, const struct draft *draft, struct province_form *form);

extern const struct field new_kind_fields[], new_region_fields[], new_county_fields[], new_item_fields[],
	new_content_fields[], new_files_fields[], new_contact_fields[];

enum status page_new_kind_show(struct request *req);
enum status page_new_kind_act(struct request *req);
enum status page_new_region_show(struct request *req);
enum status page_new_region_act(struct request *req);
enum status page_new_county_show(struct request *req);
enum status page_new_county_act(struct request *req);
enum status page_new_item_show(struct request *req);
enum status page_new_item_act(struct request *req);
enum status page_new_content_show(struct request *req);
enum status page_new_content_act(struct request *req);
enum status page_new_files_show(struct request *req);
enum status page_new_files_act(struct request *req);
enum status page_new_contact_show(struct request *req);
enum status page_new_contact_act(struct request *req);

#endif
