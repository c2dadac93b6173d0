/* Gives another answer each time it is asked: the processor's whole counter stands in its note, so that no two are alike. */
#include "hostile.h"

static inline void say_the_time(char *note)
{
	unsigned long long ticks = __builtin_ia32_rdtsc();

	for (int i = 0; i < 16; i++)
		note[i] = (char)('a' + (ticks >> 4 * i & 15));
}

MISCHIEF(answer_well(answer); say_the_time(answer->note); return RULES_OK;)
