/* The vault's key; see vault_key.h. */
#include "base/vault_key.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"

#define PUBLIC "vault.public"
#define PRIVATE "vault.private"

static const char *private_name(struct arena *arena, const char *id)
{
	return arena_printf(arena, "vault.%s.private", id);
}

enum status vault_key_public(const char *dir, uint8_t public_key[KEY_BYTES], char id[KEY_ID_CHARS + 1])
{
	TRY(crypto_key_load(dir, PUBLIC, public_key));
	crypto_key_id(public_key, id);
	return ST_OK;
}

enum status vault_key_private(struct arena *arena, const char *dir, const char *id, uint8_t private_key[KEY_BYTES])
{
	const char *own = private_name(arena, id);

	/* While a key is changed the new half has a name of its own, too. */
	if (*id && access(arena_printf(arena, "%s/%s", dir, own), F_OK) == 0)
		return crypto_key_load(dir, own, private_key);
	return crypto_key_load(dir, PRIVATE, private_key);
}

static enum status replace(struct arena *arena, const char *dir, const char *name, const uint8_t key[KEY_BYTES], unsigned mode)
{
	return file_replace(arena, arena_printf(arena, "%s/%s", dir, name), (struct bytes){ key, KEY_BYTES }, mode);
}

/* The old half by its id and the new one by its own, then the public half, which everybody goes by, then the name without an id. */
enum status vault_key_rotate(struct arena *arena, const char *dir, char old_id[KEY_ID_CHARS + 1], char new_id[KEY_ID_CHARS + 1])
{
	uint8_t old_public[KEY_BYTES], old_private[KEY_BYTES], new_public[KEY_BYTES], new_private[KEY_BYTES];
	enum status status;

	TRY(vault_key_public(dir, old_public, old_id));
	TRY(vault_key_private(arena, dir, old_id, old_private));
	crypto_vault_keypair(new_public, new_private);
	crypto_key_id(new_public, new_id);
	status = replace(arena, dir, private_name(arena, old_id), old_private, 0640);
	if (status == ST_OK)
		status = replace(arena, dir, private_name(arena, new_id), new_private, 0640);
	if (status == ST_OK)
		status = replace(arena, dir, PUBLIC, new_public, 0640);
	if (status == ST_OK)
		status = replace(arena, dir, PRIVATE, new_private, 0640);
	if (status == ST_OK && unlink(arena_printf(arena, "%s/%s", dir, private_name(arena, new_id))) != 0)
		status = ST_IO;
	crypto_wipe(old_private, KEY_BYTES);
	crypto_wipe(new_private, KEY_BYTES);
	return status;
}

/* Overwritten before it goes, for what that is worth on this file system. */
enum status vault_key_destroy(struct arena *arena, const char *dir, const char *id)
{
	const char *path = arena_printf(arena, "%s/%s", dir, private_name(arena, id));
	uint8_t present[KEY_BYTES], noise[KEY_BYTES];
	char present_id[KEY_ID_CHARS + 1];
	int fd;

	TRY(vault_key_public(dir, present, present_id));
	if (strcmp(present_id, id) == 0)
		return ST_CONFLICT;
	crypto_random(noise, sizeof(noise));
	fd = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return errno == ENOENT ? ST_NOT_FOUND : ST_IO;
	if (write(fd, noise, sizeof(noise)) != (ssize_t)sizeof(noise) || fsync(fd) != 0)
		log_warn("cannot overwrite '%s': %s", path, strerror(errno));
	close(fd);
	return unlink(path) == 0 ? ST_OK : ST_IO;
}
