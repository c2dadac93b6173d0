/* The signed list of plugins that passed; see manifest.h. */
#include "rules/manifest.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"

#define CELLS 7

static struct bytes signed_part(struct arena *arena, const char *line)
{
	const char *text = arena_printf(arena, "%s%s", RULES_MANIFEST_TAG, line);

	return (struct bytes){ (const uint8_t *)text, strlen(text) };
}

/* Splits in place; the last cell is cut off before the rest is put together again for its signature. */
static bool read_line(struct arena *arena, const char *line, const uint8_t key[KEY_BYTES], struct rules_pass *pass)
{
	const char *last = strrchr(line, '\t');
	char *cells[CELLS];
	uint8_t signature[SIGNATURE_BYTES];
	char id[KEY_ID_CHARS + 1];
	char *at = arena_strdup(arena, line);
	int count = 0;

	for (char *cell = strsep(&at, "\t"); cell && count < CELLS; cell = strsep(&at, "\t"))
		cells[count++] = cell;
	crypto_key_id(key, id);
	if (count != CELLS || at || strcmp(cells[4], arena_printf(arena, "%d", RULES_KIT)) != 0 || strcmp(cells[5], id) != 0 ||
	    text_from_hex(cells[1], pass->hash, HASH_BYTES) != ST_OK || text_from_hex(cells[2], pass->cases, HASH_BYTES) != ST_OK ||
	    text_from_hex(cells[6], signature, SIGNATURE_BYTES) != ST_OK)
		return false;
	pass->file = cells[0];
	pass->version = cells[3];
	return crypto_signed(key, signed_part(arena, arena_strndup(arena, line, (size_t)(last - line))), signature);
}

void rules_manifest_read(struct arena *arena, const char *dir, const uint8_t key[KEY_BYTES], struct rules_manifest *manifest)
{
	const char *path = arena_printf(arena, "%s/%s", dir, RULES_MANIFEST);
	struct bytes file;

	*manifest = (struct rules_manifest){ 0 };
	if (access(path, F_OK) != 0 || file_read(arena, path, &file) != ST_OK)
		return;
	for (const char *at = (const char *)file.p; *at;) {
		size_t len = strcspn(at, "\n");
		const char *line = arena_strndup(arena, at, len);
		struct rules_pass pass;

		at += len + (at[len] == '\n');
		if (*line && *line != '#' && read_line(arena, line, key, &pass))
			rules_manifest_put(manifest, &pass);
	}
}

const struct rules_pass *rules_manifest_find(const struct rules_manifest *manifest, const char *file, const uint8_t hash[HASH_BYTES])
{
	for (size_t i = 0; i < manifest->count; i++)
		if (strcmp(manifest->passes[i].file, file) == 0 && memcmp(manifest->passes[i].hash, hash, HASH_BYTES) == 0)
			return &manifest->passes[i];
	return NULL;
}

bool rules_manifest_put(struct rules_manifest *manifest, const struct rules_pass *pass)
{
	for (size_t i = 0; i < manifest->count; i++)
		if (strcmp(manifest->passes[i].file, pass->file) == 0) {
			manifest->passes[i] = *pass;
			return true;
		}
	if (manifest->count == RULES_FILES_MAX)
		return false;
	manifest->passes[manifest->count++] = *pass;
	return true;
}

enum status rules_manifest_write(struct arena *arena, const char *dir, const uint8_t public_key[KEY_BYTES],
				 const uint8_t private_key[KEY_BYTES], const struct rules_manifest *manifest)
{
	const char *path = arena_printf(arena, "%s/%s", dir, RULES_MANIFEST);
	struct buf text = buf_new(arena, 16384);
	char id[KEY_ID_CHARS + 1];

	crypto_key_id(public_key, id);
	buf_text(&text, "# written by hotline rules check: what passed, and the signature of whoever checked\n");
	for (size_t i = 0; i < manifest->count; i++) {
		const struct rules_pass *p = &manifest->passes[i];
		const char *line = arena_printf(arena, "%s\t%s\t%s\t%s\t%d\t%s", p->file, text_hex(arena, p->hash, HASH_BYTES),
						text_hex(arena, p->cases, HASH_BYTES), p->version, RULES_KIT, id);
		uint8_t signature[SIGNATURE_BYTES];

		crypto_sign(private_key, signed_part(arena, line), signature);
		buf_printf(&text, "%s\t%s\n", line, text_hex(arena, signature, SIGNATURE_BYTES));
	}
	return file_replace(arena, path, (struct bytes){ (const uint8_t *)text.text, text.len }, 0644);
}
