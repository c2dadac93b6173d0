/* What pages of the public say of notices. */
#ifndef PAGES_NOTICE_VIEW_H
#define PAGES_NOTICE_VIEW_H

#include "web/request.h"

/* Offered.Any, Offered.Mail: whether people are told at all, and by mail. */
void view_notices_offered(struct request *req);

/* Notices.N.{Kind,Channel,State,AtMs}, newest first. */
MUST_CHECK enum status view_notices(struct request *req, uint64_t ticket_id);

#endif
