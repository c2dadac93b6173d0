/* Signing in and out, and who is signed in: shared by admin and audit. */
#ifndef PAGES_STAFF_SESSION_H
#define PAGES_STAFF_SESSION_H

#include "pages/site.h"
#include "store/sign_in.h"
#include "web/serve.h"

extern const struct field login_fields[];

/* struct web_program.authenticate: sets req->viewer from the session's cookie. */
enum status staff_authenticate(struct request *req);
enum status page_login_show(struct request *req);
enum status page_login_act(struct request *req);
enum status page_logout_show(struct request *req);
enum status page_logout_act(struct request *req);

/* The token in the cookie of this program; false when there is none of the right form. */
bool staff_session_token(const struct request *req, uint8_t token[KEY_BYTES]);
/* The viewer as the store knows people. */
struct staff staff_viewer(const struct request *req);
/* Is this ticket the viewer's to work on: own unit's for a unit, own region's for everybody else? */
bool staff_covers(const struct request *req, uint32_t region, const char *unit);
/* Or to look at, because it was filed in the own region and handed over to another? */
bool staff_reaches(const struct request *req, const char *number, uint32_t region, const char *unit);

#endif
