/* Which ended matters are called back (回访), and which closings of a period are looked at again: draws that nobody who moves a ticket
 * chooses, and that anybody with the chain can draw again. Pure.
 *
 * The call back is a number from 0 to 999 out of SHA-256("12328 sample\n" ‖ hash of the event before the one that answers); what lies
 * below the rate that the province's rules give is called back.
 *
 * The sample of a period, by the same rates, needs a seed:
 *	commitment = SHA-256("12328 sample secret\n440000 <from_ms> <until_ms>\n" ‖ secret)	in the log before the period begins
 *	seed       = SHA-256("12328 sample seed\n" ‖ secret ‖ root of the first checkpoint signed after its end)
 *	lot        = the first 8 bytes of SHA-256("12328 sample lot\n" ‖ seed ‖ hash of the closing event), big endian, modulo 1000
 * Each closing is drawn by itself, so whoever knows one closing's hash need know nothing of the others.
 */
#ifndef DOMAIN_SAMPLE_H
#define DOMAIN_SAMPLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/crypto.h"

/* Stored: append, never renumber. */
enum sampled { SAMPLED_NOT_ASKED, SAMPLED_CHOSEN, SAMPLED_PASSED_OVER, SAMPLED_END };

uint32_t sample_draw(const uint8_t hash[HASH_BYTES]);
/* per_mille: 1000 all, 0 none. */
enum sampled sample_decide(uint32_t draw, uint32_t per_mille);
/* "chosen", "passed_over"; NULL where nothing was asked. */
const char *sampled_word(int sampled);

struct sample_period {
	uint32_t province;
	int64_t from_ms, until_ms;
};

void sample_commit(struct arena *arena, const struct sample_period *period, const uint8_t secret[HASH_BYTES], uint8_t commitment[HASH_BYTES]);
void sample_seed(const uint8_t secret[HASH_BYTES], const uint8_t root[HASH_BYTES], uint8_t seed[HASH_BYTES]);
uint32_t sample_lot(const uint8_t seed[HASH_BYTES], const uint8_t closing[HASH_BYTES]);

/* The calendar month after the one at hand, in China Standard Time: what is committed to next. */
void sample_next_month(int64_t now_ms, struct sample_period *period);

#endif
