/* /admin/incidents: telling the public of a fault or of planned work. /admin/incidents/{id}: saying more, its end, putting a wording
 * right. Each form can be looked at first, as the public will see it in either language. Nothing that was said is taken away.
 * The administrator of the system speaks of everything, one of a province of the own.
 */
#ifndef PAGES_DESK_INCIDENTS_H
#define PAGES_DESK_INCIDENTS_H

#include "web/fields.h"
#include "web/request.h"

extern const struct field incidents_fields[];
enum status page_incidents_desk_show(struct request *req);
enum status page_incidents_desk_act(struct request *req);

extern const struct field incident_fields[];
enum status page_incident_desk_show(struct request *req);
enum status page_incident_desk_act(struct request *req);

#endif
