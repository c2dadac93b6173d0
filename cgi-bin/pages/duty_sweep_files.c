/* Files that never became part of a ticket: spooled uploads whose form ran out, and kept ones whose submit failed.
 *
 * A submit names its files in upload.dir before it commits. That changes a file's ctime, however old its content is,
 * so an hour after the ctime it is certain whether the ticket exists. Files older than a week were looked at by then.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/log.h"
#include "base/now.h"
#include "pages/duty.h"
#include "pages/part.h"
#include "statements.h"

#define KEPT_AFTER_MS (60 * 60 * 1000)
#define KEPT_LOOK_BACK_MS (7 * MS_PER_DAY)
#define DEPTH_MAX 4
#define BELOW_BYTES 1280	/* DEPTH_MAX + 1 names of 255 bytes */

struct sweep {
	struct worker *worker;
	const char *root;
	int64_t oldest_ms, newest_ms;	/* of the ctimes to look at */
	int64_t parts_ms;	/* … of files in pieces; 0: there are none */
	bool ask;	/* whether a ticket has it */
	size_t removed;
};

/* A small picture belongs to whom its picture does. */
static const char *owner_of(const struct sweep *s, const char *below)
{
	size_t len = strlen(below);

	return len > 2 && strcmp(below + len - 2, ".t") == 0 ? arena_strndup(s->worker->arena, below, len - 2) : below;
}

/* below: the path under root, as attachment.path has it. */
static enum status is_ours_to_remove(const struct sweep *s, const char *below, bool *remove)
{
	struct attachment_by_path_out row;
	enum status status;

	*remove = !s->ask;
	if (!s->ask)
		return ST_OK;
	status = attachment_by_path(s->worker->site->db, s->worker->arena, &(struct attachment_by_path_in){ owner_of(s, below) }, &row);
	*remove = status == ST_NOT_FOUND;
	return status == ST_NOT_FOUND ? ST_OK : status;
}

static enum status sweep_file(struct sweep *s, int dir, const char *name, const char *below, const struct stat *stat)
{
	int64_t ctime_ms = (int64_t)stat->st_ctim.tv_sec * 1000 + stat->st_ctim.tv_nsec / 1000000;
	bool remove;

	if (ctime_ms < s->oldest_ms || ctime_ms > (s->parts_ms && part_is_one(name) ? s->parts_ms : s->newest_ms))
		return ST_OK;
	TRY(is_ours_to_remove(s, below, &remove));
	if (!remove)
		return ST_OK;
	if (unlinkat(dir, name, 0) == 0)
		s->removed++;
	else if (errno != ENOENT)
		log_warn("cannot remove '%s/%s': %s", s->root, below, strerror(errno));
	return ST_OK;
}

static enum status sweep_dir(struct sweep *s, const char *below, int depth);

static enum status sweep_entry(struct sweep *s, DIR *dir, const char *name, const char *prefix, int depth)
{
	char below[BELOW_BYTES];	/* not from the arena: there may be a million files */
	struct stat stat;

	snprintf(below, sizeof(below), "%s%s%s", prefix, *prefix ? "/" : "", name);
	if (name[0] == '.' || fstatat(dirfd(dir), name, &stat, AT_SYMLINK_NOFOLLOW) != 0)
		return ST_OK;
	if (S_ISDIR(stat.st_mode) && depth < DEPTH_MAX)
		return sweep_dir(s, below, depth + 1);
	return S_ISREG(stat.st_mode) ? sweep_file(s, dirfd(dir), name, below, &stat) : ST_OK;
}

static enum status sweep_dir(struct sweep *s, const char *below, int depth)
{
	const char *path = arena_printf(s->worker->arena, "%s/%s", s->root, below);
	enum status status = ST_OK;
	struct dirent *entry;
	DIR *dir = opendir(path);

	if (!dir) {
		log_warn("cannot look into '%s': %s", path, strerror(errno));
		return ST_OK;
	}
	while (status == ST_OK && (entry = readdir(dir)))
		status = sweep_entry(s, dir, entry->d_name, below, depth);
	closedir(dir);
	return status;
}

static enum status sweep(struct sweep *s, size_t *done)
{
	TRY(sweep_dir(s, "", 0));
	if (s->removed > 0)
		log_info("removed %zu files that belong to no ticket from '%s'", s->removed, s->root);
	*done += s->removed;
	return ST_OK;
}

enum status duty_sweep_files(struct worker *w, size_t *done, bool *more)
{
	struct sweep spooled = { .worker = w, .root = config_text(w->site->config, "spool.dir"), .newest_ms = w->now_ms - LIMIT_DRAFT_MS,
				 .parts_ms = w->now_ms - LIMIT_PART_MS };
	struct sweep kept = { .worker = w, .root = config_text(w->site->config, "upload.dir"), .ask = true,
			      .oldest_ms = w->now_ms - KEPT_LOOK_BACK_MS, .newest_ms = w->now_ms - KEPT_AFTER_MS };

	(void)more;
	TRY(sweep(&spooled, done));
	return sweep(&kept, done);
}
