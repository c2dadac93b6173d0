/* Writes to its own tables. */
#include "hostile.h"

static const char *const words[] = { "one", "two" };

MISCHIEF(*(const char *volatile *)(uintptr_t)&words[facts->extensions % 2] = "three";)
