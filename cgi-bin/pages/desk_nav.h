/* The navigation of the desk and of the audit program, by role, and what a province settles for itself. */
#ifndef PAGES_DESK_NAV_H
#define PAGES_DESK_NAV_H

#include "pages/staff_session.h"

/* Nav.N.{Href,Label,Current}: what this role works with. */
void desk_nav(struct request *req);
/* Settings.N.{Href,Label,Text} */
enum status page_settings_show(struct request *req);

#endif
