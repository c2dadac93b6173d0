/* Files that came with a form: nameless in the spool until a page keeps them; see multipart.h. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/log.h"
#include "web/web.h"

/* ---- in the spool ------------------------------------------------------------------------------- */

void upload_close(void *handle)
{
	struct upload *upload = handle;

	if (upload->fd >= 0)
		close(upload->fd);
	upload->fd = -1;
}

/* A file without a name. Where the file system cannot make one, one whose name is gone at once. */
int upload_open(struct arena *arena, const char *dir)
{
	int fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0640);

	if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR)) {
		char *path = arena_printf(arena, "%s/XXXXXX", dir);

		fd = mkostemp(path, O_CLOEXEC);
		if (fd >= 0)
			unlink(path);
	}
	if (fd < 0)
		log_error("cannot make a file in '%s': %s", dir, strerror(errno));
	return fd;
}

enum status upload_write(int fd, const uint8_t *data, size_t len)
{
	while (len) {
		ssize_t n = write(fd, data, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			log_error("cannot write an upload: %s", strerror(errno));
			return ST_IO;
		}
		data += n;
		len -= (size_t)n;
	}
	return ST_OK;
}

/* ---- names -------------------------------------------------------------------------------------- */

const char *upload_name(struct arena *arena, const char *raw)
{
	const char *base = raw, *clean;
	size_t len;

	for (const char *p = raw; *p; p++)
		if (*p == '/' || *p == '\\')
			base = p + 1;
	if (text_clean(arena, base, strlen(base), &clean) != ST_OK || text_empty(clean) ||
	    strcmp(clean, ".") == 0 || strcmp(clean, "..") == 0)
		return "file";
	len = strlen(clean);
	if (len > LIMIT_FILE_NAME_BYTES) {
		len = LIMIT_FILE_NAME_BYTES;
		while ((clean[len] & 0xc0) == 0x80)
			len--;
	}
	return arena_strndup(arena, clean, len);
}

/* ---- put together ------------------------------------------------------------------------------- */

enum status upload_begin(struct arena *arena, const char *spool_dir, const char *name, struct upload_making *making)
{
	struct upload *upload = ARENA_NEW(arena, struct upload);

	*upload = (struct upload){ .field = "", .name = name, .type = "", .fd = upload_open(arena, spool_dir) };
	if (upload->fd < 0)
		return ST_IO;
	arena_on_reset(arena, upload_close, upload);
	*making = (struct upload_making){ upload, crypto_hash_begin(arena) };
	return ST_OK;
}

enum status upload_add(struct upload_making *making, const void *data, size_t len)
{
	crypto_hash_update(making->hash, data, len);
	making->upload->size += (int64_t)len;
	return upload_write(making->upload->fd, data, len);
}

enum status upload_end(struct upload_making *making, struct upload *upload)
{
	crypto_hash_end(making->hash, making->upload->sha256);
	*upload = *making->upload;
	return lseek(upload->fd, 0, SEEK_SET) == 0 ? ST_OK : ST_IO;
}

/* ---- keeping a file --------------------------------------------------------------------------- */

static enum status sync_directory(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *dir = slash && slash != path ? strndup(path, (size_t)(slash - path)) : strdup(slash ? "/" : ".");
	int fd = dir ? open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	int failed = fd < 0 || fsync(fd) != 0;

	if (fd >= 0)
		close(fd);
	free(dir);
	return failed ? ST_IO : ST_OK;
}

static enum status copy_to(const struct upload *upload, int out)
{
	uint8_t piece[16 * 1024];
	int64_t at = 0;

	while (at < upload->size) {
		ssize_t n = pread(upload->fd, piece, sizeof(piece), at);

		if (n <= 0)
			return ST_IO;
		TRY(upload_write(out, piece, (size_t)n));
		at += n;
	}
	return fsync(out) == 0 ? ST_OK : ST_IO;
}

/* Where the spool file once had a name, the system gives it no other: it is copied. */
static enum status keep_copy(const struct upload *upload, const char *path)
{
	int out = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
	enum status status;

	if (out < 0)
		return errno == EEXIST ? ST_DUPLICATE : ST_IO;
	status = copy_to(upload, out);
	if (close(out) != 0 && status == ST_OK)
		status = ST_IO;
	if (status != ST_OK)
		unlink(path);
	return status;
}

static enum status keep(const struct upload *upload, const char *path)
{
	char self[32];

	if (upload->fd < 0)
		return ST_BUG;
	if (fsync(upload->fd) != 0)
		return ST_IO;
	snprintf(self, sizeof(self), "/proc/self/fd/%d", upload->fd);
	if (linkat(AT_FDCWD, self, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0)
		return ST_OK;
	if (errno == EEXIST)
		return ST_DUPLICATE;
	return errno == ENOENT || errno == EXDEV || errno == EPERM ? keep_copy(upload, path) : ST_IO;
}

enum status upload_keep(const struct upload *upload, const char *path)
{
	enum status status = keep(upload, path);

	if (status == ST_OK) {
		status = sync_directory(path);
		if (status != ST_OK)
			unlink(path);
	}
	if (status == ST_IO)
		log_error("cannot keep an upload: %s", strerror(errno));
	return status;
}
