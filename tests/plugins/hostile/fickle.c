/* Gives another answer each time it is asked. */
#include "hostile.h"

MISCHIEF(answer_well(answer); answer->amount = (int32_t)(__builtin_ia32_rdtsc() % 300); return RULES_OK;)
