/* /admin/quarantine: attachments in which a scanner found something. The security administrator, who is served none of them either, decides
 * with a reason that the person reads: harmless, or destroyed. The worker carries it out.
 */
#ifndef PAGES_QUARANTINE_H
#define PAGES_QUARANTINE_H

#include "web/fields.h"

extern const struct field quarantine_fields[];
enum status page_quarantine_show(struct request *req);
enum status page_quarantine_act(struct request *req);

#endif
