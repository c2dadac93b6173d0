/* /notice/stop: the link of a notice that ends them. Opening it changes nothing, for mail programs open links too; the button does. */
#ifndef PAGES_NOTICE_STOP_H
#define PAGES_NOTICE_STOP_H

#include "web/fields.h"
#include "web/request.h"

extern const struct field notice_stop_fields[];
enum status page_notice_stop_show(struct request *req);
enum status page_notice_stop_act(struct request *req);

#endif
