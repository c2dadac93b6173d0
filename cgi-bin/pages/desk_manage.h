/* What a provincial admin manages: units and people of the own province, and nothing of another. */
#ifndef PAGES_DESK_MANAGE_H
#define PAGES_DESK_MANAGE_H

#include "web/route.h"

extern const struct field unit_fields[], person_fields[];

enum status page_units_show(struct request *req);
enum status page_units_act(struct request *req);
enum status page_people_show(struct request *req);
enum status page_people_act(struct request *req);

#endif
