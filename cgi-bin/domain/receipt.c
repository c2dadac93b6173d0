/* Writing and reading receipts; see receipt.h. */
#include "domain/receipt.h"

#include <jansson.h>
#include <string.h>

#include "domain/number.h"

#define FORMAT "12328 receipt 1"
#define WORD "12328R1."
#define BLANKS " \t\r\n"

static struct bytes signed_bytes(struct arena *arena, const struct receipt *r)
{
	const char *text = arena_printf(arena, FORMAT "\n%s\n%lld\n%s\n", r->number, (long long)r->at_ms,
					text_hex(arena, r->hash, HASH_BYTES));

	return (struct bytes){ (const uint8_t *)text, strlen(text) };
}

void receipt_sign(struct arena *arena, struct receipt *receipt, const uint8_t public_key[KEY_BYTES],
		  const uint8_t private_key[KEY_BYTES])
{
	crypto_key_id(public_key, receipt->key_id);
	crypto_sign(private_key, signed_bytes(arena, receipt), receipt->signature);
}

bool receipt_signed(struct arena *arena, const struct receipt *receipt, const uint8_t public_key[KEY_BYTES])
{
	char id[KEY_ID_CHARS + 1];

	crypto_key_id(public_key, id);
	return strcmp(id, receipt->key_id) == 0 && crypto_signed(public_key, signed_bytes(arena, receipt), receipt->signature);
}

const char *receipt_word(struct arena *arena, const struct receipt *r)
{
	return arena_printf(arena, WORD "%s.%lld.%s.%s.%s", r->number, (long long)r->at_ms, text_hex(arena, r->hash, HASH_BYTES),
			    r->key_id, text_hex(arena, r->signature, SIGNATURE_BYTES));
}

const char *receipt_json(struct arena *arena, const struct receipt *r)
{
	return arena_printf(arena, "{\"format\":\"" FORMAT "\",\"ticket\":\"%s\",\"at_ms\":%lld,\"hash\":\"%s\",\"key\":\"%s\","
			    "\"signature\":\"%s\"}\n", r->number, (long long)r->at_ms, text_hex(arena, r->hash, HASH_BYTES), r->key_id,
			    text_hex(arena, r->signature, SIGNATURE_BYTES));
}

/* ---- reading ------------------------------------------------------------------------------------------------ */

/* The five parts as texts; what they mean is judged in one place for both forms. */
static enum status read_parts(struct arena *arena, const char *const part[5], struct receipt *r)
{
	if (number_parse(arena, part[0], &r->number) != ST_OK || text_to_int(part[1], 0, INT64_MAX, &r->at_ms) != ST_OK ||
	    text_from_hex(part[2], r->hash, HASH_BYTES) != ST_OK || strlen(part[3]) != KEY_ID_CHARS ||
	    text_from_hex(part[4], r->signature, SIGNATURE_BYTES) != ST_OK)
		return ST_INVALID;
	memcpy(r->key_id, part[3], sizeof(r->key_id));
	return ST_OK;
}

static enum status read_word(struct arena *arena, const char *text, struct receipt *r)
{
	const char *part[5];

	text += strlen(WORD);
	for (int i = 0; i < 5; i++) {
		size_t len = strcspn(text, ".");

		if ((text[len] == '.') != (i < 4))
			return ST_INVALID;
		part[i] = arena_strndup(arena, text, len);
		text += len + (i < 4);
	}
	return read_parts(arena, part, r);
}

static enum status read_json(struct arena *arena, const char *text, struct receipt *r)
{
	json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
	const json_t *at = json_object_get(root, "at_ms");
	const char *part[5] = {
		json_string_value(json_object_get(root, "ticket")), arena_printf(arena, "%lld", (long long)json_integer_value(at)),
		json_string_value(json_object_get(root, "hash")), json_string_value(json_object_get(root, "key")),
		json_string_value(json_object_get(root, "signature")),
	};
	enum status status = part[0] && part[2] && part[3] && part[4] ? read_parts(arena, part, r) : ST_INVALID;

	json_decref(root);
	return status;
}

/* Equal but for the end of the line, which pasting loses. */
static bool is_same(const char *text, const char *written)
{
	size_t len = strcspn(written, "\n");

	return strlen(text) == len && memcmp(text, written, len) == 0;
}

enum status receipt_read(struct arena *arena, const char *text, struct receipt *receipt)
{
	const char *link = text_starts(text + strspn(text, BLANKS), "http") ? strstr(text, "receipt=" WORD) : NULL;
	char *own;
	size_t len;

	text = link ? link + strlen("receipt=") : text + strspn(text, BLANKS);
	len = strlen(text);
	while (len > 0 && strchr(BLANKS, text[len - 1]))
		len--;
	if (len > RECEIPT_BYTES_MAX)
		return ST_INVALID;
	own = arena_strndup(arena, text, len);
	if (text_starts(own, WORD)) {
		TRY(read_word(arena, own, receipt));
		return is_same(own, receipt_word(arena, receipt)) ? ST_OK : ST_INVALID;
	}
	TRY(read_json(arena, own, receipt));
	return is_same(own, receipt_json(arena, receipt)) ? ST_OK : ST_INVALID;
}
