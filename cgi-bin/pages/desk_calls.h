/* /admin/calls: what rings at the viewer's desk, who was not answered and waits for a call back, and who takes that over.
 *
 * A number is shown in clear only to whom the exchange gave the call, and to who took the call back, which stands in the trail.
 */
#ifndef PAGES_DESK_CALLS_H
#define PAGES_DESK_CALLS_H

#include "web/fields.h"
#include "web/request.h"

enum status page_calls_show(struct request *req);
/* The call at this desk as JSON, {} for none, for the page that waits for it. */
enum status page_call_now_show(struct request *req);
enum status page_call_back_act(struct request *req);
enum status page_call_again_act(struct request *req);

/* For the intake: puts the caller's number into the form, unless something was typed. Call.Id; Call.Gone: not the viewer's, or too old. */
MUST_CHECK enum status call_show(struct request *req, const char *id);
/* The call that a form names became this ticket; one that is not the viewer's is passed over. */
MUST_CHECK enum status call_became(struct request *req, const char *id, const char *number);

#endif
