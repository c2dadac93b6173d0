/* Long work asked for in pages (job.h): a few jobs at a time, each in a child process, which ends with this program. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/now.h"
#include "pages/job.h"

#define JOB_ARENA_BYTES ((size_t)64 * 1024 * 1024)
#define JOB_STARTS_MAX 3
#define ONE_OF_KIND "calendar"	/* not two at once: each counts anew what the other may be counting */

static const struct {
	const char *kind;
	enum status (*run)(struct job_run *run);
	const char *act;	/* in the trail of who asked, once it is there to be taken; NULL: none */
	enum status (*given_up)(struct worker *w, const struct job_row *job);	/* what is still to be told of it then; NULL: nothing */
} kinds[] = {
	{ "report", job_report, NULL },
	{ "export", job_export, "exported" },
	{ "package", job_package, "exported" },
	{ ONE_OF_KIND, job_calendar, NULL },
	{ "import", job_import, NULL, job_import_given_up },	/* writes its own line, with what came of it */
};

/* Those that run. */
static struct child {
	pid_t pid;	/* 0: none */
	uint64_t id;
	uint32_t staff_id;
	bool one_of_kind;
} children[LIMIT_JOBS_AT_ONCE];

/* ---- in the child -------------------------------------------------------------------------------------------------- */

static enum status run_kind(struct job_run *run)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].kind, run->job->kind) == 0)
			return kinds[i].run(run);
	log_error("no such kind of job: '%s'", run->job->kind);
	return ST_BUG;
}

/* Size and hash of what was made, readable for the group that serves it. */
static enum status weigh(struct arena *arena, const char *path, uint64_t *size, uint8_t hash[HASH_BYTES])
{
	struct crypto_hash *h = crypto_hash_begin(arena);
	static uint8_t part[64 * 1024];
	FILE *file = fopen(path, "rbe");
	size_t n;

	*size = 0;
	while (file && (n = fread(part, 1, sizeof(part), file)) > 0) {
		crypto_hash_update(h, part, n);
		*size += n;
	}
	crypto_hash_end(h, hash);
	if (!file || ferror(file) || fchmod(fileno(file), 0640) != 0) {
		log_error("cannot read '%s': %s", path, strerror(errno));
		if (file)
			fclose(file);
		return ST_IO;
	}
	fclose(file);
	return ST_OK;
}

/* Recorded before it can be taken; of a sealed file the hash is that of what is in it, of a package that of its manifest. */
static enum status record(const struct job_run *run, const uint8_t hash[HASH_BYTES])
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].kind, run->job->kind) == 0 && kinds[i].act)
			return staff_act_insert(run->progress_db, &(struct staff_act_insert_in){
				.at_ms = now_ms(), .staff_id = run->job->staff_id, .program = run->job->program, .act = kinds[i].act, .object = job_text(run, "format"),
				.detail = arena_printf(run->arena, "job %llu; %s; %llu rows; sha256 %s%s; complete", (unsigned long long)run->job->id,
						       run->job->parameters, (unsigned long long)run->rows, text_hex(run->arena, hash, HASH_BYTES),
						       run->hash_of ? run->hash_of : "") });
	return ST_OK;
}

/* It may have been cancelled since it last told how far it was. */
static enum status still_wanted(const struct job_run *run)
{
	struct job_row job;

	TRY(job_by_id(run->progress_db, run->arena, &(struct job_by_id_in){ run->job->id }, &job));
	return job.state == JOB_RUNNING ? ST_OK : ST_CONFLICT;
}

static enum status finish(struct job_run *run, enum status status)
{
	struct job_end_in end = { .state = JOB_DONE, .ended_ms = now_ms(), .id = run->job->id };
	uint8_t hash[HASH_BYTES];

	if (status == ST_OK)
		status = weigh(run->arena, run->path, &end.size, hash);
	if (status == ST_OK && run->hash_of)
		memcpy(hash, run->sha256, HASH_BYTES);
	if (status == ST_OK)
		status = still_wanted(run);
	if (status == ST_OK)
		status = record(run, hash);
	if (status == ST_OK) {
		end.expires_ms = end.ended_ms + LIMIT_JOB_KEPT_MS;
		end.sha256 = (struct bytes){ hash, HASH_BYTES };
		return job_end(run->progress_db, &end);
	}
	unlink(run->path);
	if (status == ST_CONFLICT)
		return ST_OK;	/* cancelled: the row says so */
	log_error("job %llu failed: %s", (unsigned long long)run->job->id, status_name(status));
	if (status == ST_UNAVAILABLE || status == ST_TIMEOUT)
		return status;	/* the world's: begun again */
	end.state = JOB_FAILED;
	return job_end(run->progress_db, &end);
}

static enum status run_job(const struct worker *w, const struct job_row *job)
{
	struct arena *arena = arena_new("job", JOB_ARENA_BYTES);
	struct job_run run = { .arena = arena, .job = job, .temp_dir = config_text(w->site->config, "cache.dir") };

	TRY(site_open(w->site->config, arena, "worker", MAY_WORKER, 0, &run.site));
	TRY(db_open(arena, w->site->config, MAY_WORKER, &run.progress_db));
	TRY(params_parse(arena, job->parameters, strlen(job->parameters), &run.parameters));
	run.path = job_path(arena, run.site, job->id);
	unlink(run.path);
	return finish(&run, run_kind(&run));
}

/* ---- in the worker ------------------------------------------------------------------------------------------------- */

/* The child shares nothing that it could break: it opens a database of its own, and leaves without ending what this program has open. */
static enum status begin(struct worker *w, const struct job_row *job, struct child *child)
{
	TRY(job_begin(w->site->db, &(struct job_begin_in){ w->now_ms, job->id }));
	*child = (struct child){ fork(), job->id, job->staff_id, strcmp(job->kind, ONE_OF_KIND) == 0 };
	if (child->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (getppid() == 1)
			_exit(1);
		_exit(run_job(w, job) == ST_OK ? 0 : 1);
	}
	if (child->pid < 0) {
		log_error("cannot begin a job: %s", strerror(errno));
		*child = (struct child){ 0 };
		return ST_IO;
	}
	return ST_OK;
}

/* Room for one more; NULL while as many run as may. */
static struct child *find_room(void)
{
	struct child *room = NULL;
	int how;

	for (size_t i = 0; i < LIMIT_JOBS_AT_ONCE; i++) {
		if (children[i].pid && waitpid(children[i].pid, &how, WNOHANG) != 0)
			children[i] = (struct child){ 0 };
		if (!children[i].pid)
			room = &children[i];
	}
	return room;
}

/* Of what is not done yet, first of those for whom nothing runs: nobody's many keep others waiting. */
static enum status find_next(struct worker *w, struct job_row *job)
{
	struct job_next_in in = { .id_1 = children[0].id, .id_2 = children[1].id, .id_3 = children[2].id, .not_kind = "",
				  .staff_1 = children[0].staff_id, .staff_2 = children[1].staff_id, .staff_3 = children[2].staff_id };

	_Static_assert(LIMIT_JOBS_AT_ONCE == 3, "the statement names as many");
	for (size_t i = 0; i < LIMIT_JOBS_AT_ONCE; i++)
		if (children[i].one_of_kind)
			in.not_kind = ONE_OF_KIND;
	return job_next(w->site->db, w->arena, &in, job);
}

static enum status expire(struct worker *w)
{
	struct job_expired_out *rows;
	size_t count;

	TRY(job_lapse(w->site->db, &(struct job_lapse_in){ w->now_ms, w->now_ms - LIMIT_JOB_ASKED_MS }));
	TRY(job_expired_list(w->site->db, w->arena, &(struct job_expired_in){ w->now_ms }, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		unlink(job_path(w->arena, w->site, rows[i].id));
		TRY(job_expire(w->site->db, &(struct job_expire_in){ rows[i].id }));
	}
	return ST_OK;
}

static enum status give_up(struct worker *w, const struct job_row *job)
{
	log_error("job %llu is given up: it was cut short %u times", (unsigned long long)job->id, job->starts);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].kind, job->kind) == 0 && kinds[i].given_up)
			TRY(kinds[i].given_up(w, job));
	return job_end(w->site->db, &(struct job_end_in){ .state = JOB_FAILED, .ended_ms = w->now_ms, .id = job->id });
}

/* What a job that was cut short left, and nobody wants any more: it was cancelled meanwhile, or given up. name: "job-ID", or with ".part" behind it. */
static enum status sweep_one(struct worker *w, const char *dir, const char *name)
{
	struct job_row job = { 0 };
	unsigned long long id;
	enum status status;

	if (sscanf(name, "job-%20llu", &id) != 1)
		return ST_OK;
	status = job_by_id(w->site->db, w->arena, &(struct job_by_id_in){ id }, &job);
	if (status != ST_OK && status != ST_NOT_FOUND)
		return status;
	if (job.state != JOB_DONE)
		unlink(arena_printf(w->arena, "%s/%s", dir, name));
	return ST_OK;
}

/* Once, while no child runs yet. */
static enum status sweep(struct worker *w)
{
	const char *path = config_text(w->site->config, "cache.dir");
	enum status status = ST_OK;
	struct dirent *entry;
	DIR *dir = opendir(path);

	while (dir && status == ST_OK && (entry = readdir(dir)))
		status = sweep_one(w, path, entry->d_name);
	if (dir)
		closedir(dir);
	return status;
}

enum status duty_job(struct worker *w, size_t *done, bool *more)
{
	static bool swept;
	struct child *room = find_room();
	struct job_row job;
	enum status status;

	(void)more;
	if (!room)
		return ST_OK;
	if (!swept)
		TRY(sweep(w));
	swept = true;
	TRY(expire(w));
	status = find_next(w, &job);
	if (status != ST_OK)
		return status == ST_NOT_FOUND ? ST_OK : status;
	*done = 1;
	return job.starts < JOB_STARTS_MAX ? begin(w, &job, room) : give_up(w, &job);
}
