/* Does the sweep of files remove what ran out, and only that? */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/log.h"
#include "base/now.h"
#include "pages/duty.h"
#include "unit.h"

#define HOUR_MS INT64_C(3600000)

static const char *dir;
static struct worker worker;

static const char *in_dir(const char *name)
{
	return arena_printf(arena, "%s/%s", dir, name);
}

static void touch(const char *name)
{
	int fd = open(in_dir(name), O_WRONLY | O_CREAT, 0600);

	ck_assert_int_ge(fd, 0);
	close(fd);
}

static bool is_there(const char *name)
{
	return access(in_dir(name), F_OK) == 0;
}

/* A worker on an empty stack whose database does not answer. */
static void make_worker(void)
{
	char name[] = "/tmp/hotline-sweep-XXXXXX";
	const struct config *config;
	FILE *settings;

	log_open("sweep_test", LOG_ERROR);
	dir = arena_strdup(arena, mkdtemp(name));
	mkdir(in_dir("spool"), 0700);
	mkdir(in_dir("upload"), 0700);
	mkdir(in_dir("upload/202611"), 0700);
	settings = fopen(in_dir("worker.hdf"), "w");
	fprintf(settings, "db.socket = %s/none\nspool.dir = %s/spool\nupload.dir = %s/upload\n", dir, dir, dir);
	fclose(settings);
	ck_assert_int_eq(config_load(arena, in_dir("worker.hdf"), &config), ST_OK);
	worker = (struct worker){ .site = ARENA_NEW(arena, struct site), .arena = arena };
	worker.site->config = config;
	ck_assert_int_eq(db_open(arena, config, MAY_WORKER, &worker.site->db), ST_UNAVAILABLE);
}

static void remove_all(void)
{
	static const char *const names[] = { "spool/new", "upload/202611/kept", "upload/202611", "upload", "spool", "worker.hdf", "" };

	for (int i = 0; i < ROWS(names); i++)
		remove(in_dir(names[i]));
}

static enum status sweep_at(int64_t ms, size_t *done)
{
	bool more = false;

	*done = 0;
	worker.now_ms = ms;
	return duty_sweep_files(&worker, done, &more);
}

START_TEST(a_spooled_file_goes_when_its_form_has_run_out)
{
	size_t done;

	make_worker();
	touch("spool/new");
	ck_assert_int_eq(sweep_at(now_ms() + LIMIT_DRAFT_MS - 60000, &done), ST_OK);
	ck_assert(is_there("spool/new"));
	ck_assert_int_eq(sweep_at(now_ms() + LIMIT_DRAFT_MS + 60000, &done), ST_OK);
	ck_assert(!is_there("spool/new"));
	ck_assert_uint_eq(done, 1);
	remove_all();
}
END_TEST

START_TEST(a_kept_file_stays_while_nobody_can_say_whether_a_ticket_has_it)
{
	size_t done;

	make_worker();
	touch("upload/202611/kept");
	ck_assert_int_eq(sweep_at(now_ms() + HOUR_MS - 60000, &done), ST_OK);
	ck_assert_int_eq(sweep_at(now_ms() + HOUR_MS + 60000, &done), ST_UNAVAILABLE);
	ck_assert(is_there("upload/202611/kept"));
	ck_assert_int_eq(sweep_at(now_ms() + 200 * HOUR_MS, &done), ST_OK);
	ck_assert(is_there("upload/202611/kept"));
	remove_all();
}
END_TEST

UNIT(sweep)
{
	tcase_add_test(tc, a_spooled_file_goes_when_its_form_has_run_out);
	tcase_add_test(tc, a_kept_file_stays_while_nobody_can_say_whether_a_ticket_has_it);
}
