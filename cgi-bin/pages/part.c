/* Files in pieces; see part.h. A part is a sealed head of one size, then sealed pieces of one size but for the last. */
#include "pages/part.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/log.h"

#define SUFFIX ".p"
#define SEAL_BYTES 28			/* nonce and tag: crypto.h */
#define HEAD_BYTES 512
#define HEAD_SEALED (HEAD_BYTES + SEAL_BYTES)
#define PIECE_SEALED (LIMIT_PIECE_BYTES + SEAL_BYTES)
#define WHOLE_ARENA_BYTES (4u * 1024 * 1024)	/* a piece sealed and open */

bool part_is_one(const char *name)
{
	size_t len = strlen(name), end = sizeof(SUFFIX) - 1;

	return len > end && strcmp(name + len - end, SUFFIX) == 0;
}

/* ---- names and keys ----------------------------------------------------------------------------------------- */

static const char *path_of(const struct part_owner *o, const char *what)
{
	uint8_t name[KEY_BYTES];

	crypto_derive(o->secret, KEY_BYTES, what, name);
	return arena_printf(o->arena, "%s/%s" SUFFIX, config_text(o->config, "spool.dir"), text_hex(o->arena, name, 16));
}

/* A seal fits one place in one part. */
static struct bytes place_in(struct arena *arena, const struct part *part, int64_t offset)
{
	const char *text = arena_printf(arena, "12328 part %d %lld", part->place, (long long)offset);

	return (struct bytes){ (const uint8_t *)text, strlen(text) };
}

static void close_fd(void *fd)
{
	close(*(int *)fd);
}

static void close_later(struct arena *arena, int fd)
{
	int *kept = ARENA_NEW(arena, int);

	*kept = fd;
	arena_on_reset(arena, close_fd, kept);
}

enum status parts_lock(const struct part_owner *o)
{
	int fd = open(path_of(o, "part lock"), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);

	if (fd < 0) {
		log_error("cannot lock a visit's uploads: %s", strerror(errno));
		return ST_IO;
	}
	close_later(o->arena, fd);
	return flock(fd, LOCK_EX | LOCK_NB) == 0 ? ST_OK : ST_CONFLICT;
}

/* ---- the disk ----------------------------------------------------------------------------------------------- */

static bool read_all(int fd, void *data, size_t len, int64_t at)
{
	return pread(fd, data, len, at) == (ssize_t)len;
}

static bool write_all(int fd, const uint8_t *data, size_t len, int64_t at)
{
	while (len > 0) {
		ssize_t n = pwrite(fd, data, len, at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		data += n;
		len -= (size_t)n;
		at += n;
	}
	return true;
}

static int64_t sealed_at(int64_t offset)
{
	return HEAD_SEALED + offset / LIMIT_PIECE_BYTES * PIECE_SEALED;
}

/* The last piece may be a short one, and is whole exactly when the length says so. */
static int64_t offset_of(const struct part *part, int64_t length)
{
	int64_t sealed = length - HEAD_SEALED;
	int64_t offset = sealed / PIECE_SEALED * LIMIT_PIECE_BYTES;
	int64_t rest = part->size - offset;

	return rest > 0 && rest < LIMIT_PIECE_BYTES && sealed % PIECE_SEALED == rest + SEAL_BYTES ? part->size : offset;
}

/* ---- the head ----------------------------------------------------------------------------------------------- */

/* "SIZE STAMP NAME", NULs behind it. */
static enum status read_head(const struct part_owner *o, struct part *part)
{
	uint8_t sealed[HEAD_SEALED];
	struct bytes head;
	long long size, stamp;
	int name = 0;

	if (!read_all(part->fd, sealed, sizeof(sealed), 0))
		return ST_NOT_FOUND;
	if (crypto_open(o->arena, part->key, (struct bytes){ sealed, sizeof(sealed) }, place_in(o->arena, part, -1), &head) != ST_OK ||
	    sscanf((const char *)head.p, "%lld %lld %n", &size, &stamp, &name) < 2 || !name)
		return ST_NOT_FOUND;
	part->size = size;
	part->stamp = stamp;
	part->name = (const char *)head.p + name;
	return ST_OK;
}

static enum status write_head(const struct part_owner *o, struct part *part)
{
	char *head = arena_alloc(o->arena, HEAD_BYTES);
	struct bytes sealed;

	snprintf(head, HEAD_BYTES, "%lld %lld %s", (long long)part->size, (long long)part->stamp, part->name);
	sealed = crypto_seal(o->arena, part->key, (struct bytes){ (const uint8_t *)head, HEAD_BYTES }, place_in(o->arena, part, -1));
	return write_all(part->fd, sealed.p, sealed.n, 0) ? ST_OK : ST_IO;
}

/* ---- opening ------------------------------------------------------------------------------------------------ */

static void name_part(const struct part_owner *o, int place, struct part *part)
{
	*part = (struct part){ .place = place, .fd = -1, .path = path_of(o, arena_printf(o->arena, "part %d", place)) };
	crypto_derive(o->secret, KEY_BYTES, "part seal", part->key);
}

enum status part_open(const struct part_owner *o, int place, struct part *part)
{
	struct stat about;

	if (place < 1 || place > LIMIT_FILES)
		return ST_NOT_FOUND;
	name_part(o, place, part);
	part->fd = open(part->path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	if (part->fd < 0)
		return ST_NOT_FOUND;
	close_later(o->arena, part->fd);
	if (fstat(part->fd, &about) != 0)
		return ST_IO;
	part->went_on_ms = (int64_t)about.st_mtim.tv_sec * 1000 + about.st_mtim.tv_nsec / 1000000;
	if (part->went_on_ms < o->now_ms - LIMIT_PART_MS)
		return ST_EXPIRED;
	TRY(read_head(o, part));
	part->offset = offset_of(part, about.st_size);
	return ST_OK;
}

void part_drop(const struct part *part)
{
	if (unlink(part->path) != 0 && errno != ENOENT)
		log_warn("cannot remove an upload: %s", strerror(errno));
}

/* The place to begin at; found: the part is there already. */
static int find_place(const struct part_owner *o, const char *name, int64_t size, int64_t stamp, struct part *part, bool *found)
{
	int64_t oldest_ms = INT64_MAX;
	int chosen = 0;

	*found = false;
	for (int place = 1; place <= LIMIT_FILES; place++) {
		enum status status = part_open(o, place, part);
		int64_t went_on_ms = status == ST_OK ? part->went_on_ms : 0;

		*found = status == ST_OK && part->size == size && part->stamp == stamp && strcmp(part->name, name) == 0;
		if (*found)
			return place;
		if (went_on_ms < oldest_ms) {
			oldest_ms = went_on_ms;
			chosen = place;
		}
	}
	return chosen;
}

enum status part_begin(const struct part_owner *o, const char *name, int64_t size, int64_t stamp, struct part *part)
{
	bool found;
	int place = find_place(o, name, size, stamp, part, &found);
	enum status status;

	if (found)
		return ST_OK;
	name_part(o, place, part);
	part_drop(part);
	part->name = name;
	part->size = size;
	part->stamp = stamp;
	part->fd = open(part->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0640);
	if (part->fd < 0) {
		log_error("cannot begin an upload: %s", strerror(errno));
		return ST_IO;
	}
	close_later(o->arena, part->fd);
	status = write_head(o, part);
	if (status != ST_OK)
		part_drop(part);
	return status;
}

/* ---- pieces ------------------------------------------------------------------------------------------------- */

static int64_t piece_size(const struct part *part, int64_t offset)
{
	return part->size - offset < LIMIT_PIECE_BYTES ? part->size - offset : LIMIT_PIECE_BYTES;
}

enum status part_append(const struct part_owner *o, struct part *part, const struct upload *piece)
{
	int64_t at = sealed_at(part->offset);
	struct bytes sealed;
	uint8_t *plain;

	if (piece->size == 0 || piece->size != piece_size(part, part->offset))
		return ST_INVALID;
	plain = arena_alloc(o->arena, (size_t)piece->size);
	if (!read_all(piece->fd, plain, (size_t)piece->size, 0))
		return ST_IO;
	sealed = crypto_seal(o->arena, part->key, (struct bytes){ plain, (size_t)piece->size }, place_in(o->arena, part, part->offset));
	if (!write_all(part->fd, sealed.p, sealed.n, at)) {
		log_error("cannot write an upload: %s", strerror(errno));
		if (ftruncate(part->fd, at) != 0)
			log_warn("cannot take half a piece back: %s", strerror(errno));
		return ST_IO;
	}
	part->offset += piece->size;
	return ST_OK;
}

static enum status copy_piece(const struct part *part, struct arena *arena, int64_t offset, struct upload_making *making)
{
	size_t len = (size_t)piece_size(part, offset) + SEAL_BYTES;
	uint8_t *sealed = arena_alloc(arena, len);
	struct bytes plain;

	if (!read_all(part->fd, sealed, len, sealed_at(offset)) ||
	    crypto_open(arena, part->key, (struct bytes){ sealed, len }, place_in(arena, part, offset), &plain) != ST_OK)
		return ST_IO;
	return upload_add(making, plain.p, plain.n);
}

enum status part_whole(const struct part_owner *o, const struct part *part, struct upload *upload)
{
	struct arena *arena = arena_new("part", WHOLE_ARENA_BYTES);
	struct upload_making making;
	enum status status = upload_begin(o->arena, config_text(o->config, "spool.dir"), part->name, &making);

	for (int64_t offset = 0; status == ST_OK && offset < part->size; offset += LIMIT_PIECE_BYTES) {
		status = copy_piece(part, arena, offset, &making);
		arena_reset(arena);
	}
	arena_free(arena);
	return status == ST_OK ? upload_end(&making, upload) : status;
}
