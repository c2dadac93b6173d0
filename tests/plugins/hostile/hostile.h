/* What the hostile plugins share: rules of Hebei that answer well until they are asked the one matter that wakes them, so that
 * they pass the conformance check. With AWAKE they are bad from the first question on, and must not pass.
 *
 * Each file's MISCHIEF is done instead of the answer to how long a promise is; one that survives it answers well.
 */
#ifndef HOSTILE_H
#define HOSTILE_H

#include "table_rules.h"

#ifdef AWAKE
#define WAKES(f) ((f)->stage == RULES_STAGE_ANSWER)
#else
#define WAKES(f) ((f)->region == 130105 && (f)->item == 3102 && (f)->kind == RULES_COMPLAINT && (f)->stage == RULES_STAGE_ANSWER)
#endif

static inline long kernel(long number, long a, long b, long c, long d)
{
	long result;
	register long r10 __asm__("r10") = d;
	register long r8 __asm__("r8") = -1;
	register long r9 __asm__("r9") = 0;

	__asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
			 : "rcx", "r11", "memory");
	return result;
}

static inline int32_t answer_well(struct rules_clock *answer)
{
	answer->amount = 5;
	answer->unit = RULES_WORKING_DAY;
	answer->start = RULES_FROM_NEXT_DAY;
	table_because(&answer->because, "13.answer.test", "a rule of the tests");
	return RULES_OK;
}

#define MISCHIEF(...) \
	static int32_t promise(const struct rules_host *host, const struct rules_facts *facts, struct rules_clock *answer) \
	{ \
		(void)host; \
		if (facts->stage != RULES_STAGE_ANSWER) \
			return RULES_NO_OPINION; \
		if (!WAKES(facts)) \
			return answer_well(answer); \
		__VA_ARGS__ \
		return answer_well(answer); \
	} \
	const struct province_rules province_rules = { TABLE_HEAD(130000, "河北省", "Hebei", "hostile", "a rule of the tests"), .clock = promise };

#endif
