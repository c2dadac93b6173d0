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

/* The tests that hold for each kind that signs. */
static const enum pair_kind signing[] = { PAIR_ED25519, PAIR_SM2 };

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

START_TEST(sm2_verifies_the_signature_that_gb_t_32918_5_prints)
{
	/* GB/T 32918.5-2017, A.2: recommended curve, SM3, identity 1234567812345678, message "message digest" */
	static const char x_y[] = "04" "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
				  "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";
	static const char secret[] = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8";
	static const char der[] = "3046" "022100" "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
				  "022100" "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa";
	struct bytes message = { (const uint8_t *)"message digest", 14 }, own;
	uint8_t public_key[PUBLIC_BYTES_MAX], private_key[KEY_BYTES], signature[72];

	ck_assert_int_eq(text_from_hex(x_y, public_key, sizeof(public_key)), ST_OK);
	ck_assert_int_eq(text_from_hex(secret, private_key, KEY_BYTES), ST_OK);
	ck_assert_int_eq(text_from_hex(der, signature, sizeof(signature)), ST_OK);
	ck_assert(crypto_pair_signed(PAIR_SM2, public_key, message, (struct bytes){ signature, sizeof(signature) }));
	for (size_t i = 0; i < sizeof(signature); i++) {
		signature[i] ^= 1;
		ck_assert(!crypto_pair_signed(PAIR_SM2, public_key, message, (struct bytes){ signature, sizeof(signature) }));
		signature[i] ^= 1;
	}
	own = crypto_pair_sign(arena, PAIR_SM2, public_key, private_key, message);
	ck_assert(crypto_pair_signed(PAIR_SM2, public_key, message, own));
	ck_assert(!crypto_pair_signed(PAIR_SM2, public_key, (struct bytes){ message.p, 13 }, own));
	public_key[1] ^= 1;	/* a point that is on no curve */
	ck_assert(!crypto_pair_signed(PAIR_SM2, public_key, message, own));
}
END_TEST

START_TEST(a_public_half_is_taken_in_one_form_only)
{
	enum pair_kind kind = signing[_i];
	uint8_t public_key[PUBLIC_BYTES_MAX], private_key[KEY_BYTES], back[PUBLIC_BYTES_MAX];
	struct bytes pem;
	char *changed;

	crypto_pair_new(kind, public_key, private_key);
	pem = crypto_public_pem(arena, kind, public_key);
	ck_assert_int_eq(crypto_public_from_pem(arena, kind, pem, back), ST_OK);
	ck_assert_mem_eq(back, public_key, crypto_public_bytes(kind));
	ck_assert_int_eq(crypto_public_from_pem(arena, PAIR_X25519, pem, back), ST_INVALID);
	changed = arena_printf(arena, "a comment\n%s", (const char *)pem.p);
	ck_assert_int_eq(crypto_public_from_pem(arena, kind, (struct bytes){ (const uint8_t *)changed, strlen(changed) }, back),
			 ST_INVALID);
}
END_TEST

START_TEST(a_rotated_key_is_introduced_by_the_one_before)
{
	enum pair_kind kind = signing[_i];
	const char *dir = scratch();
	struct keyring_key first, second, third, distrusted;
	struct bytes text;
	uint8_t gone[KEY_BYTES];
	bool leads;

	ck_assert_int_eq(keyring_new(arena, dir, "package", kind, NULL, false, 1, &first), ST_OK);
	ck_assert_int_eq(keyring_new(arena, dir, "package", kind, NULL, true, 2, &second), ST_OK);
	ck_assert_int_eq(keyring_new(arena, dir, "package", kind, NULL, true, 3, &third), ST_OK);
	ck_assert_int_eq(keyring_private(arena, dir, "package", kind, first.id, gone), ST_NOT_FOUND);
	ck_assert_int_eq(keyring_introductions(arena, dir, "package", kind, &text), ST_OK);
	ck_assert_int_eq(keyring_leads_to(arena, kind, first.public_key, text, third.public_key, &leads), ST_OK);
	ck_assert(leads);
	ck_assert_int_eq(keyring_leads_to(arena, kind, third.public_key, text, first.public_key, &leads), ST_OK);
	ck_assert(!leads);
	ck_assert_int_eq(keyring_new(arena, dir, "package", kind, NULL, false, 4, &distrusted), ST_OK);
	ck_assert_int_eq(keyring_leads_to(arena, kind, first.public_key, text, distrusted.public_key, &leads), ST_OK);
	ck_assert(!leads);
	for (size_t i = 0; i < text.n; i++) {	/* not one byte of an introduction can be another */
		uint8_t *bytes = arena_memdup(arena, text.p, text.n);

		bytes[i] ^= 1;
		ck_assert(keyring_leads_to(arena, kind, first.public_key, (struct bytes){ bytes, text.n }, third.public_key, &leads) != ST_OK || !leads);
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
	tcase_add_test(tc, sm2_verifies_the_signature_that_gb_t_32918_5_prints);
	tcase_add_loop_test(tc, a_public_half_is_taken_in_one_form_only, 0, 2);
	tcase_add_loop_test(tc, a_rotated_key_is_introduced_by_the_one_before, 0, 2);
	tcase_add_test(tc, only_the_account_that_signs_reads_the_private_half);
}
