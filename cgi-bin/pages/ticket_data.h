/* What the person may take away, and have erased at once, of a ticket: for who has number and code.
 *
 * Ticket.Number, Told (the person is told of what happens), Notices.N.*: notice_view.h; Who.*, Done: ticket_track.h
 */
#ifndef PAGES_TICKET_DATA_H
#define PAGES_TICKET_DATA_H

#include "web/request.h"

/* The page on which all of it stands. done: a word of track.done, or "". */
struct ticket_row;
MUST_CHECK enum status mine_show(struct request *req, const struct ticket_row *ticket, const char *done);
enum status page_mine_act(struct request *req);
/* Show of what is reached from there: only after an error; leads to the tracking form when opened by hand. */
enum status page_mine_again(struct request *req);
/* All that the site shows the person, as JSON. */
enum status page_data_act(struct request *req);
/* Where the person is told of this ticket goes, and with it all notices. */
enum status page_forget_act(struct request *req);

#endif
