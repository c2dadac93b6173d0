/* Drawing lots: which few of many, decided by a seed and nothing else, so that whoever has the seed and the list draws the same. Pure.
 *
 * lot = SHA-256("12328 lot\n" ‖ seed (32 bytes) ‖ name); the smallest lots are drawn, the smallest first.
 */
#ifndef DOMAIN_LOT_H
#define DOMAIN_LOT_H

#include <stddef.h>
#include <stdint.h>

#include "base/crypto.h"

struct lot {
	uint8_t lot[HASH_BYTES];
	uint64_t id;
};

struct lots {
	const uint8_t *seed;	/* HASH_BYTES */
	struct lot *drawn;	/* room for `most` + 1 */
	size_t most;
	size_t count;
	uint64_t pool;		/* how many were shown to it */
};

void lot_of(const uint8_t seed[HASH_BYTES], const char *name, uint8_t lot[HASH_BYTES]);
/* One of the many; what is drawn is in order after each. */
void lots_add(struct lots *lots, const char *name, uint64_t id);

#endif
