/* /admin/invitation?t=TOKEN: a person chooses passphrase and one-time secret. The token stands in the query, which no log holds. */
#ifndef PAGES_STAFF_INVITATION_H
#define PAGES_STAFF_INVITATION_H

#include "pages/staff_session.h"

extern const struct field invitation_fields[];

/* Invited.{Login,Name,Role,Token,Key}, Qr.*; without Invited.Login the link is void. */
enum status page_invitation_show(struct request *req);
enum status page_invitation_act(struct request *req);

/* Makes one for somebody and shows it once: Fresh.{Login,Link}. */
MUST_CHECK enum status invite(struct request *req, uint32_t staff_id, const char *login);

#endif
