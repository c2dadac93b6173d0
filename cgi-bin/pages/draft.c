/* Unfinished forms; see draft.h. The sealed content is name NUL value NUL …, nothing else. */
#include "pages/draft.h"

#include <string.h>

#include "base/limits.h"
#include "statements.h"

static const struct bytes draft_aad = { (const uint8_t *)"12328 draft", 11 };

static void row_key(const struct draft *draft, uint8_t key[KEY_BYTES])
{
	crypto_derive(draft->secret, KEY_BYTES, "draft row", key);
}

static void seal_key(const struct draft *draft, uint8_t key[KEY_BYTES])
{
	crypto_derive(draft->secret, KEY_BYTES, "draft seal", key);
}

/* Takes the values apart again; sealed content is ours, so anything odd is ST_INVALID and a fresh draft. */
static enum status unpack(struct bytes plain, struct draft *draft)
{
	const char *at = (const char *)plain.p;
	const char *end = at + plain.n;

	while (at < end) {
		const char *name_end = memchr(at, '\0', (size_t)(end - at));
		const char *value_end = name_end ? memchr(name_end + 1, '\0', (size_t)(end - name_end - 1)) : NULL;

		if (!value_end || draft->count == DRAFT_VALUES_MAX)
			return ST_INVALID;
		draft->values[draft->count++] = (struct draft_value){ at, name_end + 1 };
		at = value_end + 1;
	}
	return ST_OK;
}

struct bytes draft_seal(struct arena *arena, const struct draft *draft, const uint8_t key[KEY_BYTES])
{
	struct buf plain = buf_new(arena, 1024);

	for (size_t i = 0; i < draft->count; i++) {
		buf_add(&plain, draft->values[i].name, strlen(draft->values[i].name) + 1);
		buf_add(&plain, draft->values[i].value, strlen(draft->values[i].value) + 1);
	}
	return crypto_seal(arena, key, (struct bytes){ (const uint8_t *)plain.text, plain.len }, draft_aad);
}

enum status draft_unseal(struct arena *arena, struct bytes sealed, const uint8_t key[KEY_BYTES], struct draft *draft)
{
	struct bytes plain;

	draft->count = 0;
	TRY(crypto_open(arena, key, sealed, draft_aad, &plain));
	return unpack(plain, draft);
}

static enum status load(struct db *db, struct arena *arena, int64_t now_ms, struct draft *draft)
{
	struct draft_find_out row;
	uint8_t key[KEY_BYTES];

	row_key(draft, key);
	TRY(draft_find(db, arena, &(struct draft_find_in){ { key, KEY_BYTES }, now_ms - LIMIT_DRAFT_MS }, &row));
	seal_key(draft, key);
	return draft_unseal(arena, row.sealed, key, draft);
}

enum status draft_open(struct db *db, struct arena *arena, const char *cookie, int64_t now_ms, struct draft *draft)
{
	enum status status;

	*draft = (struct draft){ 0 };
	if (!cookie || text_from_hex(cookie, draft->secret, KEY_BYTES) != ST_OK) {
		draft->fresh = true;
		crypto_random(draft->secret, KEY_BYTES);
		return ST_OK;
	}
	status = load(db, arena, now_ms, draft);
	if (status != ST_NOT_FOUND && status != ST_INVALID)
		return status;
	draft->count = 0;	/* nothing kept yet, or it has run out */
	return ST_OK;
}

enum status draft_save(struct db *db, struct arena *arena, const struct draft *draft, int64_t now_ms)
{
	uint8_t row[KEY_BYTES];
	uint8_t key[KEY_BYTES];

	row_key(draft, row);
	seal_key(draft, key);
	return draft_put(db, &(struct draft_put_in){
		.k = { row, KEY_BYTES }, .sealed = draft_seal(arena, draft, key), .updated_ms = now_ms });
}

enum status draft_forget(struct db *db, const struct draft *draft)
{
	uint8_t row[KEY_BYTES];

	row_key(draft, row);
	return draft_drop(db, &(struct draft_drop_in){ { row, KEY_BYTES } });
}

const char *draft_get(const struct draft *draft, const char *name)
{
	for (size_t i = 0; i < draft->count; i++)
		if (strcmp(draft->values[i].name, name) == 0)
			return draft->values[i].value;
	return "";
}

enum status draft_set(struct draft *draft, const char *name, const char *value)
{
	for (size_t i = 0; i < draft->count; i++) {
		if (strcmp(draft->values[i].name, name) == 0) {
			draft->values[i].value = value;
			return ST_OK;
		}
	}
	if (draft->count == DRAFT_VALUES_MAX)
		return ST_TOO_MANY;
	draft->values[draft->count++] = (struct draft_value){ name, value };
	return ST_OK;
}

void draft_remove(struct draft *draft, const char *name)
{
	for (size_t i = 0; i < draft->count; i++) {
		if (strcmp(draft->values[i].name, name) != 0)
			continue;
		draft->values[i] = draft->values[--draft->count];
		return;
	}
}

const char *draft_cookie(const struct draft *draft, struct arena *arena)
{
	return text_hex(arena, draft->secret, KEY_BYTES);
}

void draft_submission(const struct draft *draft, uint8_t key[HASH_BYTES])
{
	crypto_derive(draft->secret, KEY_BYTES, "submission", key);
}

const char *draft_token(const struct draft *draft, struct arena *arena)
{
	uint8_t token[KEY_BYTES];

	crypto_hmac(draft->secret, "form token", sizeof("form token") - 1, token);
	return text_hex(arena, token, 16);
}
