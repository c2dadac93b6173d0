/* Recurses for ever. */
#include "hostile.h"

static __attribute__((noinline)) int deeper(volatile int *above)
{
	volatile int here[64] = { *above + 1 };

	return deeper(here) + here[0];
}

MISCHIEF(volatile int first = 0; answer->amount = deeper(&first);)
