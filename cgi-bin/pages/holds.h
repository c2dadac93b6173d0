/* /admin/holds: legal holds, and orders to erase who a person is before its time. The security administrator names the matter and says why;
 * both are events of its chain. What is ordered is carried out by hotline retention; while a hold stands nothing is.
 */
#ifndef PAGES_HOLDS_H
#define PAGES_HOLDS_H

#include "web/fields.h"

extern const struct field hold_fields[], lift_fields[];
enum status page_holds_show(struct request *req);
enum status page_holds_act(struct request *req);
/* /admin/holds/{number}/lift */
enum status page_lift_act(struct request *req);

#endif
