/* /admin/acts, /audit/acts: what staff did besides moving tickets, by day, person, act and whom it was done to. Nothing here changes
 * anything: rows are only ever added, by whatever does the act.
 */
#ifndef PAGES_ACTS_H
#define PAGES_ACTS_H

#include "pages/staff_session.h"

extern const struct field acts_fields[];
enum status page_acts_show(struct request *req);

#endif
