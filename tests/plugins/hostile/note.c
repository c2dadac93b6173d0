/* Its note does not end. */
#include "hostile.h"

MISCHIEF(answer_well(answer); for (int i = 0; i < RULES_NOTE_BYTES; i++) answer->note[i] = (char)0xff; return RULES_OK;)
