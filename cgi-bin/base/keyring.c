/* Key pairs on disk; see keyring.h. */
#include "base/keyring.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"

#define KEYS_MAX 256	/* of one use: a key a month for twenty years */

/* ---- what lies there --------------------------------------------------------------------------------------- */

static const char *path_of(struct arena *arena, const char *dir, const char *use, const char *name, const char *ending)
{
	return arena_printf(arena, "%s/%s/%s%s", dir, use, name, ending);
}

static bool there(const char *path)
{
	return access(path, F_OK) == 0;
}

/* The id in force, or "". */
static const char *current_id(struct arena *arena, const char *dir, const char *use)
{
	const char *path = path_of(arena, dir, use, "current", "");
	struct bytes text;

	if (!there(path) || file_read(arena, path, &text) != ST_OK || text.n < KEY_ID_CHARS)
		return "";
	return arena_strndup(arena, (const char *)text.p, KEY_ID_CHARS);
}

static enum status read_key(struct arena *arena, const char *dir, const char *use, enum pair_kind kind, const char *id,
			    struct keyring_key *key)
{
	const char *path = path_of(arena, dir, use, id, ".pem");
	struct stat stat_of;
	struct bytes pem;

	*key = (struct keyring_key){ .current = strcmp(id, current_id(arena, dir, use)) == 0 };
	TRY(file_read(arena, path, &pem));
	if (crypto_public_from_pem(arena, kind, pem, key->public_key) == ST_OK)
		crypto_pair_id(kind, key->public_key, key->id);
	if (strcmp(key->id, id) != 0) {
		log_error("'%s' does not hold the key it is named after", path);
		return ST_INVALID;
	}
	if (stat(path, &stat_of) == 0)
		key->made_ms = (int64_t)stat_of.st_mtim.tv_sec * 1000 + stat_of.st_mtim.tv_nsec / 1000000;
	key->signs_here = there(path_of(arena, dir, use, id, ".private"));
	return ST_OK;
}

static int by_age(const void *a, const void *b)
{
	const struct keyring_key *x = a, *y = b;

	return x->made_ms != y->made_ms ? (x->made_ms < y->made_ms ? -1 : 1) : strcmp(x->id, y->id);
}

static bool names_public_half(const char *name)
{
	return strlen(name) == KEY_ID_CHARS + 4 && strspn(name, "0123456789abcdef") == KEY_ID_CHARS &&
	       strcmp(name + KEY_ID_CHARS, ".pem") == 0;
}

enum status keyring_list(struct arena *arena, const char *dir, const char *use, enum pair_kind kind,
			 struct keyring_key **keys, size_t *count)
{
	DIR *stream = opendir(arena_printf(arena, "%s/%s", dir, use));
	struct keyring_key *list = ARENA_ARRAY(arena, KEYS_MAX, struct keyring_key);
	enum status status = ST_OK;
	struct dirent *entry;
	size_t n = 0;

	while (stream && status == ST_OK && n < KEYS_MAX && (entry = readdir(stream)))
		if (names_public_half(entry->d_name))
			status = read_key(arena, dir, use, kind, arena_strndup(arena, entry->d_name, KEY_ID_CHARS), &list[n++]);
	if (stream)
		closedir(stream);
	qsort(list, n, sizeof(*list), by_age);
	*keys = list;
	*count = n;
	return status;
}

enum status keyring_current(struct arena *arena, const char *dir, const char *use, enum pair_kind kind, struct keyring_key *key)
{
	const char *id = current_id(arena, dir, use);

	return *id ? read_key(arena, dir, use, kind, id, key) : ST_NOT_FOUND;
}

enum status keyring_private(struct arena *arena, const char *dir, const char *use, enum pair_kind kind, const char *id,
			    uint8_t private_key[KEY_BYTES])
{
	const char *path = path_of(arena, dir, use, id, ".private");
	uint8_t public_key[PUBLIC_BYTES_MAX];
	char found[KEY_ID_CHARS + 1];
	struct bytes pem;

	TRY(file_read(arena, path, &pem));
	TRY(crypto_private_from_pem(kind, pem, public_key, private_key));
	crypto_pair_id(kind, public_key, found);
	return strcmp(found, id) == 0 ? ST_OK : ST_INVALID;
}

/* ---- making ------------------------------------------------------------------------------------------------ */

static struct bytes bytes_of(const struct buf *buf)
{
	return (struct bytes){ (const uint8_t *)buf->text, buf->len };
}

/* Written and signed by the key in force; see keyring.h. */
static enum status introduce(struct arena *arena, const char *dir, const char *use, enum pair_kind kind, const struct keyring_key *old,
			     const struct keyring_key *new, int64_t now_ms)
{
	struct buf text = buf_new(arena, 1024);
	size_t len = crypto_public_bytes(kind);
	uint8_t private_key[KEY_BYTES];
	struct bytes signature;

	TRY(keyring_private(arena, dir, use, kind, old->id, private_key));
	buf_printf(&text, "12328 key introduction\nuse %s\nat_ms %lld\nkey %s\nby %s\n", use, (long long)now_ms,
		   text_hex(arena, new->public_key, len), text_hex(arena, old->public_key, len));
	signature = crypto_pair_sign(arena, kind, old->public_key, private_key, bytes_of(&text));
	buf_printf(&text, "signature %s\n", text_hex(arena, signature.p, signature.n));
	return file_create(path_of(arena, dir, use, new->id, ".introduction"), bytes_of(&text), 0644);
}

static enum status make_directory(const char *path)
{
	if (mkdir(path, 0755) == 0 || errno == EEXIST)
		return ST_OK;
	log_error("cannot make '%s': %s", path, strerror(errno));
	return ST_IO;
}

static enum status come_into_force(struct arena *arena, const char *dir, const char *use, const char *id)
{
	const char *line = arena_printf(arena, "%s\n", id);

	return file_replace(arena, path_of(arena, dir, use, "current", ""),
			    (struct bytes){ (const uint8_t *)line, strlen(line) }, 0644);
}

enum status keyring_new(struct arena *arena, const char *dir, const char *use, enum pair_kind kind, const char *private_path,
			bool introduced, int64_t now_ms, struct keyring_key *key)
{
	uint8_t private_key[KEY_BYTES];
	struct keyring_key old = { 0 };

	*key = (struct keyring_key){ .made_ms = now_ms, .current = true, .signs_here = !private_path };
	crypto_pair_new(kind, key->public_key, private_key);
	crypto_pair_id(kind, key->public_key, key->id);
	TRY(make_directory(arena_printf(arena, "%s/%s", dir, use)));
	TRY(file_create(private_path ? private_path : path_of(arena, dir, use, key->id, ".private"),
			crypto_private_pem(arena, kind, key->public_key, private_key), 0600));
	if (introduced) {
		TRY(keyring_current(arena, dir, use, kind, &old));
		TRY(introduce(arena, dir, use, kind, &old, key, now_ms));
	}
	TRY(file_create(path_of(arena, dir, use, key->id, ".pem"), crypto_public_pem(arena, kind, key->public_key), 0644));
	TRY(come_into_force(arena, dir, use, key->id));
	if (*old.id && unlink(path_of(arena, dir, use, old.id, ".private")) != 0)
		log_error("cannot destroy the private half of key %s: %s", old.id, strerror(errno));
	return ST_OK;
}

/* ---- from an old key to a new one ---------------------------------------------------------------------------- */

enum status keyring_introductions(struct arena *arena, const char *dir, const char *use, enum pair_kind kind, struct bytes *text)
{
	struct buf all = buf_new(arena, 1024);
	struct keyring_key *keys;
	size_t count;

	TRY(keyring_list(arena, dir, use, kind, &keys, &count));
	for (size_t i = 0; i < count; i++) {
		const char *path = path_of(arena, dir, use, keys[i].id, ".introduction");
		struct bytes one;

		if (!there(path))
			continue;
		TRY(file_read(arena, path, &one));
		buf_add(&all, one.p, one.n);
	}
	*text = bytes_of(&all);
	return ST_OK;
}

struct introduction {
	uint8_t key[PUBLIC_BYTES_MAX];
	uint8_t by[PUBLIC_BYTES_MAX];
};

/* "name value\n" at *at; steps over it. */
static const char *take_line(struct arena *arena, const char **at, const char *name)
{
	size_t len = strlen(name), value;

	if (strncmp(*at, name, len) != 0 || (*at)[len] != ' ')
		return NULL;
	value = strcspn(*at + len + 1, "\n");
	if ((*at)[len + 1 + value] != '\n')
		return NULL;
	*at += len + 1 + value + 1;
	return arena_strndup(arena, *at - value - 1, value);
}

static bool take_hex(struct arena *arena, const char **at, const char *name, uint8_t *out, size_t len)
{
	const char *hex = take_line(arena, at, name);

	return hex && text_from_hex(hex, out, len) == ST_OK;
}

/* A signature has as many bytes as its line says. */
static bool take_signature(struct arena *arena, const char **at, struct bytes *signature)
{
	const char *hex = take_line(arena, at, "signature");
	size_t len = hex ? strlen(hex) / 2 : 0;
	uint8_t *raw = arena_alloc(arena, len);

	*signature = (struct bytes){ raw, len };
	return hex && text_from_hex(hex, raw, len) == ST_OK;
}

static enum status take_introduction(struct arena *arena, enum pair_kind kind, const char **at, struct introduction *intro)
{
	size_t len = crypto_public_bytes(kind);
	const char *begin = *at;
	struct bytes said, signature;

	if (!text_equal(take_line(arena, at, "12328"), "key introduction") || !take_line(arena, at, "use") ||
	    !take_line(arena, at, "at_ms") || !take_hex(arena, at, "key", intro->key, len) ||
	    !take_hex(arena, at, "by", intro->by, len))
		return ST_INVALID;
	said = (struct bytes){ (const uint8_t *)begin, (size_t)(*at - begin) };
	if (!take_signature(arena, at, &signature))
		return ST_INVALID;
	return crypto_pair_signed(kind, intro->by, said, signature) ? ST_OK : ST_INVALID;
}

static bool same_key(enum pair_kind kind, const uint8_t *a, const uint8_t *b)
{
	return memcmp(a, b, crypto_public_bytes(kind)) == 0;
}

enum status keyring_leads_to(struct arena *arena, enum pair_kind kind, const uint8_t *trusted, struct bytes introductions,
			     const uint8_t *signer, bool *leads)
{
	const char *at = arena_strndup(arena, (const char *)introductions.p, introductions.n);
	struct introduction *intros = ARENA_ARRAY(arena, KEYS_MAX, struct introduction);
	const uint8_t *now = trusted;
	size_t count = 0;

	while (*at) {
		if (count == KEYS_MAX)
			return ST_INVALID;
		TRY(take_introduction(arena, kind, &at, &intros[count++]));
	}
	*leads = same_key(kind, now, signer);
	for (size_t step = 0; step < count && !*leads; step++) {	/* one introduction a step, in whatever order they stand */
		for (size_t i = 0; i < count; i++)
			if (same_key(kind, intros[i].by, now)) {
				now = intros[i].key;
				break;
			}
		*leads = same_key(kind, now, signer);
	}
	return ST_OK;
}
