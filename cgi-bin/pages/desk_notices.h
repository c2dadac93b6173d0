/* /admin/notices: what notices say in the own province. /admin/notices/{kind}: its words of one of them, in both languages, with what they make of an
 * example: an administrator of the province proposes them or ends them, somebody else (another one, or a supervisor of the province) lets them through
 * or refuses them. Until then, and after the end, the nation's words count. What was said is kept.
 */
#ifndef PAGES_DESK_NOTICES_H
#define PAGES_DESK_NOTICES_H

#include "web/fields.h"

enum status page_notices_show(struct request *req);
enum status page_notice_show(struct request *req);

extern const struct field wording_fields[];
enum status page_wording_act(struct request *req);

extern const struct field wording_decide_fields[];
enum status page_wording_decide_act(struct request *req);

extern const struct field wording_end_fields[];
enum status page_wording_end_act(struct request *req);

#endif
