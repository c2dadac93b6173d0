/* One move of many tickets: chosen in the queue, looked over, made, and each ticket's outcome said.
 *
 * Each is a transaction of its own through desk_move, with the form's intent: sent again, what is done stays done and the
 * rest is made. Who may, and on what, is desk_move's to say, ticket by ticket.
 */
#ifndef PAGES_DESK_BULK_H
#define PAGES_DESK_BULK_H

#include "web/route.h"

extern const struct field bulk_fields[];

/* Picking, and Bulk.N.Word: the moves that the viewer's role makes of many; nothing for who makes none. */
void bulk_offer(struct request *req);

/* /admin/bulk?move=dispatched&pick=NUMBER&pick=NUMBER: what would be done. */
enum status page_bulk_show(struct request *req);
/* pick=NUMBER.VERSION.UNIT: the version that was looked over, and the unit that the catalogue names (or none), to which it goes when each is to go to
 * its own (unit=*). */
enum status page_bulk_act(struct request *req);

#endif
