/* What the queue is filtered for: the fields of its form, read into what its statements take, and written back as links have it. */
#ifndef PAGES_DESK_FILTER_H
#define PAGES_DESK_FILTER_H

#include "base/limits.h"
#include "pages/desk_move.h"
#include "store/open_store.h"

/* What every page needs that shows the queue. */
#define DESK_FILTER_FIELDS \
	{ "state", FIELD_LINE, 0, 20 }, \
	{ "q", FIELD_LINE, 0, LIMIT_SEARCH_CHARS }, \
	{ "kind", FIELD_CHOICE, .choices = "complaint inquiry suggestion" }, \
	{ "source", FIELD_CHOICE, .choices = "phone web app wechat sms fax letter visit 12345 ministry mailbox open311 legacy" }, \
	{ "domain", FIELD_NUMBER, 0, 99 }, \
	{ "item", FIELD_ITEM }, \
	{ "region", FIELD_REGION }, \
	{ "unit", FIELD_LINE, 0, 16, .check = desk_check_code }, \
	{ "due", FIELD_CHOICE, .choices = "late soon fine" }, \
	{ "card", FIELD_CHOICE, .choices = "green yellow red raised" }, \
	{ "person", FIELD_LINE, 0, 10, .check = desk_check_person }, \
	{ "after", FIELD_LINE, 0, 40 },		/* DUE-ID of the last row shown, */ \
	{ "before", FIELD_LINE, 0, 40 }		/* or of the first, to go back */

/* The index that a queue is read by: of what was filtered for, that which leads to the fewest rows. */
enum desk_way { WAY_NATION, WAY_ITEM, WAY_PROVINCE, WAY_UNIT, WAY_PERSON };

struct desk_filter {
	enum desk_way way;
	uint32_t province;		/* of WAY_PROVINCE */
	const char *owner;		/* of WAY_UNIT, and of WAY_PERSON where it is not "" */
	bool counted;			/* counters know how many fit: those of place, cut by at most one thing */
	uint32_t place;
	enum open_cut cut;
	const char *value;
	uint32_t region_from, region_until;
	uint32_t kind_from, kind_until;
	uint32_t source_from, source_until;
	uint32_t item_from, item_until;
	const char *units;		/* LIKE; "%" any */
	uint32_t card_from, card_until;	/* of the last warning by the province's rule */
	uint32_t assignee_from, assignee_until;
	int64_t due_from, due_until;
};

/* As the members of a statement's in struct: all, without when it is due, without who has it (for those who ask for one), and without both. */
#define FILTERED(f) FILTERED_OF_PERSON(f), .assignee_from = (f)->assignee_from, .assignee_until = (f)->assignee_until
#define FILTERED_BUT_DUE(f) FILTERED_MATTER(f), .assignee_from = (f)->assignee_from, .assignee_until = (f)->assignee_until
#define FILTERED_OF_PERSON(f) FILTERED_MATTER(f), .due_from = (f)->due_from, .due_until = (f)->due_until
#define FILTERED_MATTER(f) \
	.region_from = (f)->region_from, .region_until = (f)->region_until, .kind_from = (f)->kind_from, .kind_until = (f)->kind_until, \
	.source_from = (f)->source_from, .source_until = (f)->source_until, .item_from = (f)->item_from, .item_until = (f)->item_until, \
	.units = (f)->units, .card_from = (f)->card_from, .card_until = (f)->card_until

/* "mine", "nobody" or the number of somebody. */
const char *desk_check_person(struct request *req, const char *text);
void desk_filter_read(struct request *req, struct desk_filter *filter);
/* "&kind=complaint&due=late": the filter as it stands in links. */
const char *desk_filter_query(struct request *req);

#endif
