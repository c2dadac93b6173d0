/* /audit/ticket/{number}: a ticket as its events tell it, replayed from them alone.
 *
 *	?at=2026-11-23T14:05	as it stood then
 *	?event=3		as it stood after its third event
 *	?as=citizen|unit|…	and as that role would have seen it then: what its rights mask stays masked
 *
 * Every look is recorded before it is answered (reading.h). The present that the lists hold is compared with what the events come
 * to, and each word with its commitment; what differs is named.
 */
#ifndef PAGES_AUDIT_TICKET_H
#define PAGES_AUDIT_TICKET_H

#include "web/route.h"

extern const struct field audit_ticket_fields[];

enum status page_audit_ticket_show(struct request *req);
/* /audit/file/{id}: what was handed in with one of them; recorded as a look as well. */
enum status page_audit_file_show(struct request *req);

#endif
