/* What the person may take away, and have erased at once, of a ticket: for who has number and code. */
#ifndef PAGES_TICKET_DATA_H
#define PAGES_TICKET_DATA_H

#include "web/request.h"

/* All that the site shows the person, as JSON. */
enum status page_data_act(struct request *req);
/* Where the person is told of this ticket goes, and with it all notices. */
enum status page_forget_act(struct request *req);

#endif
