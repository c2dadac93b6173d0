/* The conformance check of one set of rules: every trial in a child process of its own, shut in as the rules program is, with
 * a limit of time. A trial that fails names what was asked; one that ends its process names the last question.
 *
 * Trials: each golden case, then those of the table in conform.c, then the sweep of each operation by its seed.
 */
#ifndef RULES_CONFORM_H
#define RULES_CONFORM_H

#include <stdbool.h>
#include <stdio.h>

#include "rules/cases.h"

struct conformance {
	struct arena *arena;
	const struct province_rules *rules;	/* &national_rules for the nation */
	const char *file;			/* for messages: "44_guangdong.so" */
	uint64_t seed;				/* of the sweep; the same finds the same */
	bool told;				/* prints what holds too, with what each trial is for */
	FILE *out;
	int passed, failed;
	int slept;				/* trials that waited until they were ended */
};

/* The sweep's alone, for --reproduce: prints the question, too. */
void conform_sweep(struct conformance *c);
/* The trials that need no cases, the sweep among them. */
void conform_trials(struct conformance *c);
/* One golden case; for rules_cases_each. context: a struct conformance. */
void conform_case(void *context, const struct rules_case_at *at);

#endif
