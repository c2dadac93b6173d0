/* /admin/erasures: people who want erased who they are, until the security administrator decides. An order is that of holds.h, carried out by
 * hotline retention; a refusal is an event whose reason the person reads.
 */
#ifndef PAGES_ERASURES_H
#define PAGES_ERASURES_H

#include "web/fields.h"

extern const struct field erasures_fields[];
enum status page_erasures_show(struct request *req);
enum status page_erasures_act(struct request *req);

#endif
