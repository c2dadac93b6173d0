/* /admin/hours: when the telephone line of each city is answered. The administrator of a province changes it for the own cities, or for all of
 * them at once, one of a city for the own; each change counts from a day and stays. The public reads it on the status page and beside matters.
 */
#ifndef PAGES_DESK_HOURS_H
#define PAGES_DESK_HOURS_H

#include "web/fields.h"

extern const struct field hours_fields[];
enum status page_hours_show(struct request *req);
enum status page_hours_act(struct request *req);

#endif
