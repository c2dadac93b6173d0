/* /admin/invitation?t=TOKEN: a person chooses passphrase and one-time secret. The token stands in the query, which no log holds. */
#ifndef PAGES_STAFF_INVITATION_H
#define PAGES_STAFF_INVITATION_H

#include "pages/staff_session.h"

extern const struct field invitation_fields[];

/* Invited.{Login,Name,Role,Token,Key}, Qr.*; without Invited.Login the link is void. */
enum status page_invitation_show(struct request *req);
enum status page_invitation_act(struct request *req);

/* Shows a fresh one once: Fresh.{Login,Link}. */
void view_invitation(struct request *req, const char *login, const uint8_t token[KEY_BYTES]);

#endif
