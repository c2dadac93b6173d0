/* A lost query code: number and phone, a message with a link, and behind the link another code.
 *
 * /recover answers the same, after the same work, whether the two belong together or not: it does not look (store/recovery_store.h).
 * /recover/code changes nothing when it is opened, only by its button: whoever looks through messages for dangerous links uses
 * none up.
 */
#ifndef PAGES_RECOVER_H
#define PAGES_RECOVER_H

#include "web/route.h"

extern const struct field recover_fields[], recover_code_fields[];

enum status page_recover_show(struct request *req);
enum status page_recover_act(struct request *req);
enum status page_recover_code_show(struct request *req);
enum status page_recover_code_act(struct request *req);

#endif
