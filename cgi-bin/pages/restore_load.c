/* Reading a backup and putting what is in it in its place; see restore.h. */
#include "pages/restore.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "pages/pack.h"
#include "store/tool.h"

/* ---- reading -------------------------------------------------------------------------------------------------- */

enum status restore_walk(struct restore *r, restore_take_fn take)
{
	char name[BACKUP_NAME_BYTES];
	struct sealed_in *in;
	enum status status;

	r->files = r->bytes = 0;
	TRY(sealed_open(r->cli.arena, r->file, r->public_key, r->private_key, &in));
	while ((status = backup_next(in, name)) == ST_OK) {
		TRY(take(r, in, name));
		r->files++;
	}
	return status == ST_NOT_FOUND ? ST_OK : status;
}

enum status restore_block(struct restore *r, struct sealed_in *in, size_t *n)
{
	TRY(backup_block(in, r->block, n));
	r->bytes += *n;
	return ST_OK;
}

enum status restore_skip(struct restore *r, struct sealed_in *in)
{
	size_t n;

	do
		TRY(restore_block(r, in, &n));
	while (n > 0);
	return ST_OK;
}

/* ---- loading -------------------------------------------------------------------------------------------------- */

static enum status tell_client(void *client, const uint8_t *data, size_t n)
{
	return fwrite(data, 1, n, ((struct tool *)client)->pipe) == n ? ST_OK : ST_IO;
}

static enum status load_database(struct restore *r, struct sealed_in *in)
{
	const char *const words[] = { "--batch", config_text(r->cli.config, "db.name"), NULL };
	struct tool client;
	enum status status;

	TRY(tool_begin(r->cli.config, "mariadb", words, true, &client));
	status = unpack(in, tell_client, &client);
	TRY(tool_end(&client));
	return status;
}

static enum status make_parents(struct arena *arena, const char *path)
{
	char *copy = arena_strdup(arena, path);

	for (char *slash = strchr(copy + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(copy, 0750) != 0 && errno != EEXIST) {
			log_error("cannot make '%s': %s", copy, strerror(errno));
			return ST_IO;
		}
		*slash = '/';
	}
	return ST_OK;
}

/* In place of an older one. Unless it is on disk the caller's status is not ST_OK. */
static enum status write_file(struct restore *r, struct sealed_in *in, const char *path, unsigned mode)
{
	const char *part = arena_printf(r->cli.arena, "%s.part", path);
	enum status status = ST_OK;
	size_t n;
	int fd;

	TRY(make_parents(r->cli.arena, path));
	fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode);
	do {
		status = fd < 0 ? ST_IO : restore_block(r, in, &n);
		if (status == ST_OK && write(fd, r->block, n) != (ssize_t)n)
			status = ST_IO;
	} while (status == ST_OK && n > 0);
	if (status == ST_OK && (fsync(fd) != 0 || rename(part, path) != 0))
		status = ST_IO;
	if (fd >= 0)
		close(fd);
	if (status != ST_OK)
		log_error("cannot write '%s': %s", path, strerror(errno));
	return status;
}

static bool ends_with(const char *text, const char *end)
{
	size_t n = strlen(text), m = strlen(end);

	return n >= m && strcmp(text + n - m, end) == 0;
}

/* Which key signs here is this machine's own matter; so is its vault when the old one cannot be opened. */
static bool stays_ours(const struct restore *r, const char *path, const char *name)
{
	if (ends_with(name, "/current") || ends_with(name, ".pem") || ends_with(name, ".introduction"))
		return access(path, F_OK) == 0;
	if (strcmp(name, "vault.public") == 0)
		return !r->keeps_vault;
	return ends_with(name, ".public") && access(path, F_OK) == 0;	/* its private half was in no backup: ours belong together */
}

static enum status load_key(struct restore *r, struct sealed_in *in, const char *name)
{
	const char *path = arena_printf(r->cli.arena, "%s/%s", config_text(r->cli.config, "key.dir"), name);

	if (backup_leaves_out(name) || stays_ours(r, path, name))
		return restore_skip(r, in);
	return write_file(r, in, path, ends_with(name, ".key") ? 0640 : 0644);
}

static enum status load(struct restore *r, struct sealed_in *in, const char *name)
{
	if (strcmp(name, BACKUP_DATABASE) == 0 || strcmp(name, BACKUP_PEOPLE) == 0)
		return load_database(r, in);
	if (strncmp(name, BACKUP_UPLOADS, strlen(BACKUP_UPLOADS)) == 0)
		return write_file(r, in, arena_printf(r->cli.arena, "%s/%s", config_text(r->cli.config, "upload.dir"),
						      name + strlen(BACKUP_UPLOADS)), 0640);
	if (strncmp(name, BACKUP_KEYS, strlen(BACKUP_KEYS)) == 0)
		return load_key(r, in, name + strlen(BACKUP_KEYS));
	return restore_skip(r, in);
}

static enum status put_vault_key(struct restore *r)
{
	const char *path = arena_printf(r->cli.arena, "%s/vault.private", config_text(r->cli.config, "key.dir"));

	return r->keeps_vault ? file_replace(r->cli.arena, path, (struct bytes){ r->vault_private, KEY_BYTES }, 0640) : ST_OK;
}

enum status restore_load(struct restore *r)
{
	const char *file = r->file;
	enum status status = restore_walk(r, load);

	if (status == ST_OK && r->keys_file) {
		r->file = r->keys_file;
		status = restore_walk(r, load);
		r->file = file;
	}
	TRY(status);
	return put_vault_key(r);
}
