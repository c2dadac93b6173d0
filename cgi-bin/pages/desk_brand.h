/* /admin/brand: the line beside the mark on a province's public pages. Its administrator says it in both languages, from a day on and with a source, or goes
 * back to what the rules have; what was said stays.
 */
#ifndef PAGES_DESK_BRAND_H
#define PAGES_DESK_BRAND_H

#include "web/fields.h"

extern const struct field brand_fields[];
enum status page_brand_show(struct request *req);
enum status page_brand_act(struct request *req);

#endif
