/* Health; see desk_health.h. What the worker saw last, not what this program thinks of itself. */
#include "pages/desk_health.h"

#include "base/limits.h"
#include "pages/desk_nav.h"
#include "pages/job.h"

#define PULSE_OLD_MS (3 * 60 * 1000)	/* the worker looks every minute: after three nobody knows */

static enum status show_parts(struct request *req)
{
	struct pulse_all_out *parts;
	size_t count;

	TRY(pulse_all_list(site_of(req)->db, req->arena, &parts, &count));
	for (size_t i = 0; i < count; i++) {
		view_setf(req, parts[i].part, "Parts.%zu.Name", i);
		view_setf(req, req->now_ms - parts[i].at_ms > PULSE_OLD_MS ? "unknown" : parts[i].up ? "up" : "down", "Parts.%zu.State", i);
		view_intf(req, parts[i].since_ms, "Parts.%zu.SinceMs", i);
		view_intf(req, parts[i].at_ms, "Parts.%zu.AtMs", i);
	}
	return ST_OK;
}

static enum status show_jobs(struct request *req)
{
	struct job_newest_out *jobs;
	size_t count;

	TRY(job_newest_list(site_of(req)->db, req->arena, &(struct job_newest_in){ LIMIT_PAGE_ROWS }, &jobs, &count));
	for (size_t i = 0; i < count; i++) {
		view_setf(req, jobs[i].kind, "Jobs.%zu.Kind", i);
		view_setf(req, jobs[i].program, "Jobs.%zu.Program", i);
		view_setf(req, job_state_word((int)jobs[i].state), "Jobs.%zu.State", i);
		view_intf(req, jobs[i].asked_ms, "Jobs.%zu.AskedMs", i);
		view_intf(req, jobs[i].ended_ms, "Jobs.%zu.EndedMs", i);
		view_intf(req, jobs[i].starts, "Jobs.%zu.Starts", i);
	}
	return ST_OK;
}

enum status page_health_show(struct request *req)
{
	desk_nav(req);
	TRY(show_parts(req));
	return show_jobs(req);
}
