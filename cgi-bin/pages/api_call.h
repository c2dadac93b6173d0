/* POST /api/call: a telephone exchange tells that a call rings, is answered or is over. docs/calls.md says how.
 *
 * Whoever asks brings a key with the right `call` in each request. Told again, or in another order, nothing is different.
 */
#ifndef PAGES_API_CALL_H
#define PAGES_API_CALL_H

#include "web/fields.h"
#include "web/request.h"

extern const struct field call_event_fields[];
/* Also what a wrong POST is answered with: each field that is wrong, and why. */
enum status page_api_call_show(struct request *req);
enum status page_api_call_act(struct request *req);

#endif
