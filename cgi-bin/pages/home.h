/* The public home page. */
#ifndef PAGES_HOME_H
#define PAGES_HOME_H

#include "web/route.h"

extern const struct field home_fields[];

enum status page_home_show(struct request *req);
enum status page_article_show(struct request *req);

#endif
