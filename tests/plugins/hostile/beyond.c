/* Writes behind the answer that it was given. */
#include "hostile.h"

MISCHIEF(for (long i = 0; i < 1L << 24; i++) ((volatile char *)answer)[i] = 0x41;)
