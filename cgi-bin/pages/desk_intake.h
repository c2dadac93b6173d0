/* 来电受理: a caller's matter on one screen, by keyboard: file it and answer at once, dispatch, refer, or leave it in the queue. */
#ifndef PAGES_DESK_INTAKE_H
#define PAGES_DESK_INTAKE_H

#include "web/route.h"

extern const struct field intake_fields[];

enum status page_intake_show(struct request *req);
enum status page_intake_act(struct request *req);

#endif
