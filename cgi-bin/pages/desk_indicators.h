/* /admin/indicators: the indicators of a place and a period, compared with the one before and the same a year before, month by
 * month, and cut by place, kind, item, source or unit; every figure opens the tickets it was made of (/admin/indicators/tickets).
 */
#ifndef PAGES_DESK_INDICATORS_H
#define PAGES_DESK_INDICATORS_H

#include "web/fields.h"
#include "web/request.h"

extern const struct field indicator_fields[];
enum status page_indicators_show(struct request *req);
extern const struct field measured_fields[];
enum status page_measured_show(struct request *req);

#endif
