/* Has each of the vault's keys its other half at every moment while one takes the other's place, and does a content key that is wrapped
 * anew open the same seal, and only for whom it was wrapped?
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/vault_key.h"
#include "domain/person.h"
#include "unit.h"

static char dir[64];

static void begin_dir(void)
{
	uint8_t public_key[KEY_BYTES], private_key[KEY_BYTES];

	snprintf(dir, sizeof(dir), "/tmp/vault-key-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	crypto_vault_keypair(public_key, private_key);
	ck_assert_int_eq(crypto_key_create(dir, "vault.public", public_key), ST_OK);
	ck_assert_int_eq(crypto_key_create(dir, "vault.private", private_key), ST_OK);
}

static void end_dir(void)
{
	char command[128];

	snprintf(command, sizeof(command), "rm -rf %s", dir);
	ck_assert_int_eq(system(command), 0);
}

static const char *in_dir(const char *name)
{
	return arena_printf(arena, "%s/%s", dir, name);
}

/* Seals for the key in force, as a program does that files; opens by the id that was stored with it. */
struct sealed {
	char id[KEY_ID_CHARS + 1];
	struct bytes wrapped, seal;
};

static struct sealed seal(void)
{
	const struct person person = { "张女士", "13800000000", "" };
	uint8_t public_key[KEY_BYTES];
	struct event_text text;
	struct sealed s;

	ck_assert_int_eq(vault_key_public(dir, public_key, s.id), ST_OK);
	person_seal(arena, public_key, &person, &text, &s.wrapped, &s.seal);
	return s;
}

static bool opens(const struct sealed *s)
{
	uint8_t private_key[KEY_BYTES], committed[HASH_BYTES];
	struct person person;

	return vault_key_private(arena, dir, s->id, private_key) == ST_OK &&
	       person_open(arena, private_key, s->wrapped, s->seal, &person, committed) == ST_OK && strcmp(person.phone, "13800000000") == 0;
}

START_TEST(each_key_opens_what_was_sealed_for_it)
{
	char old_id[KEY_ID_CHARS + 1], new_id[KEY_ID_CHARS + 1];
	struct sealed before, after;
	struct stat stat_of;

	begin_dir();
	before = seal();
	ck_assert(opens(&before));
	ck_assert_int_eq(vault_key_rotate(arena, dir, old_id, new_id), ST_OK);
	ck_assert_str_eq(old_id, before.id);
	after = seal();
	ck_assert_str_eq(after.id, new_id);
	ck_assert_str_ne(old_id, new_id);
	ck_assert(opens(&before) && opens(&after));
	ck_assert_int_eq(stat(in_dir("vault.private"), &stat_of), 0);
	ck_assert_int_eq(stat_of.st_mode & 0137, 0);	/* nobody else reads it */
	ck_assert_int_eq(vault_key_destroy(arena, dir, new_id), ST_CONFLICT);
	ck_assert_int_eq(vault_key_destroy(arena, dir, old_id), ST_OK);
	ck_assert(!opens(&before) && opens(&after));
	ck_assert_int_eq(vault_key_destroy(arena, dir, old_id), ST_NOT_FOUND);
	end_dir();
}
END_TEST

/* Cut short anywhere, by what stands in the directory then: both keys open. */
START_TEST(cut_short_nothing_is_lost)
{
	char old_id[KEY_ID_CHARS + 1], new_id[KEY_ID_CHARS + 1];
	struct sealed before, after;

	begin_dir();
	before = seal();
	ck_assert_int_eq(link(in_dir("vault.public"), in_dir("old.public")), 0);
	ck_assert_int_eq(link(in_dir("vault.private"), in_dir("old.private")), 0);
	ck_assert_int_eq(vault_key_rotate(arena, dir, old_id, new_id), ST_OK);
	after = seal();
	/* The new half has both its names and the old public half is in force: before the public half is replaced. */
	ck_assert_int_eq(link(in_dir("vault.private"), in_dir(arena_printf(arena, "vault.%s.private", new_id))), 0);
	ck_assert_int_eq(link(in_dir("vault.public"), in_dir("new.public")), 0);
	ck_assert_int_eq(rename(in_dir("old.public"), in_dir("vault.public")), 0);
	ck_assert_int_eq(rename(in_dir("old.private"), in_dir("vault.private")), 0);
	ck_assert(opens(&before) && opens(&after));
	/* The new public half is in force, and the private one has its new name alone: between the two. */
	ck_assert_int_eq(rename(in_dir("new.public"), in_dir("vault.public")), 0);
	ck_assert(opens(&before) && opens(&after));
	end_dir();
}
END_TEST

START_TEST(wrapped_anew_it_opens_the_same_seal)
{
	uint8_t old_public[KEY_BYTES], old_private[KEY_BYTES], new_public[KEY_BYTES], new_private[KEY_BYTES], committed[HASH_BYTES];
	const struct person person = { "张女士", "13800000000", "" };
	struct person opened;
	struct event_text text;
	struct bytes wrapped, anew, sealed;

	crypto_vault_keypair(old_public, old_private);
	crypto_vault_keypair(new_public, new_private);
	person_seal(arena, old_public, &person, &text, &wrapped, &sealed);
	ck_assert_int_eq(person_rewrap(arena, old_private, new_public, wrapped, &anew), ST_OK);
	ck_assert_int_eq(person_open(arena, new_private, anew, sealed, &opened, committed), ST_OK);
	ck_assert_str_eq(opened.name, "张女士");
	ck_assert_int_eq(person_open(arena, old_private, anew, sealed, &opened, committed), ST_INVALID);
	ck_assert_int_eq(person_rewrap(arena, new_private, old_public, wrapped, &anew), ST_INVALID);
}
END_TEST

UNIT(vault_key)
{
	tcase_add_test(tc, each_key_opens_what_was_sealed_for_it);
	tcase_add_test(tc, cut_short_nothing_is_lost);
	tcase_add_test(tc, wrapped_anew_it_opens_the_same_seal);
}
