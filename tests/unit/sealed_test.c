/* Does a sealed file give back what was put in, and nothing once a single byte of it is another? */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/sealed.h"
#include "unit.h"

static uint8_t public_key[KEY_BYTES], private_key[KEY_BYTES];
static char path[64];

static void make(const uint8_t *data, size_t n)
{
	struct sealed_out *out;

	snprintf(path, sizeof(path), "/tmp/sealed-test-%d", (int)getpid());
	unlink(path);
	crypto_pair_new(PAIR_X25519, public_key, private_key);
	ck_assert_int_eq(sealed_create(arena, path, public_key, &out), ST_OK);
	for (size_t at = 0; at < n; at += 1000)	/* never in step with the blocks */
		ck_assert_int_eq(sealed_write(out, data + at, n - at < 1000 ? n - at : 1000), ST_OK);
	ck_assert_int_eq(sealed_end(out), ST_OK);
}

static enum status take(uint8_t *data, size_t n)
{
	struct sealed_in *in;

	TRY(sealed_open(arena, path, public_key, private_key, &in));
	TRY(sealed_read(in, data, n));
	return sealed_at_end(in);
}

/* All of it, as it lies at hand. */
static size_t take_some(uint8_t *data)
{
	struct bytes peeked, piece;
	struct sealed_in *in;
	size_t n = 0;

	ck_assert_int_eq(sealed_open(arena, path, public_key, private_key, &in), ST_OK);
	do {
		ck_assert_int_eq(sealed_peek(in, &peeked), ST_OK);
		ck_assert_int_eq(sealed_some(in, &piece), ST_OK);
		ck_assert(peeked.p == piece.p && peeked.n == piece.n);
		memcpy(data + n, piece.p ? piece.p : (const uint8_t *)"", piece.n);
		n += piece.n;
	} while (piece.n > 0);
	return n;
}

START_TEST(what_is_put_in_comes_out)
{
	static const size_t sizes[] = { 0, 1, 65535, 65536, 65537, 131072, 200001 };
	uint8_t *data = arena_alloc(arena, 200001), *back = arena_alloc(arena, 200001);

	crypto_random(data, 200001);
	for (int i = 0; i < ROWS(sizes); i++) {
		make(data, sizes[i]);
		ck_assert_int_eq(take(back, sizes[i]), ST_OK);
		ck_assert_mem_eq(back, data, sizes[i]);
		ck_assert_int_eq(take(back, sizes[i] + 1), ST_INVALID);
		ck_assert_uint_eq(take_some(back), sizes[i]);
		ck_assert_mem_eq(back, data, sizes[i]);
		if (sizes[i] > 0)
			ck_assert_int_eq(take(back, sizes[i] - 1), ST_INVALID);
	}
	unlink(path);
}
END_TEST

START_TEST(another_key_opens_nothing)
{
	uint8_t other_public[KEY_BYTES], other_private[KEY_BYTES], back[4];
	struct sealed_in *in;

	make((const uint8_t *)"text", 4);
	crypto_pair_new(PAIR_X25519, other_public, other_private);
	ck_assert_int_eq(sealed_open(arena, path, other_public, other_private, &in), ST_FORBIDDEN);
	ck_assert_int_eq(sealed_open(arena, path, public_key, other_private, &in), ST_INVALID);
	ck_assert_int_eq(take(back, 4), ST_OK);
	unlink(path);
}
END_TEST

static void put(const uint8_t *file, size_t n)
{
	ck_assert_int_eq(file_replace(arena, path, (struct bytes){ file, n }, 0600), ST_OK);
}

START_TEST(every_changed_byte_and_every_cut_is_seen)
{
	uint8_t *data = arena_alloc(arena, 70000), *back = arena_alloc(arena, 70000);
	struct bytes file;
	uint8_t *changed;

	make(data, 70000);
	ck_assert_int_eq(file_read(arena, path, &file), ST_OK);
	for (size_t at = 0; at < file.n; at += at < 200 || at > file.n - 40 ? 1 : 997) {
		changed = arena_memdup(arena, file.p, file.n);
		changed[at] ^= 1;
		put(changed, file.n);
		ck_assert_int_ne(take(back, 70000), ST_OK);
		put(file.p, at);
		ck_assert_int_ne(take(back, 70000), ST_OK);
	}
	put(file.p, file.n);
	ck_assert_int_eq(take(back, 70000), ST_OK);
	unlink(path);
}
END_TEST

UNIT(sealed)
{
	tcase_add_test(tc, what_is_put_in_comes_out);
	tcase_add_test(tc, another_key_opens_nothing);
	tcase_add_test(tc, every_changed_byte_and_every_cut_is_seen);
}
