/* Sealing where a person is told; see contact.h. The sealed plain text is three lines. */
#include "domain/contact.h"

#include <string.h>

#define MOBILE_DIGITS 11

static const struct bytes contact_aad = { (const uint8_t *)"12328 notice", 12 };

static bool is_mobile(const char *phone)
{
	return !text_empty(phone) && strlen(phone) == MOBILE_DIGITS && strspn(phone, "0123456789") == MOBILE_DIGITS &&
	       phone[0] == '1' && phone[1] >= '3';
}

unsigned contact_channels(const struct person *person)
{
	return (is_mobile(person->phone) ? NOTICE_SMS : 0) | (text_empty(person->email) ? 0 : NOTICE_MAIL);
}

/* A part of the digest that nothing else of the token is made of; the remainder prefers no code by more than one in 10^13. */
static const char *code_of(struct arena *arena, const uint8_t token[CONTACT_TOKEN_BYTES])
{
	uint8_t text[CONTACT_TOKEN_BYTES + 4] = "code", hash[HASH_BYTES];
	uint64_t number = 0;

	memcpy(text + 4, token, CONTACT_TOKEN_BYTES);
	crypto_sha256(text, sizeof(text), hash);
	for (int i = 0; i < 8; i++)
		number = number << 8 | hash[i];
	return arena_printf(arena, "%06u", (unsigned)(number % 1000000));
}

enum status contact_token_hash(const char *token, uint8_t hash[HASH_BYTES])
{
	uint8_t raw[CONTACT_TOKEN_BYTES];

	if (strlen(token) != 2 * sizeof(raw))
		return ST_INVALID;
	TRY(text_from_hex(token, raw, sizeof(raw)));
	crypto_sha256(raw, sizeof(raw), hash);
	return ST_OK;
}

void contact_seal(struct arena *arena, const uint8_t notice_public[KEY_BYTES], const struct person *person,
		  struct contact_sealed *out)
{
	uint8_t key[KEY_BYTES], token[CONTACT_TOKEN_BYTES], hash[HASH_BYTES];
	const char *plain;

	*out = (struct contact_sealed){ .channels = contact_channels(person) };
	if (!out->channels)
		return;
	crypto_key_id(notice_public, out->key_id);
	crypto_random(token, sizeof(token));
	crypto_sha256(token, sizeof(token), hash);
	out->code = code_of(arena, token);
	plain = arena_printf(arena, "%s\n%s\n%s", text_hex(arena, token, sizeof(token)),
			     out->channels & NOTICE_SMS ? person->phone : "", person->email ? person->email : "");
	crypto_random(key, sizeof(key));
	out->token_hash = (struct bytes){ arena_memdup(arena, hash, HASH_BYTES), HASH_BYTES };
	out->sealed = crypto_seal(arena, key, (struct bytes){ (const uint8_t *)plain, strlen(plain) }, contact_aad);
	out->wrapped = crypto_vault_wrap(arena, notice_public, key, contact_aad);
	crypto_wipe(key, sizeof(key));
}

enum status contact_open(struct arena *arena, const uint8_t notice_private[KEY_BYTES], struct bytes wrapped, struct bytes sealed,
			 struct contact *contact)
{
	uint8_t key[KEY_BYTES], raw[CONTACT_TOKEN_BYTES];
	struct bytes plain;
	char *token, *phone, *email;

	TRY(crypto_vault_unwrap(arena, notice_private, wrapped, contact_aad, key));
	TRY(crypto_open(arena, key, sealed, contact_aad, &plain));
	crypto_wipe(key, sizeof(key));
	token = arena_strndup(arena, (const char *)plain.p, plain.n);
	phone = strchr(token, '\n');
	email = phone ? strchr(phone + 1, '\n') : NULL;
	if (!email)
		return ST_INVALID;
	*phone++ = *email++ = '\0';
	TRY(text_from_hex(token, raw, sizeof(raw)));
	*contact = (struct contact){ .phone = phone, .email = email, .token = token, .code = code_of(arena, raw) };
	return ST_OK;
}
