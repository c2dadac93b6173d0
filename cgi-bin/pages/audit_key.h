/* The key that an auditor registers, to which exports and packages are sealed on wish; see docs/trust.md. */
#ifndef PAGES_AUDIT_KEY_H
#define PAGES_AUDIT_KEY_H

#include "statements.h"
#include "web/route.h"

extern const struct field audit_key_fields[];

/* The viewer's key in force. ST_NOT_FOUND: none. */
MUST_CHECK enum status audit_key_of_viewer(struct request *req, struct auditor_key_row *key);

enum status page_audit_key_show(struct request *req);
enum status page_audit_key_act(struct request *req);

#endif
