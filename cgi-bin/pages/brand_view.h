/* The line of a place's province beside the mark, as its rules have it: Page.Brand, or not there. */
#ifndef PAGES_BRAND_VIEW_H
#define PAGES_BRAND_VIEW_H

#include "web/request.h"

/* region: 0, or one whose province has none, shows none. */
void view_brand(struct request *req, uint32_t region);

#endif
