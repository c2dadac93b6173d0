/* Takes eight gigabytes from the kernel. */
#include "hostile.h"

MISCHIEF(if (kernel(9, 0, 8L << 30, 3, 0x4022) < 0) return answer_well(answer);)
