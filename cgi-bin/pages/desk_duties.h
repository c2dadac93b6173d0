/* /admin/duties: a province's catalogue of responsibilities, which unit takes what where, and what nobody takes. Whoever dispatches is shown what it says; the
 * rules' own word on the way of a matter stands beside it.
 */
#ifndef PAGES_DESK_DUTIES_H
#define PAGES_DESK_DUTIES_H

#include "web/fields.h"

extern const struct field duty_fields[];
enum status page_duties_show(struct request *req);
enum status page_duties_act(struct request *req);

/* Duties.N.{Code,Name,Item,Region}: who takes such a matter there, the one most closely in charge first. */
enum status desk_show_duties(struct request *req, uint32_t item, uint32_t region);
/* That one alone; "" and "" where nobody does. */
enum status desk_duty_closest(struct request *req, uint32_t item, uint32_t region, const char **code, const char **name);

#endif
