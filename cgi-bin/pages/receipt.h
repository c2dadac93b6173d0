/* The signed receipt (domain/receipt.h) of a ticket. The portal signs with a key of its own use, "receipt", which can say nothing else:
 * neither a package nor a checkpoint is believed from it.
 */
#ifndef PAGES_RECEIPT_H
#define PAGES_RECEIPT_H

#include "domain/receipt.h"
#include "web/route.h"

struct ticket_row;

/* ST_NOT_FOUND: there is no key to sign with (logged), and the ticket stands all the same. */
MUST_CHECK enum status receipt_make(struct request *req, const struct ticket_row *ticket, struct receipt *receipt);
/* Answers with the receipt as a file. */
MUST_CHECK enum status receipt_send(struct request *req, const struct ticket_row *ticket);

#endif
