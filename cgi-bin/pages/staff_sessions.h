/* The viewer's own sessions, for desk and audit: where one is signed in, and ending one or all others. */
#ifndef PAGES_STAFF_SESSIONS_H
#define PAGES_STAFF_SESSIONS_H

#include "pages/staff_session.h"

extern const struct field sessions_fields[];

/* Sessions.N.{Key,Program,CreatedMs,SeenMs,Address,Browser,This} */
enum status page_sessions_show(struct request *req);
enum status page_sessions_act(struct request *req);

#endif
