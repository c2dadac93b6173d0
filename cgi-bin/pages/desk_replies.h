/* /admin/replies: words to reply with, of a province or of one unit; adding one. /admin/replies/{id}: changing or retiring one.
 * A unit keeps its own; supervisors and the province's administrators keep the province's.
 */
#ifndef PAGES_DESK_REPLIES_H
#define PAGES_DESK_REPLIES_H

#include "web/fields.h"
#include "web/request.h"

extern const struct field reply_fields[];
/* Replies.N.{Id,Title,Body}: what the viewer may reply with, the own unit's first. */
MUST_CHECK enum status desk_show_replies(struct request *req);
enum status page_replies_show(struct request *req);
enum status page_replies_act(struct request *req);
enum status page_reply_show(struct request *req);
enum status page_reply_act(struct request *req);

#endif
