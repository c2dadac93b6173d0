/* Do signatures give the published vectors, and does trust go from an old key to a new one and nowhere else? */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/keyring.h"
#include "unit.h"

static const char *scratch(void)
{
	char *dir = arena_strdup(arena, "/tmp/keyring-XXXXXX");

	ck_assert_ptr_nonnull(mkdtemp(dir));
	return dir;
}

static void remove_all(const char *dir)
{
	ck_assert_int_eq(system(arena_printf(arena, "rm -r %s", dir)), 0);
}

START_TEST(ed25519_gives_the_vectors_of_rfc_8032)
{
	/* 7.1, TEST 2 */
	uint8_t private_key[KEY_BYTES], public_key[KEY_BYTES], signature[SIGNATURE_BYTES];
	struct bytes message = { (const uint8_t *)"\x72", 1 };

	ck_assert_int_eq(text_from_hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", private_key, KEY_BYTES), ST_OK);
	ck_assert_int_eq(text_from_hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", public_key, KEY_BYTES), ST_OK);
	crypto_sign(private_key, message, signature);
	ck_assert_str_eq(text_hex(arena, signature, SIGNATURE_BYTES),
			 "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
			 "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
	ck_assert(crypto_signed(public_key, message, signature));
	for (int i = 0; i < SIGNATURE_BYTES; i++) {
		signature[i] ^= 1;
		ck_assert(!crypto_signed(public_key, message, signature));
		signature[i] ^= 1;
	}
}
END_TEST

START_TEST(a_public_half_is_taken_in_one_form_only)
{
	uint8_t public_key[KEY_BYTES], private_key[KEY_BYTES], back[KEY_BYTES];
	struct bytes pem;
	char *changed;

	crypto_pair_new(PAIR_ED25519, public_key, private_key);
	pem = crypto_public_pem(arena, PAIR_ED25519, public_key);
	ck_assert_int_eq(crypto_public_from_pem(arena, PAIR_ED25519, pem, back), ST_OK);
	ck_assert_mem_eq(back, public_key, KEY_BYTES);
	ck_assert_int_eq(crypto_public_from_pem(arena, PAIR_X25519, pem, back), ST_INVALID);
	changed = arena_printf(arena, "a comment\n%s", (const char *)pem.p);
	ck_assert_int_eq(crypto_public_from_pem(arena, PAIR_ED25519, (struct bytes){ (const uint8_t *)changed, strlen(changed) }, back),
			 ST_INVALID);
}
END_TEST

START_TEST(a_rotated_key_is_introduced_by_the_one_before)
{
	const char *dir = scratch();
	struct keyring_key first, second, third, distrusted;
	struct bytes text;
	uint8_t gone[KEY_BYTES];
	bool leads;

	ck_assert_int_eq(keyring_new(arena, dir, "package", PAIR_ED25519, NULL, false, 1, &first), ST_OK);
	ck_assert_int_eq(keyring_new(arena, dir, "package", PAIR_ED25519, NULL, true, 2, &second), ST_OK);
	ck_assert_int_eq(keyring_new(arena, dir, "package", PAIR_ED25519, NULL, true, 3, &third), ST_OK);
	ck_assert_int_eq(keyring_private(arena, dir, "package", PAIR_ED25519, first.id, gone), ST_NOT_FOUND);
	ck_assert_int_eq(keyring_introductions(arena, dir, "package", &text), ST_OK);
	ck_assert_int_eq(keyring_leads_to(arena, first.public_key, text, third.public_key, &leads), ST_OK);
	ck_assert(leads);
	ck_assert_int_eq(keyring_leads_to(arena, third.public_key, text, first.public_key, &leads), ST_OK);
	ck_assert(!leads);
	ck_assert_int_eq(keyring_new(arena, dir, "package", PAIR_ED25519, NULL, false, 4, &distrusted), ST_OK);
	ck_assert_int_eq(keyring_leads_to(arena, first.public_key, text, distrusted.public_key, &leads), ST_OK);
	ck_assert(!leads);
	for (size_t i = 0; i < text.n; i++) {	/* not one byte of an introduction can be another */
		uint8_t *bytes = arena_memdup(arena, text.p, text.n);

		bytes[i] ^= 1;
		ck_assert(keyring_leads_to(arena, first.public_key, (struct bytes){ bytes, text.n }, third.public_key, &leads) != ST_OK || !leads);
	}
	remove_all(dir);
}
END_TEST

START_TEST(only_the_account_that_signs_reads_the_private_half)
{
	const char *dir = scratch();
	const char *apart = arena_printf(arena, "%s/carried-away", dir);
	struct keyring_key key, found;
	struct stat stat_of;

	ck_assert_int_eq(keyring_new(arena, dir, "package", PAIR_ED25519, NULL, false, 1, &key), ST_OK);
	ck_assert_int_eq(stat(arena_printf(arena, "%s/package/%s.private", dir, key.id), &stat_of), 0);
	ck_assert_uint_eq(stat_of.st_mode & 0777, 0600);
	ck_assert_int_eq(keyring_new(arena, dir, "backup", PAIR_X25519, apart, false, 1, &key), ST_OK);
	ck_assert_int_eq(stat(apart, &stat_of), 0);
	ck_assert_uint_eq(stat_of.st_mode & 0777, 0600);
	ck_assert_int_ne(access(arena_printf(arena, "%s/backup/%s.private", dir, key.id), F_OK), 0);
	ck_assert_int_eq(keyring_current(arena, dir, "backup", PAIR_X25519, &found), ST_OK);
	ck_assert_str_eq(found.id, key.id);
	ck_assert(!found.signs_here);
	remove_all(dir);
}
END_TEST

UNIT(keyring)
{
	tcase_add_test(tc, ed25519_gives_the_vectors_of_rfc_8032);
	tcase_add_test(tc, a_public_half_is_taken_in_one_form_only);
	tcase_add_test(tc, a_rotated_key_is_introduced_by_the_one_before);
	tcase_add_test(tc, only_the_account_that_signs_reads_the_private_half);
}
