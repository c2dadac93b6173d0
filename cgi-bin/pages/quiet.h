/* Confidential reports: the short way in, which says before what is kept and what is not, and the quick way out. */
#ifndef PAGES_QUIET_H
#define PAGES_QUIET_H

#include "web/route.h"

enum status page_quiet_show(struct request *req);
/* Begins afresh a complaint that is confidential and answered on the web, and leads to its first question. */
enum status page_quiet_act(struct request *req);
/* Forgets what was begun and leads to another site: site.exit_url. Harmless to whoever is led here: nothing filed is touched. */
enum status page_leave_show(struct request *req);

#endif
