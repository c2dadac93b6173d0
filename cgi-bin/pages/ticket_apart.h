/* Who joined another matter when filing takes that back: the own ticket is handled by itself again, with the promise it always had.
 * Nobody undoes so what staff tied. */
#ifndef PAGES_TICKET_APART_H
#define PAGES_TICKET_APART_H

#include "web/route.h"

struct ticket_row;

extern const struct field apart_fields[];

/* Can.apart. */
MUST_CHECK enum status apart_show(struct request *req, const struct ticket_row *ticket);
enum status page_apart_act(struct request *req);

#endif
