/* Is a text ours, somebody else's, an emergency, or not to be told? By trigger words that are data.
 *
 * A trigger's phrase is words between spaces that must all stand in the text; one with '!' before it must not.
 * Emergencies come first, whatever else the text says. Otherwise the weights of what speaks for us and of what speaks
 * for others are added up; both at once, and near each other, means asking back. Pure; used alike by the portal, the
 * desk, the API and `hotline refer`.
 */
#ifndef DOMAIN_REFER_H
#define DOMAIN_REFER_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum refer_outcome { REFER_ACCEPT, REFER_REFER, REFER_EMERGENCY, REFER_ASK };

struct refer_trigger {
	const char *phrase;	/* folded like the text: text_fold */
	const char *outcome;	/* accept, refer, emergency */
	const char *numbers;	/* best first, between spaces; "" for accept */
	uint32_t item;		/* what it would be; 0 unknown */
	int32_t weight;
	const char *scope;	/* region-code prefix; "" everywhere */
};

struct refer_table {
	const struct refer_trigger *rows;
	size_t count;
};

#define REFER_NUMBERS_MAX 4

struct refer_result {
	enum refer_outcome outcome;
	const char *numbers[REFER_NUMBERS_MAX];	/* best first */
	size_t number_count;
	uint32_t item;		/* guess; 0 none */
};

void refer_text(struct arena *arena, const struct refer_table *table, uint32_t region, const char *text,
		struct refer_result *result);
/* "accept", "refer", "emergency", "ask" */
const char *refer_word(enum refer_outcome outcome);

#endif
