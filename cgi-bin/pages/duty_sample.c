/* Samples of periods: the coming month is committed to in each province that has a log, and a month that is over is drawn. */
#include <inttypes.h>

#include "base/log.h"
#include "pages/duty.h"
#include "store/sample_store.h"

#define DRAWS_AT_ONCE 200

static enum status begin_all(struct worker *w, size_t *done)
{
	struct sample_period period;
	struct sample_wanting_out *wanting;
	uint32_t id;
	size_t count;

	sample_next_month(w->now_ms, &period);
	TRY(sample_wanting_list(w->site->db, w->arena, &(struct sample_wanting_in){ period.from_ms, period.until_ms }, &wanting, &count));
	for (size_t i = 0; i < count; i++) {
		enum status status;

		period.province = wanting[i].province;
		status = sample_begin(w->site->db, w->arena, &period, w->now_ms, &id);
		if (status != ST_OK && status != ST_DUPLICATE)
			return status;
		(*done)++;
	}
	return ST_OK;
}

/* What cannot be drawn yet waits for the next checkpoint of its log. */
static enum status end_all(struct worker *w, size_t *done)
{
	struct sample_due_out *due;
	size_t count;

	TRY(sample_due_list(w->site->db, w->arena, &(struct sample_due_in){ w->now_ms, DRAWS_AT_ONCE }, &due, &count));
	for (size_t i = 0; i < count; i++) {
		enum status status = sample_end(w->site->db, w->arena, due[i].id, w->now_ms);

		if (status == ST_NOT_FOUND)
			continue;
		TRY(status);
		log_info("sample %" PRIu32 " is drawn", due[i].id);
		(*done)++;
	}
	return ST_OK;
}

enum status duty_sample(struct worker *w, size_t *done, bool *more)
{
	(void)more;
	TRY(begin_all(w, done));
	return end_all(w, done);
}
