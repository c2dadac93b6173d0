/* Which ended matters are called back (回访): a draw that nobody who moves a ticket chooses, and that anybody with the ticket's chain
 * can draw again. Pure.
 *
 * The draw is a number from 0 to 999 out of SHA-256("12328 sample\n" ‖ hash of the event before the one that answers); what lies
 * below the rate that the province's rules give is called back.
 */
#ifndef DOMAIN_SAMPLE_H
#define DOMAIN_SAMPLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/crypto.h"

/* Stored: append, never renumber. */
enum sampled { SAMPLED_NOT_ASKED, SAMPLED_CHOSEN, SAMPLED_PASSED_OVER, SAMPLED_END };

uint32_t sample_draw(const uint8_t hash[HASH_BYTES]);
/* per_mille: 1000 all, 0 none. */
enum sampled sample_decide(uint32_t draw, uint32_t per_mille);
/* "chosen", "passed_over"; NULL where nothing was asked. */
const char *sampled_word(int sampled);

#endif
