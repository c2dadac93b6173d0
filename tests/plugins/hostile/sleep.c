/* Sleeps, in a call that the rules program itself needs. */
#include "hostile.h"

MISCHIEF(for (;;) kernel(271, 0, 0, 0, 0);)
