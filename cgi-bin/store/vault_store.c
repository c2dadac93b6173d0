/* Opening one seal; see vault_store.h. */
#include "store/vault_store.h"

#include <string.h>

#include "base/log.h"
#include "base/vault_key.h"
#include "domain/event_read.h"
#include "statements.h"

static bool is_committed(struct arena *arena, struct bytes canonical, const uint8_t committed[HASH_BYTES])
{
	struct bytes hex = event_committed_of(canonical, "person");
	uint8_t hash[HASH_BYTES];

	return hex.n == 2 * HASH_BYTES && text_from_hex(arena_strndup(arena, (const char *)hex.p, hex.n), hash, HASH_BYTES) == ST_OK &&
	       crypto_equal(hash, committed, HASH_BYTES);
}

static enum status open_seal(struct arena *arena, const char *key_dir, const struct vault_open_out *seal, struct person *person,
			     uint8_t committed[HASH_BYTES])
{
	uint8_t private_key[KEY_BYTES];
	enum status status;

	TRY(vault_key_private(arena, key_dir, seal->key_id, private_key));
	status = person_open(arena, private_key, seal->wrapped, seal->sealed, person, committed);
	crypto_wipe(private_key, sizeof(private_key));
	return status;
}

enum status vault_look(struct db *db, struct arena *arena, const char *key_dir, uint64_t ticket_id, uint32_t seq, struct person *person)
{
	uint8_t committed[HASH_BYTES];
	struct vault_open_out seal;
	struct event_row says;

	TRY(vault_open(db, arena, &(struct vault_open_in){ ticket_id, seq }, &seal));
	TRY(event_of_person(db, arena, &(struct event_of_person_in){ ticket_id, EVENT_CORRECTED }, &says));
	TRY(open_seal(arena, key_dir, &seal, person, committed));
	if (is_committed(arena, says.canonical, committed))
		return ST_OK;
	log_error("the vault of ticket %llu is not what its chain committed to", (unsigned long long)ticket_id);
	return ST_INVALID;
}
