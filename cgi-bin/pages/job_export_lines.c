/* Tickets as CSV or JSON Lines by the worker: the same bytes as the desk streams, to a file or sealed on their way to it. */
#include "pages/job_export.h"
#include "pages/job_out.h"

#define FLUSH_BYTES (64 * 1024)

struct lines_out {
	struct job_out *out;
	struct buf text;	/* in the job's arena, used again and again */
	enum export_profile profile;
	bool json;
};

static enum status flush(struct lines_out *l)
{
	size_t n = l->text.len;

	l->text.len = 0;
	return job_out_write(l->out, l->text.text, n);
}

static enum status write_row(void *context, struct arena *row_arena, const void *row)
{
	struct lines_out *l = context;

	(void)row_arena;
	if (l->json)
		export_json_row(&l->text, l->profile, row);
	else
		export_csv_row(&l->text, l->profile, row);
	return l->text.len > FLUSH_BYTES ? flush(l) : ST_OK;
}

enum status export_lines(struct job_run *run, bool json)
{
	struct lines_out l = { .text = buf_new(run->arena, 2 * FLUSH_BYTES), .profile = export_profile_of(run), .json = json };

	TRY(job_out_open(run, &l.out));
	if (!json)
		export_csv_head(&l.text, l.profile, export_in_english(run));
	TRY(export_each(run, write_row, &l));
	TRY(flush(&l));
	return job_out_end(l.out);
}
