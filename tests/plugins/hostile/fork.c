/* Makes other processes of itself. */
#include "hostile.h"

MISCHIEF(kernel(57, 0, 0, 0, 0);)
