/* Attachments; see attach.h. */
#include "pages/attach.h"

#include <errno.h>
#include <fcntl.h>
#include <magic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/log.h"
#include "base/now.h"
#include "pages/attach_image.h"

/* 03 §3.7: jpg png heic webp pdf mp4 mp3 m4a; what libmagic calls them. */
static const char *const types[] = {
	"image/jpeg", "image/png", "image/webp", "image/heic", "image/heif", "application/pdf",
	"video/mp4", "video/quicktime", "video/3gpp", "audio/mpeg", "audio/mp4", "audio/x-m4a",
};

const char *attach_type(const struct upload *upload)
{
	static magic_t magic;
	const char *found;
	char head[4096];
	ssize_t n = pread(upload->fd, head, sizeof(head), 0);

	if (!magic) {
		magic = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_TAR);
		if (!magic || magic_load(magic, NULL) != 0)
			log_panic("cannot load the file type database", "libmagic", 0);
	}
	found = n > 0 ? magic_buffer(magic, head, (size_t)n) : NULL;
	for (size_t i = 0; found && i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(types[i], found) == 0)
			return types[i];
	return NULL;
}

static const char *pack(struct arena *arena, const char *spool_name, const struct move_file *file)
{
	return arena_printf(arena, "%s\t%s %u %u\t%llu\t%s\t%s", spool_name, file->type, file->thumb_width, file->thumb_height,
			    (unsigned long long)file->size, text_hex(arena, file->sha256, HASH_BYTES), file->name);
}

static char *take(char **rest)
{
	char *cell = *rest;
	char *tab = cell ? strchr(cell, '\t') : NULL;

	if (tab)
		*tab = '\0';
	*rest = tab ? tab + 1 : NULL;
	return cell;
}

/* "image/jpeg 320 240"; a draft of before holds the type alone. */
static void take_type(char *cell, struct move_file *file)
{
	char *small = cell ? strchr(cell, ' ') : NULL;

	file->type = cell;
	file->thumb_width = file->thumb_height = 0;
	if (!small)
		return;
	*small = '\0';
	file->thumb_width = (uint32_t)strtoul(small + 1, &small, 10);
	file->thumb_height = (uint32_t)strtoul(small, NULL, 10);
}

enum status attach_unpack(struct arena *arena, const char *packed, const char **spool_name, struct move_file *file)
{
	char *rest = arena_strdup(arena, packed);
	const char *size;
	const char *hash;
	int64_t bytes = 0;

	*spool_name = take(&rest);
	take_type(take(&rest), file);
	size = take(&rest);
	hash = take(&rest);
	file->name = rest;
	if (!rest || text_to_int(size, 0, LIMIT_FILE_BYTES, &bytes) != ST_OK)
		return ST_INVALID;
	file->size = (uint64_t)bytes;
	return text_from_hex(hash, file->sha256, HASH_BYTES);
}

enum status attach_keep(struct arena *arena, const struct config *config, const struct upload *upload,
			const char *type, const char **packed)
{
	struct move_file file = { 0 };
	struct upload made;
	uint8_t name[16];
	const char *path;
	const char *hex;

	crypto_random(name, sizeof(name));
	hex = text_hex(arena, name, sizeof(name));
	path = arena_printf(arena, "%s/%s", config_text(config, "spool.dir"), hex);
	if (image_is_one(type)) {
		TRY(image_make(arena, config, upload, type, path, &type, &made));
		image_make_small(arena, config, path, &file.thumb_width, &file.thumb_height);
		upload = &made;
	} else {
		TRY(upload_keep(upload, path));
	}
	file.name = upload->name;
	file.type = type;
	file.size = (uint64_t)upload->size;
	memcpy(file.sha256, upload->sha256, HASH_BYTES);
	*packed = pack(arena, hex, &file);
	return ST_OK;
}

/* The name must be on the disk before the ticket that names it is. */
static enum status sync_dir(const char *dir)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int failed;

	if (fd < 0)
		return ST_IO;
	failed = fsync(fd);
	close(fd);
	return failed ? ST_IO : ST_OK;
}

/* What is shown beside the file may be missing; the file may not. */
static void place_small(struct arena *arena, const char *from, const char *to, struct move_file *file)
{
	if (!file->thumb_width || link(image_small_path(arena, from), image_small_path(arena, to)) == 0 || errno == EEXIST)
		return;
	log_warn("cannot place a small picture: %s", strerror(errno));
	file->thumb_width = file->thumb_height = 0;
}

enum status attach_place(struct arena *arena, const struct config *config, const char *spool_name,
			 int64_t now_ms, struct move_file *file)
{
	int year, month, mday;
	const char *dir;
	const char *from = arena_printf(arena, "%s/%s", config_text(config, "spool.dir"), spool_name);
	const char *to;

	date_from_day(day_of_ms(now_ms), &year, &month, &mday);
	file->path = arena_printf(arena, "%04d%02d/%s", year, month, spool_name);
	dir = arena_printf(arena, "%s/%04d%02d", config_text(config, "upload.dir"), year, month);
	to = arena_printf(arena, "%s/%s", config_text(config, "upload.dir"), file->path);
	if (mkdir(dir, 0750) != 0 && errno != EEXIST) {
		log_error("cannot make '%s': %s", dir, strerror(errno));
		return ST_IO;
	}
	if (link(from, to) != 0 && errno != EEXIST) {
		log_warn("cannot place an attachment: %s", strerror(errno));
		return errno == ENOENT ? ST_NOT_FOUND : ST_IO;
	}
	file->checked = config_int(config, "scan.wait") ? CHECK_WAITS : CHECK_NONE;
	place_small(arena, from, to, file);
	return sync_dir(dir);
}

enum status attach_again(struct arena *arena, const struct config *config, const struct move_file *placed, const char **packed)
{
	const char *from = arena_printf(arena, "%s/%s", config_text(config, "upload.dir"), placed->path);
	struct move_file file = *placed;
	uint8_t name[16];
	const char *hex, *to;

	crypto_random(name, sizeof(name));
	hex = text_hex(arena, name, sizeof(name));
	to = arena_printf(arena, "%s/%s", config_text(config, "spool.dir"), hex);
	if (link(from, to) != 0) {
		log_warn("cannot take an attachment again: %s", strerror(errno));
		return errno == ENOENT ? ST_NOT_FOUND : ST_IO;
	}
	place_small(arena, from, to, &file);
	*packed = pack(arena, hex, &file);
	return ST_OK;
}
