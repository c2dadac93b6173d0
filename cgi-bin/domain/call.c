/* Calls; see call.h. */
#include "domain/call.h"

#include <string.h>

#include "base/text.h"

static const struct bytes call_aad = { (const uint8_t *)"12328 call", 10 };

enum call_event call_event_from_word(const char *word)
{
	static const char *const words[] = { [CALL_RING] = "ring", [CALL_ANSWER] = "answer", [CALL_HANGUP] = "hangup" };

	for (size_t i = CALL_RING; i <= CALL_HANGUP; i++)
		if (strcmp(words[i], word) == 0)
			return (enum call_event)i;
	return 0;
}

const char *call_state(int64_t answered_ms, int64_t ended_ms)
{
	if (!ended_ms)
		return answered_ms ? "answered" : "ringing";
	return answered_ms ? "ended" : "missed";
}

void call_seal(struct arena *arena, const uint8_t vault_public[KEY_BYTES], const char *phone, struct bytes *wrapped, struct bytes *sealed)
{
	uint8_t key[KEY_BYTES];

	*wrapped = *sealed = (struct bytes){ (const uint8_t *)"", 0 };
	if (text_empty(phone))
		return;
	crypto_random(key, sizeof(key));
	*sealed = crypto_seal(arena, key, (struct bytes){ (const uint8_t *)phone, strlen(phone) }, call_aad);
	*wrapped = crypto_vault_wrap(arena, vault_public, key, call_aad);
	crypto_wipe(key, sizeof(key));
}

enum status call_rewrap(struct arena *arena, const uint8_t old_private[KEY_BYTES], const uint8_t new_public[KEY_BYTES],
			struct bytes wrapped, struct bytes *rewrapped)
{
	uint8_t key[KEY_BYTES];

	TRY(crypto_vault_unwrap(arena, old_private, wrapped, call_aad, key));
	*rewrapped = crypto_vault_wrap(arena, new_public, key, call_aad);
	crypto_wipe(key, sizeof(key));
	return ST_OK;
}

enum status call_open(struct arena *arena, const uint8_t vault_private[KEY_BYTES], struct bytes wrapped, struct bytes sealed,
		      const char **phone)
{
	uint8_t key[KEY_BYTES];
	struct bytes plain;

	*phone = "";
	if (sealed.n == 0)
		return ST_OK;
	TRY(crypto_vault_unwrap(arena, vault_private, wrapped, call_aad, key));
	TRY(crypto_open(arena, key, sealed, call_aad, &plain));
	crypto_wipe(key, sizeof(key));
	*phone = arena_printf(arena, "%.*s", (int)plain.n, (const char *)plain.p);
	return ST_OK;
}
