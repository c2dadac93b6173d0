/* /admin/report: the report of a month, a quarter or a year on one page that prints well; posted, the worker makes it as a spreadsheet. */
#ifndef PAGES_DESK_REPORT_H
#define PAGES_DESK_REPORT_H

#include "web/fields.h"
#include "web/request.h"

extern const struct field report_fields[];
enum status page_report_show(struct request *req);
enum status page_report_act(struct request *req);

#endif
