/* Checkpoints as signed notes; see note.h. */
#include "domain/note.h"

#include <string.h>

#include "base/base64.h"

#define ID_BYTES 4
#define DASH "\xe2\x80\x94"	/* the em dash before each signature */

const char *note_origin(struct arena *arena, uint32_t province)
{
	return arena_printf(arena, "12328/log/%02u", province / 10000);
}

static void key_id(const char *name, const uint8_t public_key[KEY_BYTES], uint8_t id[HASH_BYTES])
{
	const struct bytes parts[] = { { (const uint8_t *)name, strlen(name) }, { (const uint8_t *)"\n\x01", 2 }, { public_key, KEY_BYTES } };

	crypto_sha256_parts(parts, 3, id);
}

/* "— name signature\n" */
static const char *sign_line(struct arena *arena, struct bytes body, const char *name, const uint8_t public_key[KEY_BYTES],
			     const uint8_t private_key[KEY_BYTES])
{
	uint8_t id[HASH_BYTES], signature[ID_BYTES + SIGNATURE_BYTES];

	key_id(name, public_key, id);
	memcpy(signature, id, ID_BYTES);
	crypto_sign(private_key, body, signature + ID_BYTES);
	return arena_printf(arena, DASH " %s %s\n", name, base64_encode(arena, signature, sizeof(signature)));
}

const char *note_write(struct arena *arena, const struct note *note, const uint8_t public_key[KEY_BYTES],
		       const uint8_t private_key[KEY_BYTES])
{
	const char *body = arena_printf(arena, "%s\n%llu\n%s\n", note->origin, (unsigned long long)note->size,
					base64_encode(arena, note->root, HASH_BYTES));

	return arena_printf(arena, "%s\n%s", body, sign_line(arena, (struct bytes){ (const uint8_t *)body, strlen(body) }, note->origin,
							     public_key, private_key));
}

const char *note_cosign(struct arena *arena, const char *text, const char *name, const uint8_t public_key[KEY_BYTES],
			const uint8_t private_key[KEY_BYTES])
{
	const char *middle = strstr(text, "\n\n");
	struct bytes body = { (const uint8_t *)text, middle ? (size_t)(middle + 1 - text) : strlen(text) };

	return arena_printf(arena, "%s%s", text, sign_line(arena, body, name, public_key, private_key));
}

/* Cuts the next line off; NULL when there is no whole one. */
static const char *take_line(struct arena *arena, const char **at)
{
	const char *end = strchr(*at, '\n');
	const char *line = end ? arena_strndup(arena, *at, (size_t)(end - *at)) : NULL;

	if (end)
		*at = end + 1;
	return line;
}

static bool is_signature(struct arena *arena, const char *line, const char *name, const uint8_t public_key[KEY_BYTES], struct bytes body)
{
	const char *head = arena_printf(arena, DASH " %s ", name);
	uint8_t id[HASH_BYTES], signature[ID_BYTES + SIGNATURE_BYTES];

	if (!text_starts(line, head))
		return false;
	line += strlen(head);
	key_id(name, public_key, id);
	return base64_decode(line, strlen(line), signature, sizeof(signature)) == ST_OK && memcmp(signature, id, ID_BYTES) == 0 &&
	       crypto_signed(public_key, body, signature + ID_BYTES);
}

enum status note_read(struct arena *arena, const char *text, const uint8_t public_key[KEY_BYTES], struct note *note, bool *signed_by)
{
	const char *at = text;
	const char *origin = take_line(arena, &at);
	const char *size = origin ? take_line(arena, &at) : NULL;
	const char *root = size ? take_line(arena, &at) : NULL;
	struct bytes body = { (const uint8_t *)text, (size_t)(at - text) };
	const char *line = root ? take_line(arena, &at) : NULL;
	int64_t number;

	*signed_by = false;
	if (!line || *line || !*origin || text_to_int(size, 0, INT64_MAX, &number) != ST_OK || (size[0] == '0' && size[1]) ||
	    base64_decode(root, strlen(root), note->root, HASH_BYTES) != ST_OK)
		return ST_INVALID;
	note->origin = origin;
	note->size = (uint64_t)number;
	while ((line = take_line(arena, &at)))	/* witnesses add theirs below ours */
		*signed_by = *signed_by || is_signature(arena, line, origin, public_key, body);
	return *at == '\0' ? ST_OK : ST_INVALID;
}

void note_list_add(struct buf *list, const char *note)
{
	if (list->len > 0)
		buf_char(list, '\n');
	buf_text(list, note);
}

/* A note has one empty line inside; the next one ends it. */
static size_t note_len(const char *list)
{
	const char *middle = strstr(list, "\n\n");
	const char *end = middle ? strstr(middle + 2, "\n\n") : NULL;

	return end ? (size_t)(end + 1 - list) : strlen(list);
}

const char *note_list_find(struct arena *arena, const char *list, const char *origin)
{
	while (*list) {
		size_t len = note_len(list);

		if (!origin || (text_starts(list, origin) && list[strlen(origin)] == '\n'))
			return arena_strndup(arena, list, len);
		list += len;
		list += *list == '\n';
	}
	return NULL;
}
