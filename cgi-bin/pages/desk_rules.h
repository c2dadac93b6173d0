/* /admin/rules: what every province's rules say, and who says so.
 * /admin/rules/{province}: one province as a table, and a simulator: a matter filled in, and every answer with its
 * rule, source and counted days, on any date, beside a second date or another version (desk_simulate.c).
 *
 * What is shown is what the rules program answers now, never a copy of a table.
 */
#ifndef PAGES_DESK_RULES_H
#define PAGES_DESK_RULES_H

#include "pages/site.h"
#include "web/fields.h"

extern const struct field simulate_fields[];
enum status page_rules_show(struct request *req);
enum status page_province_rules_show(struct request *req);
enum status page_province_rules_act(struct request *req);

/* Shared with the simulator: a plain matter by phone of that moment; all questions of one region and day in one message; where the
 * files' conduct is kept; the page itself. */
struct rules_facts rules_facts_of(uint32_t region, uint32_t kind, uint32_t item, uint32_t stage, int64_t at_ms);
void rules_ask_all(struct request *req, const struct rules_question *questions, uint32_t count, struct rules_answer *answers);
const char *rules_faults_path(struct request *req);
MUST_CHECK enum status rules_show_province(struct request *req);

#endif
