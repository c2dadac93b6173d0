/* Signs of what is worth a look, by unit or place and period; domain/measure.h says what they are. */
#ifndef PAGES_DESK_SIGNS_H
#define PAGES_DESK_SIGNS_H

#include "web/fields.h"
#include "web/request.h"

extern const struct field sign_fields[];
enum status page_signs_show(struct request *req);

#endif
