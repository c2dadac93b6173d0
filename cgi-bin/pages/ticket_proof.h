/* What a person can take away: proof, as a file, that the newest event of the own ticket stands in the public log. */
#ifndef PAGES_TICKET_PROOF_H
#define PAGES_TICKET_PROOF_H

#include "web/route.h"

enum status page_proof_act(struct request *req);

#endif
