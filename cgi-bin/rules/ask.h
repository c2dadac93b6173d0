/* Asking one loaded set of rules one question and judging what comes back. Shared by the rules program (province
 * plugins) and by call.c (the national default, linked in).
 */
#ifndef RULES_ASK_H
#define RULES_ASK_H

#include "rules/message.h"

/* plugins/00_national.c under its own name. */
extern const struct province_rules national_rules;

/* Asks rules, then the national default when it has no opinion or its answer cannot be. Always fills answer:
 * status RULES_OK; RULES_NO_OPINION where the
 * nation has no rule (workday, office hours, score); RULES_BAD_INPUT when even it refuses the facts. */
void rules_ask(const struct province_rules *rules, const struct rules_question *question, struct rules_answer *answer);

/* Asks this set alone. Returns and stores RULES_OK, RULES_NO_OPINION, or what a faulty set said; an answer that cannot be
 * is RULES_FAULT. */
int32_t rules_ask_alone(const struct province_rules *rules, const struct rules_question *question, struct rules_answer *answer);

/* Is an answer within its ranges, its texts terminated UTF-8? Answers are untrusted input. */
int rules_is_sane(uint32_t op, const union rules_any *answer);

#endif
