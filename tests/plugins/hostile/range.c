/* Promises an answer in minus five of a unit that there is none of. */
#include "hostile.h"

MISCHIEF(answer_well(answer); answer->amount = -5; answer->unit = 99; return RULES_OK;)
