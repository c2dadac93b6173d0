/* /audit/inspections: samples drawn to look at. A sample is decided by its filter and a seed that the system draws (domain/lot.h), and
 * stays as it was drawn: who draws again draws another, and both stand in the list.
 */
#ifndef PAGES_INSPECTION_H
#define PAGES_INSPECTION_H

#include "web/route.h"

extern const struct field inspections_fields[];

enum status page_inspections_show(struct request *req);
enum status page_inspections_act(struct request *req);
enum status page_inspection_show(struct request *req);

#endif
