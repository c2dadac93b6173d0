/* The line of a place's province beside the mark: Page.Brand, or not there. What its administrator said (sql/brand.sql) goes before what its rules have. */
#ifndef PAGES_BRAND_VIEW_H
#define PAGES_BRAND_VIEW_H

#include "rules/message.h"
#include "web/request.h"

#define BRAND_BYTES (sizeof(((struct rules_said_brand *)0)->zh) - 1)

struct brand_line {
	bool known;	/* it has one */
	bool own;	/* said at the desk; else by the rules */
	char zh[BRAND_BYTES + 1], en[BRAND_BYTES + 1];
};

/* What stands there now. place: the first two digits. False: neither database nor rules could say. */
bool brand_ask(struct request *req, uint32_t place, struct brand_line *line);

/* The same, kept for a minute. region: 0, or one whose province has none, shows none. */
void view_brand(struct request *req, uint32_t region);

#endif
