/* Putting many matters, ordinary and absurd, to one set of rules: each answer must be usable, and the same when asked
 * again. The same for the same seed, so what it finds can be found again.
 */
#ifndef RULES_SWEEP_H
#define RULES_SWEEP_H

#include "rules/message.h"

#define RULES_SWEEP_QUESTIONS 4000	/* to each operation */

/* The first answer that cannot be: what is wrong with it, and the question in *found; NULL: none. Runs the plugin's code: when that
 * ends the process, *found (which may lie in shared memory) is the question at which it did. */
const char *rules_sweep(const struct province_rules *rules, uint64_t seed, uint32_t op, struct rules_question *found);

#endif
