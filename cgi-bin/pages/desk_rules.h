/* /admin/rules: what every province's rules say, and who says so.
 * /admin/rules/{province}: one province as a table, and a simulator: a matter filled in, and every answer with its
 * rule, source and counted days, on any date, beside a second date.
 *
 * What is shown is what the rules program answers now, never a copy of a table.
 */
#ifndef PAGES_DESK_RULES_H
#define PAGES_DESK_RULES_H

#include "web/fields.h"
#include "web/request.h"

extern const struct field simulate_fields[];
enum status page_rules_show(struct request *req);
enum status page_province_rules_show(struct request *req);
enum status page_province_rules_act(struct request *req);

#endif
