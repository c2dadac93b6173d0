/* A change of a province's own days carried out (recount.h). Begun again it comes to the same. */
#include <inttypes.h>

#include "base/now.h"
#include "domain/export.h"
#include "domain/ticket.h"
#include "pages/calendar_plan.h"
#include "pages/job.h"
#include "pages/job_out.h"
#include "pages/labels.h"
#include "pages/recount.h"

struct applying {
	struct job_run *run;
	uint32_t id, province;
	struct calendar_plan_by_id_out plan;
	struct recounted totals;
};

static enum status change(struct applying *a)
{
	struct job_run *run = a->run;
	struct calendar_table now;
	struct calendar_diff diff;

	TRY(calendar_entries_load(run->site->db, run->arena, &now));
	TRY(calendar_plan_read(run->arena, a->plan.body, run->job->region, &now, &diff));
	return recount_change(run->site->db, run->arena, &diff, &(struct staff_act_insert_in){
		.at_ms = now_ms(), .staff_id = run->job->staff_id, .program = run->job->program, .act = "calendar_changed",
		.object = calendar_scope(run->arena, a->province), .detail = arena_printf(run->arena, "plan %u: %zu days", a->id, diff.count) },
		arena_printf(run->arena, "plan %u of %06u", a->id, a->province), &a->totals);
}

static enum status tell(struct applying *a)
{
	static const char *const words[] = { "seen", "told", "later", "kept" };
	const uint64_t figures[] = { a->totals.seen, a->totals.told, a->totals.later, a->totals.kept };
	struct job_run *run = a->run;
	struct buf text = buf_new(run->arena, 512);
	struct labels labels;
	struct job_out *out;

	TRY(labels_load(run->arena, run->site->config, run->job->language, &labels));
	TRY(job_out_open(run, &out));
	buf_text(&text, "\xEF\xBB\xBF");
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		export_csv_cell(&text, label_of(&labels, arena_printf(run->arena, "localdays.result.%s", words[i])));
		buf_printf(&text, ",%" PRIu64 "\r\n", figures[i]);
	}
	TRY(job_out_write(out, text.text, text.len));
	return job_out_end(out);
}

enum status job_calendar(struct job_run *run)
{
	struct applying a = { .run = run, .id = (uint32_t)job_number(run, "plan"), .province = region_province(run->job->region) };

	TRY(calendar_plan_by_id(run->site->db, run->arena, &(struct calendar_plan_by_id_in){ a.id, a.province }, &a.plan));
	TRY(change(&a));
	TRY(calendar_plan_applied(run->site->db, &(struct calendar_plan_applied_in){ now_ms(), a.id }));
	return tell(&a);
}
