/* What a province's rules answered, as template values below a prefix; shown by templates/_rule.cs.
 *
 * Of each: Op (word), Given (or not there: nobody has an opinion), Rule, Version, Source, Verified, National (the
 * default spoke).  By operation: clock Amount Unit Start (words); admit Verdict Number; route Level Unit Joint;
 * sample PerMille; office_hours Hours.N.{From,Until}; workday Worked; escalate Step Level Card.
 */
#ifndef PAGES_RULE_VIEW_H
#define PAGES_RULE_VIEW_H

#include "rules/message.h"
#include "web/view.h"

void view_rule(struct request *req, const char *at, uint32_t op, const struct rules_answer *answer);

/* "yellow": enum rules_card; a label below rules.card. */
const char *card_word(uint32_t card);

#endif
