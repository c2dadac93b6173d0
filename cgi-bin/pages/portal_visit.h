/* One visit of the public: the draft cookie, the form token, the unfinished form. Shared by the portal's pages. */
#ifndef PAGES_PORTAL_VISIT_H
#define PAGES_PORTAL_VISIT_H

#include "pages/draft.h"
#include "pages/site.h"
#include "web/serve.h"

/* struct web_program.token: derived from the cookie alone, no database. */
const char *visit_token(struct request *req);

/* Opens the visit's draft. Without a (valid) cookie begins one and sets cookie and token. */
MUST_CHECK enum status visit_open(struct request *req, struct draft *draft);
/* Makes sure that a form of this page can be posted; opens nothing. For pages that need no draft. */
void visit_begin(struct request *req);
/* Forgets the cookie and begins afresh: after a submit, the next matter is another one. */
void visit_renew(struct request *req, struct draft *draft);
/* A confidential report: nginx logs no address from here on, and every page has a way to leave at once. */
void visit_hush(struct request *req);
/* Forgets the draft and every cookie. */
MUST_CHECK enum status visit_forget(struct request *req);
MUST_CHECK enum status visit_save(struct request *req, const struct draft *draft);

#endif
