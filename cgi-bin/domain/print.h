/* The print of a text: equal for texts that say the same letter for letter, whatever their white space, marks, digits, width and case.
 *
 * Digits are left out, as a date or an amount is all that differs between copies. Pure.
 */
#ifndef DOMAIN_PRINT_H
#define DOMAIN_PRINT_H

#include <stdbool.h>

#include "base/arena.h"

#define PRINT_BYTES 16		/* the first of a SHA-256 */
#define PRINT_LETTERS 20	/* shorter texts are alike by chance */

/* False: too short to say anything. */
bool text_print(struct arena *arena, const char *text, uint8_t out[PRINT_BYTES]);

#endif
