/* A tree of hashes over a list that only grows (RFC 6962): one root speaks for every entry and its place.
 *
 * leaf = SHA-256(0x00 ‖ entry), parent = SHA-256(0x01 ‖ left ‖ right). Appending needs only the roots of the complete subtrees
 * that the list's size is made of; proofs ask for others through a function. Pure.
 */
#ifndef DOMAIN_MERKLE_H
#define DOMAIN_MERKLE_H

#include "base/crypto.h"

#define MERKLE_DEPTH 64
#define MERKLE_TILE_LEVELS 8	/* subtrees of 256, 65,536 … entries are what is kept and published */

struct merkle {
	uint64_t size;
	unsigned depth;	/* complete subtrees, the largest first */
	uint8_t frontier[MERKLE_DEPTH][HASH_BYTES];
};

struct merkle_path {
	unsigned count;
	uint8_t hashes[MERKLE_DEPTH + 2][HASH_BYTES];
};

void merkle_leaf(struct bytes entry, uint8_t leaf[HASH_BYTES]);
void merkle_parent(const uint8_t left[HASH_BYTES], const uint8_t right[HASH_BYTES], uint8_t parent[HASH_BYTES]);
/* keep: told of each complete subtree worth keeping: level 0 (the leaf), 8, 16 …; n counts subtrees of that level. May be NULL. */
typedef void (*merkle_keep_fn)(void *context, unsigned level, uint64_t n, const uint8_t hash[HASH_BYTES]);
void merkle_append(struct merkle *tree, const uint8_t leaf[HASH_BYTES], merkle_keep_fn keep, void *context);
void merkle_root(const struct merkle *tree, uint8_t root[HASH_BYTES]);

/* The root of the n-th complete subtree of 2^level entries. */
typedef enum status (*merkle_get_fn)(void *context, unsigned level, uint64_t n, uint8_t hash[HASH_BYTES]);
/* That entry `index` is in the first `size` ones. */
MUST_CHECK enum status merkle_inclusion(merkle_get_fn get, void *context, uint64_t index, uint64_t size, struct merkle_path *path);
/* That the first `old` of the first `size` are what they were. */
MUST_CHECK enum status merkle_consistency(merkle_get_fn get, void *context, uint64_t old, uint64_t size, struct merkle_path *path);

/* RFC 9162, 2.1.3.2 and 2.1.4.2 */
bool merkle_includes(const uint8_t leaf[HASH_BYTES], uint64_t index, uint64_t size, const struct merkle_path *path,
		     const uint8_t root[HASH_BYTES]);
bool merkle_extends(uint64_t old, const uint8_t old_root[HASH_BYTES], uint64_t size, const uint8_t root[HASH_BYTES],
		    const struct merkle_path *path);

#endif
