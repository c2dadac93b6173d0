/* The extra fields of a province's form: a question that is answered from the plugin's table, without running any of it.
 *
 * What may stand in such a table is judged when the plugin is loaded and again by whoever asked.
 */
#ifndef RULES_FORM_H
#define RULES_FORM_H

#include "rules/message.h"

/* NULL, or why this table cannot be asked of anybody: the end of a sentence that begins with "it". The texts are terminated UTF-8. */
const char *rules_fields_fault(const struct province_rules *rules);
/* The nth one; RULES_NO_OPINION behind the last. rules: NULL has none. */
void rules_field_answer(const struct province_rules *rules, uint32_t n, struct rules_answer *answer);
int rules_field_is_sane(const struct rules_said_field *field);

#endif
