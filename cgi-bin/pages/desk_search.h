/* /admin/search?q=: by number, phone (its keyed hash), plate, or words of two characters and up. */
#ifndef PAGES_DESK_SEARCH_H
#define PAGES_DESK_SEARCH_H

#include "web/request.h"

enum status page_search_show(struct request *req);

#endif
