/* Which place and which month a path of the status pages names, and what they are called. */
#ifndef PAGES_STATUS_PLACE_H
#define PAGES_STATUS_PLACE_H

#include "domain/region.h"
#include "web/request.h"

/* {region}: 44 → 440000, 4403 → 440300, 440304; 0 where the path has none. ST_NOT_FOUND: no such region. */
MUST_CHECK enum status status_place(struct request *req, uint32_t *region);
/* {month}: 202610, over before now. ST_NOT_FOUND: no month, or one that is not over. */
MUST_CHECK enum status status_month(struct request *req, uint32_t *month);

/* The shortest digits of a code, as paths have it: 44, 4403, 440304. */
uint32_t status_path_code(uint32_t region);
const char *status_region_name(const struct request *req, const struct region *region);

/* Months as 202611. */
uint32_t month_of_ms(int64_t at_ms);

#endif
