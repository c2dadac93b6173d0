/* /status/verify: is this receipt (domain/receipt.h) ours, as we signed it? And our public keys, for whoever checks elsewhere.
 *
 * A plain GET: a receipt is a link. It asks the database nothing and is not cached.
 */
#ifndef PAGES_STATUS_VERIFY_H
#define PAGES_STATUS_VERIFY_H

#include "web/route.h"

extern const struct field verify_fields[];

enum status page_verify_show(struct request *req);
enum status page_log_keys_show(struct request *req);	/* /status/log/keys: id, use and day of each, with introductions */
enum status page_log_key_show(struct request *req);	/* /status/log/keys/{id}: one, as PEM */

#endif
