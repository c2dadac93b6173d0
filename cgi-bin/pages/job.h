/* Long work that the worker does for somebody who asked in a page: a report, an export. A row of the table `job` each.
 *
 * The worker runs LIMIT_JOBS_AT_ONCE, each in a child process of its own, so that its duties go on and a job that fails takes nothing with it. A
 * job that was cut short (by a restart, a lost database) is begun again; one that was cut short JOB_STARTS_MAX times is given up.
 * What it made lies as cache.dir/job-ID until it expires; its hash stays.
 */
#ifndef PAGES_JOB_H
#define PAGES_JOB_H

#include "base/crypto.h"
#include "pages/duty.h"
#include "statements.h"
#include "web/params.h"
#include "web/request.h"

enum job_state { JOB_WAITING = 1, JOB_RUNNING, JOB_DONE, JOB_FAILED, JOB_CANCELLED, JOB_EXPIRED,
		JOB_ASKED, JOB_REFUSED, JOB_LAPSED,	/* of one that somebody else must agree to */
		JOB_STATE_END };
const char *job_state_word(int state);

/* A job while it runs, in a process of its own. */
struct job_run {
	struct site *site;
	struct arena *arena;
	const struct job_row *job;
	struct params parameters;
	const char *path;	/* where the result goes; nothing is there yet */
	const char *temp_dir;
	struct db *progress_db;	/* beside the one that may be streaming rows */
	int64_t told_ms;
	uint64_t rows;		/* how many records it took away; 0 where that is not the point */
	const char *hash_of;	/* what sha256 is of, as the trail says it, where that is not the file; NULL */
	uint8_t sha256[HASH_BYTES];
};

/* How far it is; total 0: not known. Cheap: it writes twice a second at most. ST_CONFLICT: it was cancelled, give up. */
MUST_CHECK enum status job_progress(struct job_run *run, uint64_t done, uint64_t total);
/* A parameter as a number; 0 when it is not there. */
int64_t job_number(const struct job_run *run, const char *name);
const char *job_text(const struct job_run *run, const char *name);

/* What each kind does. */
enum status job_report(struct job_run *run);
enum status job_export(struct job_run *run);
enum status job_import(struct job_run *run);
enum status job_calendar(struct job_run *run);
enum status job_package(struct job_run *run);
/* Told of one that was cut short too often, before its row says so. */
enum status job_import_given_up(struct worker *w, const struct job_row *job);

/* Asks for one and answers with its page. parameters: name=value&…, of words and codes only. A person who has too many open is told so
 * (errors of the request). A long title is cut: what it says whole stands elsewhere. */
MUST_CHECK enum status job_ask(struct request *req, const char *kind, const char *parameters, const char *title, const char *file_name);
/* Has the viewer too many open? Then told so (errors of the request). */
MUST_CHECK enum status job_too_many(struct request *req, bool *many);

#define JOB_SEALED ".sealed"	/* endings of the names by which files are offered */
#define JOB_ARCHIVE ".tar"
/* What a package of such a name unpacks to. */
const char *package_directory(struct arena *arena, const char *file_name);
/* cache.dir/job-ID */
const char *job_path(struct arena *arena, const struct site *site, uint64_t id);

/* /PROGRAM/jobs, /PROGRAM/jobs/{id}, …/cancel, …/file: one's own. */
enum status page_jobs_show(struct request *req);
enum status page_job_show(struct request *req);
enum status page_job_cancel_act(struct request *req);
enum status page_job_file_show(struct request *req);

#endif
