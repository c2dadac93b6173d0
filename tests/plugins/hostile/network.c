/* Opens a socket. */
#include "hostile.h"

MISCHIEF(kernel(41, 2, 1, 0, 0);)
