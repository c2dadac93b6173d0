/* What a person can take away as files, with number and code: the signed receipt again, and proof that the newest event of the own
 * ticket, or the first one, which the receipt is about, stands in the public log. */
#ifndef PAGES_TICKET_PROOF_H
#define PAGES_TICKET_PROOF_H

#include "web/route.h"

enum status page_proof_act(struct request *req);
enum status page_first_proof_act(struct request *req);
enum status page_signed_act(struct request *req);

#endif
