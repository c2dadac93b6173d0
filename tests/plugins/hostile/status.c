/* Returns a status that there is none of. */
#include "hostile.h"

MISCHIEF(return 77;)
