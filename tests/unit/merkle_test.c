/* Does the tree give the roots of RFC 6962's reference tests, and does every proof hold where it should and nowhere else? */
#include <string.h>

#include "domain/merkle.h"
#include "unit.h"

#define MOST 700	/* beyond two tiles */

static uint8_t leaves[MOST][HASH_BYTES], roots[MOST + 1][HASH_BYTES];

/* Straight from the definition in RFC 6962, 2.1. */
static void defined(uint64_t from, uint64_t until, uint8_t hash[HASH_BYTES])
{
	uint8_t right[HASH_BYTES];
	uint64_t k = 1;

	if (until - from == 1) {
		memcpy(hash, leaves[from], HASH_BYTES);
		return;
	}
	while (2 * k < until - from)
		k *= 2;
	defined(from, from + k, hash);
	defined(from + k, until, right);
	merkle_parent(hash, right, hash);
}

static enum status get(void *context, unsigned level, uint64_t n, uint8_t hash[HASH_BYTES])
{
	(void)context;
	defined(n << level, (n + 1) << level, hash);
	return ST_OK;
}

static void fill(void)
{
	struct merkle tree = { 0 };

	for (unsigned i = 0; i < MOST; i++) {
		merkle_leaf((struct bytes){ (const uint8_t *)&i, sizeof(i) }, leaves[i]);
		merkle_root(&tree, roots[i]);
		merkle_append(&tree, leaves[i], NULL, NULL);
	}
	merkle_root(&tree, roots[MOST]);
}

START_TEST(roots_are_those_of_the_reference_tests)
{
	/* Entries and roots of the Certificate Transparency reference implementation's tests. */
	static const char *const entries[] = { "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f" };
	static const char *const wanted[] = {
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
		"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
		"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
		"aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
		"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
		"4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
		"76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
		"ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
		"5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
	};
	struct merkle tree = { 0 };
	uint8_t hash[HASH_BYTES], entry[16];

	for (int i = 0; i < ROWS(wanted); i++) {
		merkle_root(&tree, hash);
		ck_assert_str_eq(text_hex(arena, hash, HASH_BYTES), wanted[i]);
		if (i == ROWS(entries))
			break;
		ck_assert_int_eq(text_from_hex(entries[i], entry, strlen(entries[i]) / 2), ST_OK);
		merkle_leaf((struct bytes){ entry, strlen(entries[i]) / 2 }, hash);
		merkle_append(&tree, hash, NULL, NULL);
	}
}
END_TEST

START_TEST(appending_gives_the_root_of_the_definition)
{
	uint8_t hash[HASH_BYTES];

	fill();
	for (int size = 1; size <= MOST; size++) {
		defined(0, (uint64_t)size, hash);
		ck_assert_mem_eq(hash, roots[size], HASH_BYTES);
	}
}
END_TEST

START_TEST(an_entry_is_proven_at_its_place_and_no_other)
{
	struct merkle_path path;

	fill();
	for (uint64_t size = 1; size <= MOST; size += size < 40 ? 1 : 61)
		for (uint64_t i = 0; i < size; i += size < 40 ? 1 : 17) {
			ck_assert_int_eq(merkle_inclusion(get, NULL, i, size, &path), ST_OK);
			ck_assert(merkle_includes(leaves[i], i, size, &path, roots[size]));
			ck_assert(!merkle_includes(leaves[i], i + 1, size, &path, roots[size]));
			ck_assert(!merkle_includes(leaves[(i + 1) % MOST], i, size, &path, roots[size]));
			ck_assert(!merkle_includes(leaves[i], i, size, &path, roots[size - 1]));
			for (unsigned k = 0; k < path.count; k++) {
				path.hashes[k][5] ^= 1;
				ck_assert(!merkle_includes(leaves[i], i, size, &path, roots[size]));
				path.hashes[k][5] ^= 1;
			}
			path.count++;
			ck_assert(!merkle_includes(leaves[i], i, size, &path, roots[size]));
		}
}
END_TEST

START_TEST(a_list_is_proven_to_have_only_grown)
{
	struct merkle_path path;

	fill();
	for (uint64_t size = 1; size <= MOST; size += size < 40 ? 1 : 61)
		for (uint64_t old = 1; old <= size; old += size < 40 ? 1 : 13) {
			ck_assert_int_eq(merkle_consistency(get, NULL, old, size, &path), ST_OK);
			ck_assert(merkle_extends(old, roots[old], size, roots[size], &path));
			ck_assert(!merkle_extends(old, roots[old - 1], size, roots[size], &path));
			ck_assert(!merkle_extends(old, roots[old], size, roots[size - 1], &path));
			for (unsigned k = 0; k < path.count; k++) {
				path.hashes[k][31] ^= 0x80;
				ck_assert(!merkle_extends(old, roots[old], size, roots[size], &path));
				path.hashes[k][31] ^= 0x80;
			}
		}
	ck_assert_int_eq(merkle_consistency(get, NULL, 5, 4, &path), ST_INVALID);
}
END_TEST

static uint64_t kept;

static void keep(void *context, unsigned level, uint64_t n, const uint8_t hash[HASH_BYTES])
{
	uint8_t wanted[HASH_BYTES];

	(void)context;
	defined(n << level, (n + 1) << level, wanted);
	ck_assert_mem_eq(hash, wanted, HASH_BYTES);
	kept += level ? 1000 : 1;
}

START_TEST(subtrees_of_256_are_kept)
{
	struct merkle tree = { 0 };

	fill();
	kept = 0;
	for (int i = 0; i < MOST; i++)
		merkle_append(&tree, leaves[i], keep, NULL);
	ck_assert_uint_eq(kept, MOST + 2 * 1000);
}
END_TEST

UNIT(merkle)
{
	tcase_add_test(tc, roots_are_those_of_the_reference_tests);
	tcase_add_test(tc, appending_gives_the_root_of_the_definition);
	tcase_add_test(tc, an_entry_is_proven_at_its_place_and_no_other);
	tcase_add_test(tc, a_list_is_proven_to_have_only_grown);
	tcase_add_test(tc, subtrees_of_256_are_kept);
}
