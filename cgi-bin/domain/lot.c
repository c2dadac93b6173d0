/* Drawing lots; see lot.h. */
#include "domain/lot.h"

#include <string.h>

void lot_of(const uint8_t seed[HASH_BYTES], const char *name, uint8_t lot[HASH_BYTES])
{
	static const char domain[] = "12328 lot\n";
	const struct bytes parts[] = {
		{ (const uint8_t *)domain, sizeof(domain) - 1 }, { seed, HASH_BYTES }, { (const uint8_t *)name, strlen(name) },
	};

	crypto_sha256_parts(parts, 3, lot);
}

void lots_add(struct lots *lots, const char *name, uint64_t id)
{
	struct lot one = { .id = id };
	size_t at = lots->count;

	lots->pool++;
	lot_of(lots->seed, name, one.lot);
	while (at > 0 && memcmp(one.lot, lots->drawn[at - 1].lot, HASH_BYTES) < 0)
		at--;
	if (at == lots->most)
		return;
	memmove(&lots->drawn[at + 1], &lots->drawn[at], (lots->count - at) * sizeof(one));
	lots->drawn[at] = one;
	if (lots->count < lots->most)
		lots->count++;
}
