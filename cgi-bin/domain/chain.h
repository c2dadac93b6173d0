/* Walking a ticket's chain link by link, in constant memory: does each event follow the one before, and say of itself what
 * its place says of it? The same walk serves packages, doctor and restore. Pure.
 */
#ifndef DOMAIN_CHAIN_H
#define DOMAIN_CHAIN_H

#include <stdint.h>

#include "base/crypto.h"

#define CHAIN_WORD_CHARS 24

/* What the head of the canonical bytes says. */
struct chain_head {
	int64_t at_ms;
	char type[CHAIN_WORD_CHARS];
	char from[CHAIN_WORD_CHARS];
	char to[CHAIN_WORD_CHARS];
	char actor[CHAIN_WORD_CHARS];	/* "" when it cannot be read: the chain does not hang on it */
	int64_t actor_id;
};

struct chain {
	const char *number;	/* of the ticket; kept by reference */
	uint32_t seq;		/* of the last link; 0 before the first */
	uint8_t hash[HASH_BYTES];
	struct chain_head head;	/* of the last link */
};

/* An event as it was stored or carried. */
struct chain_link {
	uint32_t seq;
	uint32_t suite;
	struct bytes prev;
	struct bytes hash;
	struct bytes canonical;
};

struct chain chain_begin(const char *number);
/* NULL: it follows. Otherwise why not, in words; the walk goes on from what the bytes hash to. */
const char *chain_add(struct chain *chain, const struct chain_link *link);
/* NULL: the chain ends where the ticket says it does. state: NULL for a number that is none. */
const char *chain_end(const struct chain *chain, uint32_t last_seq, struct bytes last_hash, const char *state);

#endif
