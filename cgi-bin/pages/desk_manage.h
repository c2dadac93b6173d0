/* What a provincial admin manages: the units of the own province, and nothing of another. */
#ifndef PAGES_DESK_MANAGE_H
#define PAGES_DESK_MANAGE_H

#include "web/route.h"

extern const struct field unit_fields[];

enum status page_units_show(struct request *req);
enum status page_units_act(struct request *req);

#endif
