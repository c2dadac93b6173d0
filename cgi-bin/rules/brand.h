/* A province's own line beside the mark, from the words of its plugin: "brand", and where it is known from, "brand.source". A question
 * that is answered from the table, without running any of it.
 */
#ifndef RULES_BRAND_H
#define RULES_BRAND_H

#include "rules/message.h"

/* NULL, or why these words cannot stand beside the mark: the end of a sentence that begins with "it". Texts are terminated UTF-8. */
const char *rules_brand_fault(const struct province_rules *rules);
/* RULES_NO_OPINION: it has none. rules: may be NULL. */
void rules_brand_answer(const struct province_rules *rules, struct rules_answer *answer);
int rules_brand_is_sane(const struct rules_said_brand *brand);

#endif
