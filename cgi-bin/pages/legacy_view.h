/* Legacy.{Origin,Number,FiledMs,ClosedMs,DueMs}: what an older system said of a ticket that was taken over from it. Nothing of any other. */
#ifndef PAGES_LEGACY_VIEW_H
#define PAGES_LEGACY_VIEW_H

#include "web/request.h"

struct ticket_row;
enum status legacy_show(struct request *req, const struct ticket_row *ticket);

#endif
