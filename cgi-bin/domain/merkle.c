/* Hash trees after RFC 6962; see merkle.h. */
#include "domain/merkle.h"

#include <string.h>

void merkle_leaf(struct bytes entry, uint8_t leaf[HASH_BYTES])
{
	static const uint8_t mark = 0;
	const struct bytes parts[] = { { &mark, 1 }, entry };

	crypto_sha256_parts(parts, 2, leaf);
}

void merkle_parent(const uint8_t left[HASH_BYTES], const uint8_t right[HASH_BYTES], uint8_t parent[HASH_BYTES])
{
	static const uint8_t mark = 1;
	const struct bytes parts[] = { { &mark, 1 }, { left, HASH_BYTES }, { right, HASH_BYTES } };

	crypto_sha256_parts(parts, 3, parent);
}

/* ---- growing ------------------------------------------------------------------------------------------------ */

void merkle_append(struct merkle *tree, const uint8_t leaf[HASH_BYTES], merkle_keep_fn keep, void *context)
{
	uint8_t hash[HASH_BYTES];
	unsigned level = 0;

	memcpy(hash, leaf, HASH_BYTES);
	if (keep)
		keep(context, 0, tree->size, hash);
	for (uint64_t rest = tree->size; rest & 1; rest >>= 1) {	/* a subtree of this size stands at the end already: join */
		merkle_parent(tree->frontier[--tree->depth], hash, hash);
		level++;
		if (keep && level % MERKLE_TILE_LEVELS == 0)
			keep(context, level, rest >> 1, hash);
	}
	memcpy(tree->frontier[tree->depth++], hash, HASH_BYTES);
	tree->size++;
}

void merkle_root(const struct merkle *tree, uint8_t root[HASH_BYTES])
{
	unsigned i = tree->depth;

	if (i == 0) {
		crypto_sha256("", 0, root);
		return;
	}
	memcpy(root, tree->frontier[--i], HASH_BYTES);
	while (i > 0)
		merkle_parent(tree->frontier[--i], root, root);
}

/* ---- proving ------------------------------------------------------------------------------------------------ */

struct proving {
	merkle_get_fn get;
	void *context;
	struct merkle_path *path;
};

/* The largest power of two smaller than n (n > 1). */
static uint64_t split_of(uint64_t n)
{
	return UINT64_C(1) << (63 - __builtin_clzll(n - 1));
}

static enum status hash_range(const struct proving *p, uint64_t from, uint64_t until, uint8_t hash[HASH_BYTES])
{
	uint64_t n = until - from;
	uint8_t right[HASH_BYTES];

	if ((n & (n - 1)) == 0) {
		unsigned level = (unsigned)__builtin_ctzll(n);

		return p->get(p->context, level, from >> level, hash);
	}
	TRY(hash_range(p, from, from + split_of(n), hash));
	TRY(hash_range(p, from + split_of(n), until, right));
	merkle_parent(hash, right, hash);
	return ST_OK;
}

static enum status add_range(const struct proving *p, uint64_t from, uint64_t until)
{
	return hash_range(p, from, until, p->path->hashes[p->path->count++]);
}

static enum status include(const struct proving *p, uint64_t index, uint64_t from, uint64_t until)
{
	uint64_t middle;

	if (until - from == 1)
		return ST_OK;
	middle = from + split_of(until - from);
	if (index < middle) {
		TRY(include(p, index, from, middle));
		return add_range(p, middle, until);
	}
	TRY(include(p, index, middle, until));
	return add_range(p, from, middle);
}

enum status merkle_inclusion(merkle_get_fn get, void *context, uint64_t index, uint64_t size, struct merkle_path *path)
{
	path->count = 0;
	return index < size ? include(&(struct proving){ get, context, path }, index, 0, size) : ST_INVALID;
}

/* known: the verifier has the root of from … old already. */
static enum status extend(const struct proving *p, uint64_t old, uint64_t from, uint64_t until, bool known)
{
	uint64_t middle;

	if (old == until)
		return known ? ST_OK : add_range(p, from, until);
	middle = from + split_of(until - from);
	if (old <= middle) {
		TRY(extend(p, old, from, middle, known));
		return add_range(p, middle, until);
	}
	TRY(extend(p, old, middle, until, false));
	return add_range(p, from, middle);
}

enum status merkle_consistency(merkle_get_fn get, void *context, uint64_t old, uint64_t size, struct merkle_path *path)
{
	path->count = 0;
	if (old > size)
		return ST_INVALID;
	return old == 0 ? ST_OK : extend(&(struct proving){ get, context, path }, old, 0, size, true);
}

/* ---- checking ----------------------------------------------------------------------------------------------- */

static bool same(const uint8_t a[HASH_BYTES], const uint8_t b[HASH_BYTES])
{
	return memcmp(a, b, HASH_BYTES) == 0;
}

/* Up to where the way is not the last of its level on the left side. */
static void climb(uint64_t *way, uint64_t *last)
{
	while (*way != 0 && !(*way & 1)) {
		*way >>= 1;
		*last >>= 1;
	}
}

bool merkle_includes(const uint8_t leaf[HASH_BYTES], uint64_t index, uint64_t size, const struct merkle_path *path,
		     const uint8_t root[HASH_BYTES])
{
	uint64_t way = index, last = size - 1;
	uint8_t hash[HASH_BYTES];

	if (index >= size)
		return false;
	memcpy(hash, leaf, HASH_BYTES);
	for (unsigned i = 0; i < path->count; i++) {
		if (last == 0)
			return false;
		if (way & 1 || way == last) {
			merkle_parent(path->hashes[i], hash, hash);
			climb(&way, &last);
		} else {
			merkle_parent(hash, path->hashes[i], hash);
		}
		way >>= 1;
		last >>= 1;
	}
	return last == 0 && same(hash, root);
}

bool merkle_extends(uint64_t old, const uint8_t old_root[HASH_BYTES], uint64_t size, const uint8_t root[HASH_BYTES],
		    const struct merkle_path *path)
{
	uint64_t way = old - 1, last = size - 1;
	uint8_t before[HASH_BYTES], after[HASH_BYTES];
	unsigned next = 0;

	if (old == 0 || old > size)
		return false;
	if (old == size)
		return path->count == 0 && same(old_root, root);
	for (; way & 1; way >>= 1)
		last >>= 1;
	if (way != 0 && path->count == 0)
		return false;
	memcpy(before, way == 0 ? old_root : path->hashes[next++], HASH_BYTES);
	memcpy(after, before, HASH_BYTES);
	for (; next < path->count; next++) {
		const uint8_t *hash = path->hashes[next];

		if (last == 0)
			return false;
		if (way & 1 || way == last) {
			merkle_parent(hash, before, before);
			merkle_parent(hash, after, after);
			climb(&way, &last);
		} else {
			merkle_parent(after, hash, after);
		}
		way >>= 1;
		last >>= 1;
	}
	return last == 0 && same(before, old_root) && same(after, root);
}
