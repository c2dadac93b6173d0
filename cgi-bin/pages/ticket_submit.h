/* The last step: check answers, submit, and the receipt that can be printed and found again. */
#ifndef PAGES_TICKET_SUBMIT_H
#define PAGES_TICKET_SUBMIT_H

#include "pages/draft.h"
#include "web/route.h"

extern const struct field new_check_fields[];

enum status page_new_check_show(struct request *req);
enum status page_new_check_act(struct request *req);
/* Files what the draft holds and leads to the receipt; a repeat comes to the same ticket. */
MUST_CHECK enum status submit_draft(struct request *req, struct draft *draft);
/* /ticket/receipt: number, code, promise with its reason, QR; as often as the visit lasts. */
enum status page_receipt_show(struct request *req);
enum status page_receipt_json_show(struct request *req);	/* the signed part as a file */

/* Was this draft submitted already? number: of its ticket. ST_NOT_FOUND: not yet. */
MUST_CHECK enum status draft_is_filed(struct request *req, const struct draft *draft, const char **number);

#endif
