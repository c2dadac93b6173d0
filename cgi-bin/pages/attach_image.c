/* Pictures made anew; see attach_image.h. */
#include "pages/attach_image.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "domain/jpeg.h"

/* What comes in and what it becomes. */
static const struct { const char *type, *made, *suffix, *options; } kinds[] = {
	{ "image/jpeg", "image/jpeg", "jpg", "[Q=85,strip]" },
	{ "image/heic", "image/jpeg", "jpg", "[Q=85,strip]" },
	{ "image/heif", "image/jpeg", "jpg", "[Q=85,strip]" },
	{ "image/png", "image/png", "png", "[strip]" },
	{ "image/webp", "image/webp", "webp", "[Q=85,strip]" },
};

#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

static size_t kind_of(const char *type)
{
	size_t i = 0;

	while (i < KINDS && strcmp(kinds[i].type, type) != 0)
		i++;
	return i;
}

bool image_is_one(const char *type)
{
	return kind_of(type) < KINDS;
}

/* ---- the child ---------------------------------------------------------------------------------------------- */

/* Where a service's sandbox refuses to set limits, its own hold. */
static void limit(int what, rlim_t most)
{
	struct rlimit limits = { most, most };

	if (setrlimit((__rlimit_resource_t)what, &limits) != 0)
		return;
}

/* Only what is safe between fork and exec. The picture is its standard input, read by name because libvips seeks. */
static void run(const char *program, int picture, const char *target, int side_max)
{
	static const char *const environment[] = {
		"PATH=/usr/bin:/bin", "LANG=C", "VIPS_BLOCK_UNTRUSTED=1", "VIPS_CONCURRENCY=1", "VIPS_NOVECTOR=1", "MALLOC_ARENA_MAX=1", NULL,
	};
	char side[8];
	const char *const words[] = { program, "thumbnail", "/proc/self/fd/0", target, side, "--height", side, "--size", "down", NULL };
	int nowhere = open("/dev/null", O_WRONLY);

	snprintf(side, sizeof(side), "%d", side_max);
	if (dup2(picture, 0) < 0 || dup2(nowhere, 1) < 0 || dup2(nowhere, 2) < 0 || syscall(SYS_close_range, 3, ~0u, 0) != 0)
		_exit(126);
	limit(RLIMIT_CPU, IMAGE_TIME_MS / 1000);
	limit(RLIMIT_AS, IMAGE_MEMORY_BYTES);
	limit(RLIMIT_FSIZE, 64 << 20);
	limit(RLIMIT_CORE, 0);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	execve(program, (char *const *)(uintptr_t)words, (char *const *)(uintptr_t)environment);
	_exit(127);
}

/* Its exit status, or 128 when it died or took too long. */
static int wait_for(pid_t child)
{
	int fd = (int)syscall(SYS_pidfd_open, child, 0);
	struct pollfd ended = { .fd = fd, .events = POLLIN };
	int status;

	if (fd < 0 || poll(&ended, 1, IMAGE_TIME_MS) != 1)
		kill(child, SIGKILL);
	if (fd >= 0)
		close(fd);
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return 128;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static enum status convert(const char *program, int picture, const char *target, int side_max)
{
	pid_t child = fork();
	int code;

	if (child < 0) {
		log_error("cannot begin a child for a picture: %s", strerror(errno));
		return ST_IO;
	}
	if (child == 0)
		run(program, picture, target, side_max);
	code = wait_for(child);
	if (code == 126 || code == 127)
		log_error("cannot run '%s' for a picture", program);
	return code == 0 ? ST_OK : code == 126 || code == 127 ? ST_IO : ST_INVALID;
}

/* ---- what came of it ---------------------------------------------------------------------------------------- */

static enum status describe(struct arena *arena, const char *path, struct upload *made)
{
	struct crypto_hash *hash = crypto_hash_begin(arena);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char piece[65536];
	ssize_t n = -1;

	made->size = 0;
	while (fd >= 0 && (n = read(fd, piece, sizeof(piece))) > 0) {
		crypto_hash_update(hash, piece, (size_t)n);
		made->size += n;
	}
	crypto_hash_end(hash, made->sha256);
	if (fd >= 0 && fsync(fd) != 0)
		n = -1;
	if (fd >= 0)
		close(fd);
	return n == 0 && made->size > 0 ? ST_OK : ST_IO;
}

/* IMG_0731.HEIC becomes IMG_0731.jpg; a name that already says so stays. */
static const char *renamed(struct arena *arena, const char *name, size_t kind)
{
	const char *dot = strrchr(name, '.');
	size_t stem = dot && dot > name ? (size_t)(dot - name) : strlen(name);

	if (dot && (strcasecmp(dot + 1, kinds[kind].suffix) == 0 || strcasecmp(dot, ".jpeg") == 0))
		return name;
	return arena_printf(arena, "%.*s.%s", (int)stem, name, kinds[kind].suffix);
}

enum status image_make(struct arena *arena, const struct config *config, const struct upload *upload, const char *type,
		       const char *path, const char **made_type, struct upload *made)
{
	size_t kind = kind_of(type);
	const char *target = arena_printf(arena, "%s.%s", path, kinds[kind].suffix);
	enum status status = convert(config_text(config, "image.program"), upload->fd,
				     arena_printf(arena, "%s%s", target, kinds[kind].options), IMAGE_SIDE_MAX);

	*made = *upload;
	made->fd = -1;
	made->name = renamed(arena, upload->name, kind);
	*made_type = kinds[kind].made;
	if (status == ST_OK)
		status = describe(arena, target, made);
	if (status == ST_OK && rename(target, path) == 0)
		return ST_OK;
	unlink(target);
	return status == ST_OK ? ST_IO : status;
}

/* ---- small pictures ----------------------------------------------------------------------------------------- */

#define HEAD_BYTES 4096	/* a stripped JPEG says its size within the first kilobyte */

static enum status measure(struct arena *arena, const char *path, uint32_t *width, uint32_t *height)
{
	uint8_t *head = arena_alloc(arena, HEAD_BYTES);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd >= 0 ? read(fd, head, HEAD_BYTES) : -1;

	if (fd >= 0)
		close(fd);
	return n > 0 ? jpeg_size((struct bytes){ head, (size_t)n }, width, height) : ST_IO;
}

static enum status make_small(struct arena *arena, const struct config *config, const char *path, const char *target)
{
	int picture = open(path, O_RDONLY | O_CLOEXEC);
	enum status status = picture >= 0 ? convert(config_text(config, "image.program"), picture,
						    arena_printf(arena, "%s[Q=75,strip,background=255]", target), IMAGE_SMALL_MAX) : ST_IO;

	if (picture >= 0)
		close(picture);
	return status;
}

void image_make_small(struct arena *arena, const struct config *config, const char *path, uint32_t *width, uint32_t *height)
{
	const char *target = arena_printf(arena, "%s.jpg", path);
	enum status status = make_small(arena, config, path, target);

	if (status == ST_OK)
		status = measure(arena, target, width, height);
	if (status == ST_OK && rename(target, image_small_path(arena, path)) == 0)
		return;
	*width = *height = 0;
	log_warn("a picture has no small one: %s", status_name(status));
	unlink(target);
}
