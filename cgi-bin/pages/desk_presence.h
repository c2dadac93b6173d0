/* Who else has a ticket open: shown when it is opened, and asked again by the page every few seconds.
 *
 * Others.N = name.  /admin/ticket/{number}/presence answers {"version":7,"others":["张三"]}; a version that differs from the
 * page's own says that the ticket was changed meanwhile.
 */
#ifndef PAGES_DESK_PRESENCE_H
#define PAGES_DESK_PRESENCE_H

#include "web/request.h"

struct ticket_row;
/* Notes that the viewer is on it, and shows who else is. */
MUST_CHECK enum status desk_presence(struct request *req, const struct ticket_row *ticket);
enum status page_presence_show(struct request *req);

#endif
