/* Follows a null pointer. */
#include "hostile.h"

MISCHIEF(volatile int *p = 0; answer->amount = *p;)
