/* Sealing and opening who a person is; see person.h. The sealed plain text is JSON behind its salt. */
#include "domain/person.h"

#include <string.h>

#define INDEX_BYTES 16	/* half a SHA-256: enough against chance, and shorter in an index */

static const struct bytes vault_aad = { (const uint8_t *)"12328 person", 12 };

bool person_is_empty(const struct person *person)
{
	return text_empty(person->name) && text_empty(person->phone) && text_empty(person->email);
}

/* Three lines; text_clean has removed line feeds from each. */
static const char *person_text(struct arena *arena, const struct person *person)
{
	return arena_printf(arena, "%s\n%s\n%s", person->name ? person->name : "", person->phone ? person->phone : "",
			    person->email ? person->email : "");
}

void person_seal(struct arena *arena, const uint8_t vault_public[KEY_BYTES], const struct person *person,
		 struct event_text *text, struct bytes *wrapped, struct bytes *sealed)
{
	uint8_t key[KEY_BYTES];
	struct buf plain;

	*text = (struct event_text){ .field = "person", .body = person_text(arena, person), .sealed = true };
	event_salt(text, 1);
	plain = buf_new(arena, SALT_BYTES + strlen(text->body) + 1);
	buf_add(&plain, text->salt, SALT_BYTES);
	buf_text(&plain, text->body);
	crypto_random(key, sizeof(key));
	*sealed = crypto_seal(arena, key, (struct bytes){ (const uint8_t *)plain.text, plain.len }, vault_aad);
	*wrapped = crypto_vault_wrap(arena, vault_public, key, vault_aad);
	crypto_wipe(key, sizeof(key));
	crypto_wipe(plain.text, plain.len);
}

/* Cuts the next line off. */
static const char *take_line(char **text)
{
	char *line = *text;
	char *end = strchr(line, '\n');

	if (end)
		*end = '\0';
	*text = end ? end + 1 : line + strlen(line);
	return line;
}

enum status person_open(struct arena *arena, const uint8_t vault_private[KEY_BYTES], struct bytes wrapped,
			struct bytes sealed, struct person *person, uint8_t committed[HASH_BYTES])
{
	uint8_t key[KEY_BYTES];
	struct bytes plain;
	char *text;

	TRY(crypto_vault_unwrap(arena, vault_private, wrapped, vault_aad, key));
	TRY(crypto_open(arena, key, sealed, vault_aad, &plain));
	crypto_wipe(key, sizeof(key));
	if (plain.n < SALT_BYTES)
		return ST_INVALID;
	crypto_sha256(plain.p, plain.n, committed);
	text = arena_strndup(arena, (const char *)plain.p + SALT_BYTES, plain.n - SALT_BYTES);
	crypto_wipe((uint8_t *)plain.p, plain.n);
	person->name = take_line(&text);
	person->phone = take_line(&text);
	person->email = take_line(&text);
	return ST_OK;
}

enum status person_rewrap(struct arena *arena, const uint8_t old_private[KEY_BYTES], const uint8_t new_public[KEY_BYTES],
			  struct bytes wrapped, struct bytes *rewrapped)
{
	uint8_t key[KEY_BYTES];

	TRY(crypto_vault_unwrap(arena, old_private, wrapped, vault_aad, key));
	*rewrapped = crypto_vault_wrap(arena, new_public, key, vault_aad);
	crypto_wipe(key, sizeof(key));
	return ST_OK;
}

struct bytes person_phone_index(struct arena *arena, const uint8_t key[KEY_BYTES], const char *phone)
{
	uint8_t mac[HASH_BYTES];

	if (text_empty(phone))
		return (struct bytes){ NULL, 0 };
	crypto_hmac(key, phone, strlen(phone), mac);
	return (struct bytes){ arena_memdup(arena, mac, INDEX_BYTES), INDEX_BYTES };
}
