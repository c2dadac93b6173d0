/* /admin/calendar: the days of a year that are not as others, the nation's and the province's own; a change of the own ones is proposed here. /admin/calendar/{id}: a
 * proposal with what it would do to running deadlines, and applying it (job_calendar.c). The nation's notice is the operator's to bring in.
 */
#ifndef PAGES_DESK_CALENDAR_H
#define PAGES_DESK_CALENDAR_H

#include "web/fields.h"

extern const struct field calendar_fields[];
enum status page_calendar_show(struct request *req);
enum status page_calendar_act(struct request *req);

extern const struct field calendar_plan_fields[];
enum status page_calendar_plan_show(struct request *req);
enum status page_calendar_plan_act(struct request *req);

#endif
