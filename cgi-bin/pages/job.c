/* Asking for long work and following it; see job.h. */
#include "pages/job.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/now.h"
#include "pages/audit_package.h"
#include "pages/desk_nav.h"
#include "pages/staff_session.h"
#include "web/response.h"

#define JOBS_SHOWN 50
#define TITLE_CHARS 200	/* as job.title, with … where it is cut */
#define TELL_EVERY_MS 500
#define REFRESH_S "2"

static const char *const states[JOB_STATE_END] = { NULL, "waiting", "running", "done", "failed", "cancelled", "expired",
	"asked", "refused", "lapsed" };

const char *job_state_word(int state)
{
	return state > 0 && state < JOB_STATE_END ? states[state] : NULL;
}

const char *job_path(struct arena *arena, const struct site *site, uint64_t id)
{
	return arena_printf(arena, "%s/job-%" PRIu64, config_text(site->config, "cache.dir"), id);
}

const char *package_directory(struct arena *arena, const char *file_name)
{
	const char *dot = strrchr(file_name, '.');

	return dot ? arena_strndup(arena, file_name, (size_t)(dot - file_name)) : file_name;
}

/* ---- while it runs ------------------------------------------------------------------------------------------------- */

enum status job_progress(struct job_run *run, uint64_t done, uint64_t total)
{
	int64_t now = now_monotonic_ms();
	struct job_row row;

	if (run->told_ms && now < run->told_ms + TELL_EVERY_MS)
		return ST_OK;
	run->told_ms = now;
	TRY(job_by_id(run->progress_db, run->arena, &(struct job_by_id_in){ run->job->id }, &row));
	if (row.state != JOB_RUNNING)
		return ST_CONFLICT;
	return db_run(run->progress_db, SQL_job_progressed, &(struct job_progressed_in){ done, total, run->job->id }, NULL);
}

const char *job_text(const struct job_run *run, const char *name)
{
	const char *value = params_get(&run->parameters, name);

	return value ? value : "";
}

int64_t job_number(const struct job_run *run, const char *name)
{
	return strtoll(job_text(run, name), NULL, 10);
}

/* ---- asking -------------------------------------------------------------------------------------------------------- */

enum status job_too_many(struct request *req, bool *many)
{
	struct job_open_of_staff_out open;

	TRY(job_open_of_staff(site_of(req)->db, req->arena, &(struct job_open_of_staff_in){ req->viewer->id }, &open));
	*many = open.count >= LIMIT_JOBS_OPEN;
	if (*many)
		request_error(req, "", "jobs_open");
	return ST_OK;
}

enum status job_ask(struct request *req, const char *kind, const char *parameters, const char *title, const char *file_name)
{
	const struct site *site = site_of(req);
	bool many;

	TRY(job_too_many(req, &many));
	if (many)
		return ST_OK;
	TRY(job_add(site->db, &(struct job_add_in){ kind, site->program, req->viewer->id, req->viewer->region, req->language, parameters,
						    text_cut(req->arena, title, TITLE_CHARS - 1), JOB_WAITING, req->now_ms, file_name }));
	return response_redirectf(req, "/%s/jobs/%" PRIu64, site->program, db_last_id(site->db));
}

/* ---- following ----------------------------------------------------------------------------------------------------- */

/* The job of the path, if it is the viewer's. */
static enum status load(struct request *req, struct job_row *row)
{
	const struct site *site = site_of(req);
	int64_t id;

	if (text_to_int(request_captured(req, "id"), 1, INT64_MAX, &id) != ST_OK)
		return ST_NOT_FOUND;
	TRY(job_by_id(site->db, req->arena, &(struct job_by_id_in){ (uint64_t)id }, row));
	return row->staff_id == req->viewer->id && strcmp(row->program, site->program) == 0 ? ST_OK : ST_NOT_FOUND;
}

/* The id of the key that it is sealed to; "" none. */
static const char *sealed_to(struct request *req, const struct job_row *row)
{
	struct params params;
	const char *id = NULL;

	if (params_parse(req->arena, row->parameters, strlen(row->parameters), &params) == ST_OK)
		id = params_get(&params, "seal");
	return id && strlen(row->file_name) > strlen(JOB_SEALED) ? id : "";
}

/* The file that a run took over, which its page leads back to; 0 for any other work. */
static int64_t import_of(struct request *req, const struct job_row *row)
{
	struct params params;
	const char *id = NULL;
	int64_t number = 0;

	if (strcmp(row->kind, "import") == 0 && params_parse(req->arena, row->parameters, strlen(row->parameters), &params) == ST_OK)
		id = params_get(&params, "import");
	return id && text_to_int(id, 1, UINT32_MAX, &number) == ST_OK ? number : 0;
}

/* Job.Gone: it failed, and the file that it was to take over is no longer here. */
static enum status show_gone(struct request *req, const struct job_row *row)
{
	struct legacy_import_row import;
	int64_t id = row->state == JOB_FAILED ? import_of(req, row) : 0;
	enum status status;

	if (!id)
		return ST_OK;
	status = legacy_import_by_id(site_of(req)->db, req->arena, &(struct legacy_import_by_id_in){ (uint32_t)id, req->viewer->province }, &import);
	if (status == ST_OK)
		view_flag(req, "Job.Gone", import.gone);
	return status == ST_NOT_FOUND ? ST_OK : status;
}

static bool is_package(const struct job_row *row)
{
	return strcmp(row->kind, "package") == 0;
}

/* AT.{Id,Title,State,Done,Total,AskedMs,EndedMs,ExpiresMs,FileName,Size,Sha256,Open,Asked,SealedTo,Opened,Import} */
static void show(struct request *req, const struct job_row *row, const char *at)
{
	view_intf(req, (int64_t)row->id, "%s.Id", at);
	view_setf(req, row->title, "%s.Title", at);
	view_setf(req, job_state_word((int)row->state), "%s.State", at);
	view_intf(req, (int64_t)row->done, "%s.Done", at);
	view_intf(req, (int64_t)row->total, "%s.Total", at);
	view_intf(req, row->asked_ms, "%s.AskedMs", at);
	view_intf(req, row->ended_ms, "%s.EndedMs", at);
	view_intf(req, row->expires_ms, "%s.ExpiresMs", at);
	view_setf(req, row->file_name, "%s.FileName", at);
	view_intf(req, (int64_t)row->size, "%s.Size", at);
	view_setf(req, text_hex(req->arena, row->sha256.p, row->sha256.n), "%s.Sha256", at);
	if (import_of(req, row))
		view_intf(req, import_of(req, row), "%s.Import", at);
	if (*sealed_to(req, row)) {
		view_setf(req, sealed_to(req, row), "%s.SealedTo", at);
		view_setf(req, arena_strndup(req->arena, row->file_name, strlen(row->file_name) - strlen(JOB_SEALED)), "%s.Opened", at);
	}
	if (row->state == JOB_WAITING || row->state == JOB_RUNNING)
		view_setf(req, "1", "%s.Open", at);
	if (row->state == JOB_ASKED)
		view_setf(req, "1", "%s.Asked", at);
}

enum status page_jobs_show(struct request *req)
{
	const struct site *site = site_of(req);
	struct job_row *rows;
	size_t count;

	desk_nav(req);
	TRY(job_of_staff_list(site->db, req->arena, &(struct job_of_staff_in){ req->viewer->id, site->program, JOBS_SHOWN }, &rows, &count));
	for (size_t i = 0; i < count; i++)
		show(req, &rows[i], arena_printf(req->arena, "Jobs.%zu", i));
	return ST_OK;
}

/* Looked at again by itself while it is not over: a header, so that it needs no script. */
enum status page_job_show(struct request *req)
{
	struct job_row row;

	TRY(load(req, &row));
	desk_nav(req);
	show(req, &row, "Job");
	TRY(show_gone(req, &row));
	if (is_package(&row))
		TRY(audit_package_show(req, row.id));
	return row.state == JOB_WAITING || row.state == JOB_RUNNING ? response_header(req, "Refresh", REFRESH_S) : ST_OK;
}

enum status page_job_cancel_act(struct request *req)
{
	struct job_row row;

	TRY(load(req, &row));
	TRY(job_cancel(site_of(req)->db, &(struct job_cancel_in){ req->now_ms, row.id }));
	return response_redirectf(req, "/%s/jobs/%" PRIu64, site_of(req)->program, row.id);
}

enum status page_job_file_show(struct request *req)
{
	struct job_row row;

	TRY(load(req, &row));
	if (row.state != JOB_DONE)
		return ST_NOT_FOUND;
	return response_file(req, job_path(req->arena, site_of(req), row.id), "application/octet-stream", row.file_name);
}
