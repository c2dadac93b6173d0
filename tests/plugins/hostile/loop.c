/* Never ends. */
#include "hostile.h"

MISCHIEF(for (;;) __asm__ volatile("");)
