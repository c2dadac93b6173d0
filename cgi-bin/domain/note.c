/* Checkpoints as signed notes; see note.h. */
#include "domain/note.h"

#include <string.h>

#include "base/base64.h"

#define ID_BYTES 4
#define TWICE "sm2"
#define DASH "\xe2\x80\x94"	/* the em dash before each signature */

const char *note_origin(struct arena *arena, uint32_t province)
{
	return arena_printf(arena, "12328/log/%02u", province / 10000);
}

static void key_id(const char *name, enum pair_kind kind, const uint8_t *public_key, uint8_t id[HASH_BYTES])
{
	const char *type = kind == PAIR_SM2 ? "\n\xff" NOTE_SM2_TYPE : "\n\x01";
	const struct bytes parts[] = { { (const uint8_t *)name, strlen(name) }, { (const uint8_t *)type, strlen(type) },
				       { public_key, crypto_public_bytes(kind) } };

	crypto_sha256_parts(parts, 3, id);
}

/* "— name signature\n" */
static const char *sign_line(struct arena *arena, struct bytes body, const char *name, const struct note_signer *signer)
{
	struct bytes signature = crypto_pair_sign(arena, signer->kind, signer->public_key, signer->private_key, body);
	uint8_t id[HASH_BYTES], *line = arena_alloc(arena, ID_BYTES + signature.n);

	key_id(name, signer->kind, signer->public_key, id);
	memcpy(line, id, ID_BYTES);
	memcpy(line + ID_BYTES, signature.p, signature.n);
	return arena_printf(arena, DASH " %s %s\n", name, base64_encode(arena, line, ID_BYTES + signature.n));
}

static bool has_sm2(const struct note_signer *signers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (signers[i].kind == PAIR_SM2)
			return true;
	return false;
}

const char *note_write(struct arena *arena, const struct note *note, const struct note_signer *signers, size_t count)
{
	const char *body = arena_printf(arena, "%s\n%llu\n%s\n%s", note->origin, (unsigned long long)note->size,
					base64_encode(arena, note->root, HASH_BYTES), has_sm2(signers, count) ? TWICE "\n" : "");
	const char *text = arena_printf(arena, "%s\n", body);

	for (size_t i = 0; i < count; i++)
		text = arena_printf(arena, "%s%s", text,
				    sign_line(arena, (struct bytes){ (const uint8_t *)body, strlen(body) }, note->origin, &signers[i]));
	return text;
}

const char *note_cosign(struct arena *arena, const char *text, const char *name, const uint8_t public_key[KEY_BYTES],
			const uint8_t private_key[KEY_BYTES])
{
	const char *middle = strstr(text, "\n\n");
	struct bytes body = { (const uint8_t *)text, middle ? (size_t)(middle + 1 - text) : strlen(text) };

	return arena_printf(arena, "%s%s", text, sign_line(arena, body, name, &(struct note_signer){ PAIR_ED25519, public_key, private_key }));
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

/* The signature in a line of this name and key; false when it is another's. */
static bool line_of(struct arena *arena, const char *line, const char *name, enum pair_kind kind, const uint8_t *public_key, struct bytes *signature)
{
	const char *head = arena_printf(arena, DASH " %s ", name);
	uint8_t id[HASH_BYTES], *raw;
	size_t len, n;

	if (!text_starts(line, head))
		return false;
	line += strlen(head);
	len = strlen(line);
	if (len < 8 || len % 4 != 0)
		return false;
	n = len / 4 * 3 - (line[len - 1] == '=') - (line[len - 2] == '=');
	raw = arena_alloc(arena, n);
	key_id(name, kind, public_key, id);
	*signature = (struct bytes){ raw + ID_BYTES, n - ID_BYTES };
	return base64_decode(line, len, raw, n) == ST_OK && memcmp(raw, id, ID_BYTES) == 0;
}

static bool is_signature(struct arena *arena, const char *line, const char *name, const uint8_t public_key[KEY_BYTES], struct bytes body)
{
	struct bytes signature;

	return line_of(arena, line, name, PAIR_ED25519, public_key, &signature) && crypto_pair_signed(PAIR_ED25519, public_key, body, signature);
}

enum status note_read(struct arena *arena, const char *text, const uint8_t public_key[KEY_BYTES], struct note *note, bool *signed_by)
{
	const char *at = text;
	const char *origin = take_line(arena, &at);
	const char *size = origin ? take_line(arena, &at) : NULL;
	const char *root = size ? take_line(arena, &at) : NULL;
	const char *line = root ? take_line(arena, &at) : NULL;
	struct bytes body;
	int64_t number;

	*signed_by = false;
	note->twice = line && strcmp(line, TWICE) == 0;
	if (note->twice)
		line = take_line(arena, &at);
	body = (struct bytes){ (const uint8_t *)text, (size_t)(at - text) - 1 };	/* the empty line is none of it */
	if (!line || *line || !*origin || text_to_int(size, 0, INT64_MAX, &number) != ST_OK || (size[0] == '0' && size[1]) ||
	    base64_decode(root, strlen(root), note->root, HASH_BYTES) != ST_OK)
		return ST_INVALID;
	note->origin = origin;
	note->size = (uint64_t)number;
	while ((line = take_line(arena, &at)))	/* witnesses add theirs below ours */
		*signed_by = *signed_by || is_signature(arena, line, origin, public_key, body);
	return *at == '\0' ? ST_OK : ST_INVALID;
}

/* Where the signatures begin, behind the empty line. */
static const char *signatures_of(const char *text)
{
	const char *middle = strstr(text, "\n\n");

	return middle ? middle + 2 : text + strlen(text);
}

enum note_sm2 note_sm2(struct arena *arena, const char *text, const uint8_t public_key[PUBLIC_BYTES_MAX])
{
	const char *name = arena_strndup(arena, text, strcspn(text, "\n"));
	const char *at = signatures_of(text), *line;
	struct bytes body = { (const uint8_t *)text, (size_t)(at - 1 - text) };
	enum note_sm2 found = NOTE_SM2_NONE;
	struct bytes signature;

	if (!*at)
		return NOTE_SM2_NONE;
	while ((line = take_line(arena, &at))) {
		if (!line_of(arena, line, name, PAIR_SM2, public_key, &signature))
			continue;
		if (!crypto_pair_signed(PAIR_SM2, public_key, body, signature))
			return NOTE_SM2_WRONG;
		found = NOTE_SM2_SIGNED;
	}
	return found;
}

const char *note_bare(struct arena *arena, const char *text, int *lines)
{
	const char *own = arena_printf(arena, DASH " %.*s ", (int)strcspn(text, "\n"), text);
	const char *begin = signatures_of(text), *at = begin;

	for (*lines = 0; text_starts(at, own); (*lines)++) {
		at += strcspn(at, "\n");
		at += *at == '\n';
	}
	return arena_strndup(arena, text, (size_t)(at - text));
}

bool note_is_stripped(struct arena *arena, const char *text)
{
	const uint8_t nobody[KEY_BYTES] = { 0 };
	struct note note;
	bool signed_by;
	int lines;

	note_bare(arena, text, &lines);
	return note_read(arena, text, nobody, &note, &signed_by) == ST_OK && note.twice && lines < NOTE_SIGNERS_MAX;
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

const char *note_list_next(struct arena *arena, const char **at)
{
	size_t len = note_len(*at);
	const char *note = len > 0 ? arena_strndup(arena, *at, len) : NULL;

	*at += len;
	*at += **at == '\n';
	return note;
}

const char *note_list_find(struct arena *arena, const char *list, const char *origin)
{
	const char *note;

	while ((note = note_list_next(arena, &list)))
		if (!origin || (text_starts(note, origin) && note[strlen(origin)] == '\n'))
			return note;
	return NULL;
}
