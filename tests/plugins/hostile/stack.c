/* Takes a gigabyte of the stack. */
#include "hostile.h"

MISCHIEF(volatile char *p = __builtin_alloca(1L << 30); for (long i = (1L << 30) - 4096; i >= 0; i -= 4096) p[i] = 1;)
