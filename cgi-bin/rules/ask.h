/* Asking one loaded set of rules one question and judging what comes back. Shared by the rules program (province
 * plugins), by the conformance check and by call.c (the national default, linked in).
 */
#ifndef RULES_ASK_H
#define RULES_ASK_H

#include "rules/message.h"

/* plugins/00_national.c under its own name. */
extern const struct province_rules national_rules;

/* What a plugin meets besides the facts. */
struct rules_world {
	const struct rules_days *days;			/* NULL: plain weekends */
	const struct province_rules *national;		/* whom its host asks for the default */
	uint32_t facts_bytes;				/* what it is told that the facts' size is; 0: the truth */
};

/* Asks this set alone, twice: the same question has the same answer. NULL, or what is wrong, as the end of a sentence that
 * begins with "it"; the answer's status is then RULES_FAULT. Else it is RULES_OK, RULES_NO_OPINION or RULES_BAD_INPUT. */
const char *rules_ask_plugin(const struct province_rules *rules, const struct rules_question *question,
			     const struct rules_world *world, struct rules_answer *answer);
/* Always fills answer: RULES_NO_OPINION where the nation has no rule (workday, office hours, score),
 * RULES_BAD_INPUT when it refuses the facts. */
void rules_ask_national(const struct rules_question *question, const struct rules_days *days, struct rules_answer *answer);
/* The plugin (NULL: there is none), then the national default when it has no opinion or cannot be followed. The fault or NULL. */
const char *rules_ask(const struct province_rules *rules, const struct rules_question *question, const struct rules_days *days,
		      struct rules_answer *answer);

/* Is an answer within its ranges, its texts terminated UTF-8? Answers are untrusted input. */
int rules_is_sane(uint32_t op, const union rules_any *answer);
uint32_t rules_answer_bytes(uint32_t op);
/* The bare operation of a set; RULES_NO_OPINION where it has none. any: zeroed but for its size. */
int32_t rules_call_op(const struct province_rules *rules, uint32_t op, const struct rules_host *host, const struct rules_facts *facts,
		      union rules_any *any);

/* Who said so: where an answer to op holds its rule and source. */
const struct rules_because *rules_because_of(uint32_t op, const union rules_any *any);

#endif
