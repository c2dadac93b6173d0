/* A package as a directory or as one file, sealed or not; see package_out.h. */
#include "pages/package_out.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "base/tar.h"

/* A file of the package as it grows. */
struct part {
	FILE *file;	/* NULL in a sealed one */
	struct crypto_hash *hash;
	uint64_t bytes;
};

struct package_out {
	struct arena *arena;
	const char *path;
	const struct package_place *place;
	const char *part_path;		/* where one file grows */
	bool in_tar;
	struct sealed_out *sealed;
	struct part parts[PACKAGE_PARTS];
};

/* ---- a directory -------------------------------------------------------------------------------------------- */

static bool is_empty(const char *dir)
{
	DIR *stream = opendir(dir);
	struct dirent *entry;
	int others = 0;

	while (stream && (entry = readdir(stream)))
		others += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
	if (stream)
		closedir(stream);
	return stream && others == 0;
}

static const char *path_of(const struct package_out *out, const char *name)
{
	return arena_printf(out->arena, "%s/%s", out->path, name);
}

static enum status begin_directory(const struct package_out *out)
{
	static const char text[] = "This package is being written, or was cut short. It proves nothing.\n";

	if (mkdir(out->path, 0750) != 0 && errno != EEXIST) {
		log_error("cannot make '%s': %s", out->path, strerror(errno));
		return ST_IO;
	}
	if (!is_empty(out->path)) {
		fprintf(stderr, "hotline: '%s' is there and not an empty directory\n", out->path);
		return ST_CONFLICT;
	}
	return file_create(path_of(out, PACKAGE_UNFINISHED), (struct bytes){ (const uint8_t *)text, sizeof(text) - 1 }, 0640);
}

static enum status sync_directory(const char *dir)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int failed = fd < 0 || fsync(fd) != 0;

	if (fd >= 0)
		close(fd);
	return failed ? ST_IO : ST_OK;
}

static enum status open_file(struct package_out *out, struct part *part, const char *name)
{
	const char *path = out->in_tar ? out->place->temp_dir : path_of(out, name);
	int fd = open(path, out->in_tar ? O_TMPFILE | O_RDWR | O_CLOEXEC : O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);

	part->file = fd < 0 ? NULL : fdopen(fd, out->in_tar ? "w+" : "w");
	if (part->file)
		return ST_OK;
	log_error("cannot write '%s': %s", path, strerror(errno));
	return ST_IO;
}

/* ---- one file ------------------------------------------------------------------------------------------------- */

static enum status begin_one(struct package_out *out)
{
	if (access(out->path, F_OK) == 0) {
		fprintf(stderr, "hotline: '%s' is there already\n", out->path);
		return ST_CONFLICT;
	}
	out->part_path = arena_printf(out->arena, "%s.part", out->path);
	return unlink(out->part_path) == 0 || errno == ENOENT ? ST_OK : ST_IO;
}

static enum status end_one(const struct package_out *out)
{
	if (rename(out->part_path, out->path) == 0)
		return ST_OK;
	log_error("cannot name '%s': %s", out->path, strerror(errno));
	return ST_IO;
}

/* ---- sealed --------------------------------------------------------------------------------------------------- */

static enum status begin_sealed(struct package_out *out)
{
	TRY(begin_one(out));
	TRY(sealed_create(out->arena, out->part_path, out->place->seal_to, &out->sealed));
	return sealed_write(out->sealed, PACKAGE_IN_ONE, sizeof(PACKAGE_IN_ONE) - 1);
}

static enum status add_piece(struct package_out *out, const char *name, const void *data, size_t len)
{
	uint8_t name_len = (uint8_t)strlen(name);
	const uint8_t length[4] = { (uint8_t)(len >> 24), (uint8_t)(len >> 16), (uint8_t)(len >> 8), (uint8_t)len };

	if (len > UINT32_MAX)
		return ST_TOO_LARGE;
	TRY(sealed_write(out->sealed, &name_len, 1));
	TRY(sealed_write(out->sealed, name, name_len));
	TRY(sealed_write(out->sealed, length, sizeof(length)));
	return sealed_write(out->sealed, data, len);
}

/* ---- in clear: an archive --------------------------------------------------------------------------------------- */

static const uint8_t zeros[TAR_END_BYTES];

static enum status put(FILE *tar, const void *data, size_t n)
{
	return fwrite(data, 1, n, tar) == n ? ST_OK : ST_IO;
}

static enum status put_head(const struct package_out *out, FILE *tar, const char *name, uint64_t size)
{
	uint8_t head[TAR_BLOCK];

	TRY(tar_head(head, arena_printf(out->arena, "%s/%s", out->place->name, name), size, out->place->at_ms));
	return put(tar, head, sizeof(head));
}

static enum status put_small(const struct package_out *out, FILE *tar, const char *name, struct bytes content)
{
	TRY(put_head(out, tar, name, content.n));
	TRY(put(tar, content.p, content.n));
	return put(tar, zeros, tar_padding(content.n));
}

static enum status put_part(const struct package_out *out, FILE *tar, enum package_part which)
{
	const struct part *part = &out->parts[which];
	static uint8_t some[64 * 1024];
	uint64_t left = part->bytes;

	TRY(put_head(out, tar, package_part_name(which), part->bytes));
	rewind(part->file);
	while (left > 0) {
		size_t n = fread(some, 1, left < sizeof(some) ? (size_t)left : sizeof(some), part->file);

		if (n == 0)
			return ST_IO;
		TRY(put(tar, some, n));
		left -= n;
	}
	return put(tar, zeros, tar_padding(part->bytes));
}

static enum status put_all(const struct package_out *out, FILE *tar, struct bytes manifest, struct bytes signature)
{
	TRY(put_small(out, tar, PACKAGE_MANIFEST, manifest));
	TRY(put_small(out, tar, PACKAGE_SIGNATURE, signature));
	for (int i = 0; i < PACKAGE_PARTS; i++)
		TRY(put_part(out, tar, (enum package_part)i));
	TRY(put(tar, zeros, TAR_END_BYTES));
	return fflush(tar) == 0 && fsync(fileno(tar)) == 0 ? ST_OK : ST_IO;
}

static enum status finish_tar(const struct package_out *out, struct bytes manifest, struct bytes signature)
{
	int fd = open(out->part_path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	FILE *tar = fd < 0 ? NULL : fdopen(fd, "w");
	enum status status = tar ? put_all(out, tar, manifest, signature) : ST_IO;

	if (status != ST_OK)
		log_error("cannot write '%s': %s", out->part_path, strerror(errno));
	if (tar)
		fclose(tar);
	TRY(status);
	return end_one(out);
}

/* ---- all of them ------------------------------------------------------------------------------------------------- */

static void close_file(void *handle)
{
	struct part *part = handle;

	if (part->file)
		fclose(part->file);
	part->file = NULL;
}

enum status package_out_begin(struct arena *arena, const struct package_place *place, struct package_out **result)
{
	struct package_out *out = ARENA_NEW(arena, struct package_out);

	*out = (struct package_out){ .arena = arena, .path = place->path, .place = place, .in_tar = !place->seal_to && place->temp_dir };
	*result = out;
	if (place->seal_to)
		return begin_sealed(out);
	return out->in_tar ? begin_one(out) : begin_directory(out);
}

/* An empty piece tells of the file, should nothing follow. */
enum status package_out_open(struct package_out *out, enum package_part which)
{
	const char *name = package_part_name(which);
	struct part *part = &out->parts[which];

	*part = (struct part){ .hash = crypto_hash_begin(out->arena) };
	if (out->sealed)
		return add_piece(out, name, "", 0);
	arena_on_reset(out->arena, close_file, part);
	return open_file(out, part, name);
}

enum status package_out_write(struct package_out *out, enum package_part which, const char *text, size_t len)
{
	struct part *part = &out->parts[which];

	crypto_hash_update(part->hash, text, len);
	part->bytes += len;
	if (out->sealed)
		return add_piece(out, package_part_name(which), text, len);
	return fwrite(text, 1, len, part->file) == len ? ST_OK : ST_IO;
}

enum status package_out_close(struct package_out *out, enum package_part which, struct package_file *known)
{
	struct part *part = &out->parts[which];
	bool good = out->sealed || (fflush(part->file) == 0 && (out->in_tar || fsync(fileno(part->file)) == 0));

	crypto_hash_end(part->hash, known->sha256);
	known->bytes = part->bytes;
	if (!out->in_tar)
		close_file(part);
	if (!good)
		log_error("cannot write a part of the package: %s", strerror(errno));
	return good ? ST_OK : ST_IO;
}

static enum status finish_sealed(struct package_out *out, struct bytes manifest, struct bytes signature)
{
	TRY(add_piece(out, PACKAGE_MANIFEST, manifest.p, manifest.n));
	TRY(add_piece(out, PACKAGE_SIGNATURE, signature.p, signature.n));
	TRY(sealed_write(out->sealed, "", 1));
	TRY(sealed_end(out->sealed));
	return end_one(out);
}

enum status package_out_finish(struct package_out *out, struct bytes manifest, struct bytes signature)
{
	if (out->sealed)
		return finish_sealed(out, manifest, signature);
	if (out->in_tar)
		return finish_tar(out, manifest, signature);
	TRY(file_create(path_of(out, PACKAGE_MANIFEST), manifest, 0640));
	TRY(file_create(path_of(out, PACKAGE_SIGNATURE), signature, 0640));
	TRY(sync_directory(out->path));
	if (unlink(path_of(out, PACKAGE_UNFINISHED)) != 0)
		return ST_IO;
	return sync_directory(out->path);
}

void package_out_drop(struct package_out *out)
{
	if (out->part_path)
		unlink(out->part_path);
}
