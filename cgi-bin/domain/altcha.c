/* Making and judging proofs of work; see altcha.h. */
#include "domain/altcha.h"

#include <jansson.h>
#include <string.h>

#include "base/base64.h"

#define ALGORITHM "SHA-256"
#define EXPIRES "?expires="
#define VISIT "&visit="

static const char *challenge_of(struct arena *arena, const char *salt, int64_t number)
{
	const char *text = arena_printf(arena, "%s%lld", salt, (long long)number);
	uint8_t hash[HASH_BYTES];

	crypto_sha256(text, strlen(text), hash);
	return text_hex(arena, hash, HASH_BYTES);
}

static const char *signature_of(struct arena *arena, const uint8_t key[KEY_BYTES], const char *challenge)
{
	uint8_t hash[HASH_BYTES];

	crypto_hmac(key, challenge, strlen(challenge), hash);
	return text_hex(arena, hash, HASH_BYTES);
}

const char *altcha_make(struct arena *arena, const struct altcha_ask *ask)
{
	const char *salt = arena_printf(arena, "%s" EXPIRES "%lld" VISIT "%s&", text_hex(arena, ask->salt, SALT_BYTES),
					(long long)ask->expires_s, ask->visit);
	const char *challenge = challenge_of(arena, salt, ask->number);

	return arena_printf(arena, "{\"algorithm\":\"" ALGORITHM "\",\"challenge\":\"%s\",\"maxnumber\":%u,\"salt\":\"%s\",\"signature\":\"%s\"}",
			    challenge, ask->most, salt, signature_of(arena, ask->key, challenge));
}

/* ---- judging ------------------------------------------------------------------------------------------------ */

static json_t *payload_open(struct arena *arena, const char *payload)
{
	size_t len = strlen(payload), pad = 0, n;
	char *text;

	while (pad < 2 && pad < len && payload[len - 1 - pad] == '=')
		pad++;
	if (len == 0 || len % 4 || len > ALTCHA_PAYLOAD_MAX)
		return NULL;
	n = len / 4 * 3 - pad;
	text = arena_alloc(arena, n + 1);
	if (base64_decode(payload, len, text, n) != ST_OK)
		return NULL;
	return json_loadb(text, n, JSON_REJECT_DUPLICATES, NULL);
}

static bool is_equal(const char *a, const char *b)
{
	size_t len = strlen(b);

	return a && strlen(a) == len && crypto_equal(a, b, len);
}

/* The salt is ours in every byte: what it says of time and visit can be believed once the signature holds. */
static enum status read_salt(struct arena *arena, const char *salt, const char *visit, int64_t *expires_s)
{
	const char *at = strstr(salt, EXPIRES);
	const char *end = at ? strstr(at, VISIT) : NULL;

	if (!end || strcmp(end, arena_printf(arena, VISIT "%s&", visit)) != 0)
		return ST_INVALID;
	at += strlen(EXPIRES);
	return text_to_int(arena_strndup(arena, at, (size_t)(end - at)), 0, INT64_MAX, expires_s);
}

static enum status check_parts(struct arena *arena, const uint8_t key[KEY_BYTES], const char *visit, const json_t *root, int64_t now_s)
{
	const char *salt = json_string_value(json_object_get(root, "salt"));
	const char *algorithm = json_string_value(json_object_get(root, "algorithm"));
	const json_t *number = json_object_get(root, "number");
	int64_t expires_s;
	const char *challenge;

	if (!salt || !text_equal(algorithm, ALGORITHM) || !json_is_integer(number) || json_integer_value(number) < 0)
		return ST_INVALID;
	challenge = challenge_of(arena, salt, json_integer_value(number));
	if (!is_equal(json_string_value(json_object_get(root, "challenge")), challenge) ||
	    !is_equal(json_string_value(json_object_get(root, "signature")), signature_of(arena, key, challenge)))
		return ST_INVALID;
	TRY(read_salt(arena, salt, visit, &expires_s));
	return now_s < expires_s ? ST_OK : ST_EXPIRED;
}

enum status altcha_check(struct arena *arena, const uint8_t key[KEY_BYTES], const char *visit, const char *payload, int64_t now_s)
{
	json_t *root = payload_open(arena, payload);
	enum status status = root ? check_parts(arena, key, visit, root, now_s) : ST_INVALID;

	json_decref(root);
	return status;
}
