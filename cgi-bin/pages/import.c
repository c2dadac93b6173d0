/* What previewing and taking over share; see import.h. */
#include "pages/import.h"

#include <string.h>

#include "web/validate.h"

/* Old systems say in many ways that there is none. */
static bool is_no_phone(const char *text)
{
	static const char *const none[] = { "", "无", "匿名", "不详", "-", "0", "未知", "保密" };

	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		if (strcmp(text, none[i]) == 0)
			return true;
	return false;
}

static void read_phone(struct arena *arena, const struct legacy_world *world, struct legacy *legacy)
{
	static const struct field phone = { "phone", FIELD_PHONE };
	const char *text = legacy->of[LEGACY_PHONE];
	struct verdict verdict;

	if (is_no_phone(text)) {
		legacy->of[LEGACY_PHONE] = "";
		return;
	}
	verdict = validate(arena, &phone, text, world->now_ms);
	legacy->of[LEGACY_PHONE] = verdict.key ? "" : verdict.text;
	if (verdict.key && !world->mapping->without_phone)
		legacy_add_fault(legacy, LEGACY_PHONE, "phone");
}

void import_read(struct arena *arena, const struct legacy_world *world, const struct csv_row *row, struct legacy *legacy)
{
	legacy_read(arena, world, row, legacy);
	read_phone(arena, world, legacy);
}

enum status import_fate(struct db *db, struct arena *arena, uint32_t province, const char *origin, const uint8_t salt[SALT_BYTES],
			struct legacy *legacy, enum import_fate *fate)
{
	struct legacy_ticket_find_out found;
	uint8_t hash[HASH_BYTES];
	enum status status;

	*fate = IMPORT_REFUSED;
	if (legacy->fault_count > 0)
		return ST_OK;
	status = legacy_ticket_find(db, arena, &(struct legacy_ticket_find_in){ province, origin, legacy->of[LEGACY_NUMBER] }, &found);
	if (status == ST_NOT_FOUND)
		*fate = IMPORT_NEW;
	if (status != ST_OK)
		return status == ST_NOT_FOUND ? ST_OK : status;
	legacy_hash(arena, legacy, salt, hash);
	if (found.hash.n == HASH_BYTES && memcmp(found.hash.p, hash, HASH_BYTES) == 0)
		*fate = IMPORT_KNOWN;
	else
		legacy_add_fault(legacy, LEGACY_NUMBER, "taken");
	return ST_OK;
}

/* ---- seals ---------------------------------------------------------------------------------------------------------- */

static struct bytes aad_of(struct arena *arena, const char *what, uint32_t n)
{
	const char *text = arena_printf(arena, "12328 import %s %u", what, n);

	return (struct bytes){ (const uint8_t *)text, strlen(text) };
}

struct bytes import_seal(struct arena *arena, const uint8_t key[KEY_BYTES], uint32_t n, struct bytes part)
{
	return crypto_seal(arena, key, part, aad_of(arena, "part", n));
}

enum status import_open(struct arena *arena, const uint8_t key[KEY_BYTES], uint32_t n, struct bytes sealed, struct bytes *part)
{
	return crypto_open(arena, key, sealed, aad_of(arena, "part", n), part);
}

struct bytes import_wrap(struct arena *arena, const uint8_t public_key[KEY_BYTES], const uint8_t key[KEY_BYTES])
{
	return crypto_vault_wrap(arena, public_key, key, aad_of(arena, "key", 0));
}

enum status import_unwrap(struct arena *arena, const uint8_t private_key[KEY_BYTES], struct bytes wrapped, uint8_t key[KEY_BYTES])
{
	return crypto_vault_unwrap(arena, private_key, wrapped, aad_of(arena, "key", 0), key);
}
