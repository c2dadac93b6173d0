/* Drawing what is called back, and what is looked at again; see sample.h. */
#include "domain/sample.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "base/now.h"

static struct bytes word(const char *text)
{
	return (struct bytes){ (const uint8_t *)text, strlen(text) };
}

static uint32_t below_thousand(const struct bytes *parts, size_t count)
{
	uint8_t drawn[HASH_BYTES];
	uint64_t number = 0;

	crypto_sha256_parts(parts, count, drawn);
	for (int i = 0; i < 8; i++)
		number = number << 8 | drawn[i];
	return (uint32_t)(number % 1000);
}

uint32_t sample_draw(const uint8_t hash[HASH_BYTES])
{
	const struct bytes parts[] = { word("12328 sample\n"), { hash, HASH_BYTES } };

	return below_thousand(parts, 2);
}

enum sampled sample_decide(uint32_t draw, uint32_t per_mille)
{
	return draw < per_mille ? SAMPLED_CHOSEN : SAMPLED_PASSED_OVER;
}

const char *sampled_word(int sampled)
{
	return sampled == SAMPLED_CHOSEN ? "chosen" : sampled == SAMPLED_PASSED_OVER ? "passed_over" : NULL;
}

void sample_commit(struct arena *arena, const struct sample_period *p, const uint8_t secret[HASH_BYTES], uint8_t commitment[HASH_BYTES])
{
	const char *period = arena_printf(arena, "%06u %" PRId64 " %" PRId64 "\n", p->province, p->from_ms, p->until_ms);
	const struct bytes parts[] = { word("12328 sample secret\n"), word(period), { secret, HASH_BYTES } };

	crypto_sha256_parts(parts, 3, commitment);
}

void sample_seed(const uint8_t secret[HASH_BYTES], const uint8_t root[HASH_BYTES], uint8_t seed[HASH_BYTES])
{
	const struct bytes parts[] = { word("12328 sample seed\n"), { secret, HASH_BYTES }, { root, HASH_BYTES } };

	crypto_sha256_parts(parts, 3, seed);
}

uint32_t sample_lot(const uint8_t seed[HASH_BYTES], const uint8_t closing[HASH_BYTES])
{
	const struct bytes parts[] = { word("12328 sample lot\n"), { seed, HASH_BYTES }, { closing, HASH_BYTES } };

	return below_thousand(parts, 3);
}

void sample_next_month(int64_t now_ms, struct sample_period *period)
{
	int32_t first = month_last_day(month_of_day(day_of_ms(now_ms))) + 1;

	period->from_ms = ms_of_day(first);
	period->until_ms = ms_of_day(month_last_day(month_of_day(first)) + 1);
}
