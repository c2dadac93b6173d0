/* Attachments that wait are shown to the scanner, one at a time and never waited for; then what was found, or decided, is put where it
 * belongs. What the scanner does not answer for goes on waiting: away, it is asked again every few seconds; refused, a file stands
 * behind the others. Something found is an event of its ticket, in whose transaction the file stops being served; moving it into
 * quarantine comes after and may be done again.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clamd.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/now.h"
#include "pages/attach_image.h"
#include "pages/system_move.h"
#include "statements.h"

#define STEP_MS 50		/* for which the other duties wait while a file is scanned */
#define PING_MS 3000
#define PING_EVERY_MS 20000	/* while nothing waits; as often as the other parts are looked at */
#define AWAY_MS 5000		/* after it was away */
#define MISPLACED_AT_ONCE 20
#define QUARANTINE "quarantine/"

/* What lasts from call to call. */
static struct scanner {
	struct clamd *clamd;
	bool asking;
	int file;			/* -1: only whether it is there */
	uint64_t id;
	uint64_t ticket_id;
	char name[LIMIT_FILE_NAME_BYTES + 1];
	int64_t next_ms;		/* not before */
	int64_t heard_ms;		/* when its pulse was written last */
} scanner = { .file = -1 };

static enum status pulse(struct worker *w, bool up)
{
	scanner.heard_ms = w->now_ms;
	return pulse_put(w->site->db, &(struct pulse_put_in){ "scan", up, w->now_ms, w->now_ms });
}

static const char *kept_at(const struct worker *w, const char *path)
{
	return arena_printf(w->arena, "%s/%s", config_text(w->site->config, "upload.dir"), path);
}

/* ---- putting files where they belong ------------------------------------------------------------------------ */

static enum status sync_dir_of(struct worker *w, const char *path)
{
	const char *slash = strrchr(path, '/');
	int fd = open(arena_strndup(w->arena, path, (size_t)(slash - path)), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int failed = fd < 0 || fsync(fd) != 0;

	if (fd >= 0)
		close(fd);
	return failed ? ST_IO : ST_OK;
}

/* The directories of a path below upload.dir: quarantine/, which is the worker's alone, and the month in it. */
static enum status make_dirs(struct worker *w, const char *path, mode_t mode)
{
	for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/'))
		if (mkdir(kept_at(w, arena_strndup(w->arena, path, (size_t)(slash - path))), mode) != 0 && errno != EEXIST)
			return ST_IO;
	return ST_OK;
}

static bool put(const char *from, const char *to)
{
	return rename(from, to) == 0 || (errno == ENOENT && access(to, F_OK) == 0);
}

static enum status move_file(struct worker *w, const struct attachment_misplaced_out *row, const char *to, mode_t dirs)
{
	const char *from_path = kept_at(w, row->path), *to_path = kept_at(w, to);

	TRY(make_dirs(w, to, dirs));
	if (!put(from_path, to_path))
		return ST_IO;
	if (!put(image_small_path(w->arena, from_path), image_small_path(w->arena, to_path)) && errno != ENOENT)
		return ST_IO;
	TRY(sync_dir_of(w, to_path));
	return attachment_moved(w->site->db, &(struct attachment_moved_in){ to, row->id, row->path });
}

static bool gone(const char *path)
{
	return unlink(path) == 0 || errno == ENOENT;
}

/* The spool's names of the same file go with it. */
static bool forget_spooled(struct worker *w, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *spooled = arena_printf(w->arena, "%s/%s", config_text(w->site->config, "spool.dir"), slash ? slash + 1 : path);

	return gone(spooled) && gone(image_small_path(w->arena, spooled));
}

static enum status destroy(struct worker *w, const struct attachment_misplaced_out *row)
{
	const char *path = kept_at(w, row->path);

	if (!gone(path) || !gone(image_small_path(w->arena, path)) || !forget_spooled(w, row->path) || sync_dir_of(w, path) != ST_OK)
		return ST_IO;
	return attachment_moved(w->site->db, &(struct attachment_moved_in){ "", row->id, row->path });
}

static enum status place(struct worker *w, const struct attachment_misplaced_out *row)
{
	if (row->checked == CHECK_DESTROYED)
		return destroy(w, row);
	if (row->checked == CHECK_RELEASED)
		return move_file(w, row, row->path + strlen(QUARANTINE), 0750);
	if (!forget_spooled(w, row->path))
		return ST_IO;
	return move_file(w, row, arena_printf(w->arena, QUARANTINE "%s", row->path), 0700);
}

static enum status place_misplaced(struct worker *w, size_t *done)
{
	struct attachment_misplaced_out *rows;
	size_t count;

	TRY(attachment_misplaced_list(w->site->db, w->arena, &(struct attachment_misplaced_in){
		CHECK_HELD, CHECK_RELEASED, CHECK_DESTROYED, MISPLACED_AT_ONCE }, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		enum status status = place(w, &rows[i]);

		if (status == ST_IO)
			log_error("cannot put '%s' where it belongs: %s", rows[i].path, strerror(errno));
		else
			TRY(status);
		*done += status == ST_OK;
	}
	return ST_OK;
}

/* ---- answers ------------------------------------------------------------------------------------------------ */

static enum status hold(struct worker *w, const char *found, size_t *done)
{
	const struct move_check check = { .file_id = scanner.id, .from = CHECK_WAITS, .to = CHECK_HELD, .found = found };
	const struct event_fact facts[] = {
		{ "file_id", arena_printf(w->arena, "%llu", (unsigned long long)scanner.id) }, { "found", found },
	};
	struct event_text name = { .field = "held", .body = scanner.name };
	struct move move = { .type = EVENT_FILE_HELD, .ticket_id = scanner.ticket_id, .facts = facts, .fact_count = 2, .texts = &name, .text_count = 1, .checks = &check };

	log_warn("attachment %llu is held: %s", (unsigned long long)scanner.id, found);
	return system_make(w, &move, arena_printf(w->arena, "file held %llu", (unsigned long long)scanner.id), done);
}

static enum status let_pass(struct worker *w, size_t *done)
{
	uint64_t affected;

	TRY(db_run(w->site->db, SQL_attachment_decide, &(struct attachment_decide_in){
		.checked = CHECK_CLEAN, .keeps = 1, .found = "", .id = scanner.id, .ticket_id = scanner.ticket_id, .was = CHECK_WAITS }, &affected));
	*done += affected;
	return ST_OK;
}

static enum status refused(struct worker *w)
{
	log_warn("the scanner refuses attachment %llu, which goes on waiting", (unsigned long long)scanner.id);
	return attachment_refused(w->site->db, &(struct attachment_refused_in){ scanner.id });
}

static enum status away(struct worker *w)
{
	scanner.next_ms = w->now_ms + AWAY_MS;
	return pulse(w, false);
}

static enum status settle(struct worker *w, enum clamd_said said, const char *found, size_t *done)
{
	if (said == CLAMD_AWAY)
		return away(w);
	TRY(pulse(w, true));
	return said == CLAMD_FOUND ? hold(w, found, done) : said == CLAMD_CLEAN ? let_pass(w, done) : said == CLAMD_REFUSED ? refused(w) : ST_OK;
}

static enum status carry_on(struct worker *w, size_t *done, bool *more)
{
	char found[CLAMD_FOUND_BYTES] = "";
	enum clamd_said said = clamd_step(scanner.clamd, STEP_MS, found);

	*more = true;
	if (said == CLAMD_GOES_ON)
		return ST_OK;
	scanner.asking = false;
	if (scanner.file >= 0)
		close(scanner.file);
	scanner.file = -1;
	*more = said != CLAMD_AWAY;
	return settle(w, said, found, done);
}

/* ---- questions ---------------------------------------------------------------------------------------------- */

static void ask(int file, int64_t most_ms)
{
	scanner.file = file;
	scanner.asking = true;
	clamd_ask(scanner.clamd, file, most_ms);
}

/* A file that cannot be opened is not let pass either. */
static enum status ask_about(struct worker *w, const struct attachment_to_check_out *row)
{
	int file = open(kept_at(w, row->path), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

	scanner.id = row->id;
	scanner.ticket_id = row->ticket_id;
	snprintf(scanner.name, sizeof(scanner.name), "%s", row->name);
	if (file < 0) {
		log_error("cannot open attachment %llu for the scanner: %s", (unsigned long long)row->id, strerror(errno));
		scanner.next_ms = w->now_ms + AWAY_MS;
		return attachment_refused(w->site->db, &(struct attachment_refused_in){ row->id });
	}
	ask(file, LIMIT_SCAN_MS);
	return ST_OK;
}

static enum status begin(struct worker *w)
{
	struct attachment_to_check_out row;
	enum status status;

	if (w->now_ms < scanner.next_ms)
		return ST_OK;
	status = attachment_to_check(w->site->db, w->arena, &(struct attachment_to_check_in){ CHECK_WAITS }, &row);
	if (status == ST_OK)
		return ask_about(w, &row);
	if (status == ST_NOT_FOUND && w->now_ms - scanner.heard_ms >= PING_EVERY_MS)
		ask(-1, PING_MS);
	return status == ST_NOT_FOUND ? ST_OK : status;
}

enum status duty_scan(struct worker *w, size_t *done, bool *more)
{
	const char *address = config_text(w->site->config, "scan.clamd");

	TRY(place_misplaced(w, done));
	if (text_empty(address))
		return ST_OK;
	if (!scanner.clamd)
		scanner.clamd = clamd_open(w->site->arena, address);
	if (!scanner.asking)
		TRY(begin(w));
	return scanner.asking ? carry_on(w, done, more) : ST_OK;
}
