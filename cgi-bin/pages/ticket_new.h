/* The form for a new matter, one question a page: step STEP is ticket_new_STEP.c and .cs; new_step.h leads through them. */
#ifndef PAGES_TICKET_NEW_H
#define PAGES_TICKET_NEW_H

#include "pages/new_step.h"
#include "web/route.h"

struct province_form;
/* What the draft's province asks beside, of the matter that the draft tells so far. */
void new_ask_province(struct request *req, const struct draft *draft, struct province_form *form);

/* The first free place for a file in the draft; 0: none. */
int new_file_place(struct request *req, const struct draft *draft);
/* Puts one upload into it, judged by content. ST_INVALID with its error: not taken. */
MUST_CHECK enum status new_add_file(struct request *req, struct draft *draft, const struct upload *upload);
/* Beside a file that came in pieces: what it was when it was begun. */
const char *new_sent_key(struct request *req, int place);
/* ST_INVALID, with its error. */
enum status new_too_many_files(struct request *req);

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
