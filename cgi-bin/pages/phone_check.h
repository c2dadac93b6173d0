/* A phone that is verified before a matter is filed, where the rules of its province ask for it (rules_admission.phone_check): behind
 * "check answers" a code goes to it, and who types it files. The plugin never sees the number.
 *
 * Asked only where a message can get there: a mobile, and messages are set up. Never of a confidential matter, and not of
 * who leaves no phone. That it was typed stands in the draft, beside the phone it was typed for; the answers stay where they were.
 */
#ifndef PAGES_PHONE_CHECK_H
#define PAGES_PHONE_CHECK_H

#include "pages/draft.h"
#include "statements.h"
#include "web/fields.h"
#include "web/route.h"

/* Must a code be typed before this draft is filed? */
bool phone_check_asks(struct request *req, const struct draft *draft);
/* Phone.{Number,Source,Verified}, for the last step: that a code will come, and by which rule. False, and nothing, where none does. */
bool phone_check_show(struct request *req, const struct draft *draft);
/* Sends a code, unless one was sent a moment ago, and leads to where it is typed. ST_TOO_MANY, told: no more today. */
MUST_CHECK enum status phone_check_begin(struct request *req, const struct draft *draft);
/* May a ticket's phone become this one without a code? ST_INVALID, told: its rules ask for one, and only a filing is asked. */
MUST_CHECK enum status phone_check_changed(struct request *req, const struct ticket_row *ticket, const char *phone);

/* /ticket/new/phone */
extern const struct field new_phone_fields[];
enum status page_new_phone_show(struct request *req);
enum status page_new_phone_act(struct request *req);

#endif
