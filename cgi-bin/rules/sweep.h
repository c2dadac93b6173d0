/* Putting many matters, ordinary and absurd, to one set of rules: each answer must be usable, and the same when asked
 * again. The same every time it runs, so what it finds can be found again.
 */
#ifndef RULES_SWEEP_H
#define RULES_SWEEP_H

#include <stdbool.h>

#include "rules/message.h"

#define RULES_SWEEP_QUESTIONS 4000	/* to each operation */

/* False at the first answer that cannot be: found is the question, differs whether it was answered otherwise the
 * second time. Runs the plugin's code: one that crashes takes the caller with it. */
bool rules_sweep(const struct province_rules *rules, uint32_t op, struct rules_question *found, bool *differs);

#endif
