/* Reads a file. */
#include "hostile.h"

MISCHIEF(kernel(257, -100, (long)"/etc/passwd", 0, 0);)
