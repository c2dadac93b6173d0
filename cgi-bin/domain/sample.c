/* Drawing what is called back; see sample.h. */
#include "domain/sample.h"

#include <stddef.h>

uint32_t sample_draw(const uint8_t hash[HASH_BYTES])
{
	static const char domain[] = "12328 sample\n";
	const struct bytes parts[] = { { (const uint8_t *)domain, sizeof(domain) - 1 }, { hash, HASH_BYTES } };
	uint8_t drawn[HASH_BYTES];
	uint64_t number = 0;

	crypto_sha256_parts(parts, 2, drawn);
	for (int i = 0; i < 8; i++)
		number = number << 8 | drawn[i];
	return (uint32_t)(number % 1000);
}

enum sampled sample_decide(uint32_t draw, uint32_t per_mille)
{
	return draw < per_mille ? SAMPLED_CHOSEN : SAMPLED_PASSED_OVER;
}

const char *sampled_word(int sampled)
{
	return sampled == SAMPLED_CHOSEN ? "chosen" : sampled == SAMPLED_PASSED_OVER ? "passed_over" : NULL;
}
