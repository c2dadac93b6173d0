/* Do our hashes, seals and one-time codes give the published vectors, and refuse every damaged byte? */
#include <string.h>

#include "base/crypto.h"
#include "domain/person.h"
#include "unit.h"

START_TEST(sha256_gives_the_fips_180_vector)
{
	uint8_t hash[HASH_BYTES];

	crypto_sha256("abc", 3, hash);
	ck_assert_str_eq(text_hex(arena, hash, HASH_BYTES),
			 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
END_TEST

START_TEST(totp_gives_the_vectors_of_rfc_6238)
{
	static const struct { int64_t at_s; uint32_t code; } vectors[] = {	/* the last six of the eight digits */
		{ 59, 287082 }, { 1111111109, 81804 }, { 1111111111, 50471 }, { 1234567890, 5924 },
		{ 2000000000, 279037 }, { 20000000000, 353130 },
	};

	for (int i = 0; i < ROWS(vectors); i++)
		ck_assert_uint_eq(crypto_totp((const uint8_t *)"12345678901234567890", 20, vectors[i].at_s / 30), vectors[i].code);
}
END_TEST

START_TEST(a_seal_opens_only_whole_and_in_its_place)
{
	uint8_t key[KEY_BYTES] = { 3 };
	struct bytes plain = { (const uint8_t *)"secret", 6 }, place = { (const uint8_t *)"here", 4 }, elsewhere = { (const uint8_t *)"there", 5 };
	struct bytes sealed = crypto_seal(arena, key, plain, place);
	struct bytes opened;

	ck_assert_int_eq(crypto_open(arena, key, sealed, place, &opened), ST_OK);
	ck_assert_uint_eq(opened.n, 6);
	ck_assert_mem_eq(opened.p, "secret", 6);
	ck_assert_int_eq(crypto_open(arena, key, sealed, elsewhere, &opened), ST_INVALID);
	for (size_t i = 0; i < sealed.n; i++) {
		uint8_t *damaged = arena_memdup(arena, sealed.p, sealed.n);

		damaged[i] ^= 1;
		ck_assert_int_eq(crypto_open(arena, key, (struct bytes){ damaged, sealed.n }, place, &opened), ST_INVALID);
	}
	ck_assert_int_eq(crypto_open(arena, key, (struct bytes){ sealed.p, 5 }, place, &opened), ST_INVALID);
}
END_TEST

START_TEST(a_person_opens_with_the_private_half_only)
{
	uint8_t public_key[KEY_BYTES], private_key[KEY_BYTES], other[KEY_BYTES], ignored[KEY_BYTES];
	uint8_t committed[HASH_BYTES], wanted[HASH_BYTES];
	struct person person = { "张女士", "13800000000", "" }, back;
	struct event_text text;
	struct bytes wrapped, sealed;

	crypto_vault_keypair(public_key, private_key);
	crypto_vault_keypair(ignored, other);
	person_seal(arena, public_key, &person, &text, &wrapped, &sealed);
	ck_assert_int_eq(person_open(arena, private_key, wrapped, sealed, &back, committed), ST_OK);
	ck_assert_str_eq(back.name, "张女士");
	ck_assert_str_eq(back.phone, "13800000000");
	event_commitment(&text, wanted);
	ck_assert_mem_eq(committed, wanted, HASH_BYTES);
	ck_assert_int_eq(person_open(arena, other, wrapped, sealed, &back, committed), ST_INVALID);
	ck_assert_int_eq(person_open(arena, public_key, wrapped, sealed, &back, committed), ST_INVALID);
	ck_assert_ptr_null(memmem(sealed.p, sealed.n, "13800000000", 11));
	ck_assert(text.sealed);
}
END_TEST

START_TEST(the_same_phone_has_the_same_index_under_the_same_key_only)
{
	uint8_t key[KEY_BYTES] = { 1 }, other[KEY_BYTES] = { 2 };
	struct bytes a = person_phone_index(arena, key, "13800000000");

	ck_assert_mem_eq(a.p, person_phone_index(arena, key, "13800000000").p, a.n);
	ck_assert_mem_ne(a.p, person_phone_index(arena, key, "13800000001").p, a.n);
	ck_assert_mem_ne(a.p, person_phone_index(arena, other, "13800000000").p, a.n);
	ck_assert_uint_eq(person_phone_index(arena, key, "").n, 0);
}
END_TEST

START_TEST(a_passphrase_of_64_han_characters_is_taken_whole)
{
	uint8_t salt[SALT_BYTES] = { 1 }, one[HASH_BYTES], two[HASH_BYTES];
	struct buf long_one = buf_new(arena, 256), long_two;

	for (int i = 0; i < 64; i++)
		buf_text(&long_one, "路");
	long_two = buf_new(arena, 256);
	buf_text(&long_two, long_one.text);
	long_two.text[long_two.len - 1] ^= 1;
	crypto_passphrase(long_one.text, salt, one);
	crypto_passphrase(long_two.text, salt, two);
	ck_assert_mem_ne(one, two, HASH_BYTES);
}
END_TEST

UNIT(crypto)
{
	tcase_add_test(tc, sha256_gives_the_fips_180_vector);
	tcase_add_test(tc, totp_gives_the_vectors_of_rfc_6238);
	tcase_add_test(tc, a_seal_opens_only_whole_and_in_its_place);
	tcase_add_test(tc, a_person_opens_with_the_private_half_only);
	tcase_add_test(tc, the_same_phone_has_the_same_index_under_the_same_key_only);
	tcase_add_test(tc, a_passphrase_of_64_han_characters_is_taken_whole);
}
