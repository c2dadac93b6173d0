/* The person wants erased who they are: first what is kept, for how long and by which source, then the wish, an event of the ticket. Whoever
 * decides finds it at /admin/erasures (erasures.h); the answer stands on the page of own data.
 */
#ifndef PAGES_TICKET_ERASE_H
#define PAGES_TICKET_ERASE_H

#include "pages/ticket_view.h"
#include "web/route.h"

extern const struct field erase_fields[];

/* Erasure.{State,AtMs,Reason}: asked, declined (and why), ordered, erased; nothing when it was never asked. Can.erase */
void erasure_show(struct request *req, const struct ticket_row *ticket, const struct ticket_told *told);

enum status page_erase_act(struct request *req);
enum status page_erase_ask_act(struct request *req);
enum status page_erase_again(struct request *req);

#endif
