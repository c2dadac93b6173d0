/* Samples of periods for the auditor; see audit_sample.h. */
#include "pages/audit_sample.h"

#include <string.h>

#include "base/limits.h"
#include "pages/desk_nav.h"
#include "pages/sample_walk.h"

#define DRAWN_SHOWN 200
#define ENTRIES_MAX 2000000	/* of the log that a page walks while somebody waits; more is for the shell */

static void show_head(struct request *req, const char *at, const struct sample_row *s)
{
	view_intf(req, s->id, "%s.Id", at);
	view_setf(req, site_region_name(req, s->province), "%s.Region", at);
	view_intf(req, s->from_ms, "%s.FromMs", at);
	view_intf(req, s->until_ms, "%s.UntilMs", at);
	view_intf(req, s->at_ms, "%s.AtMs", at);
	view_setf(req, text_hex(req->arena, s->commitment.p, s->commitment.n), "%s.Commitment", at);
	if (s->entry >= 0)
		view_intf(req, s->entry, "%s.Entry", at);
	view_setf(req, sample_standing(s), "%s.Standing", at);
}

enum status page_samples_show(struct request *req)
{
	struct sample_row *rows;
	size_t count;

	desk_nav(req);
	TRY(sample_all_list(site_of(req)->db, req->arena, &(struct sample_all_in){ req->viewer->province, req->viewer->province, LIMIT_PAGE_ROWS }, &rows, &count));
	for (size_t i = 0; i < count; i++)
		show_head(req, arena_printf(req->arena, "Rows.%zu", i), &rows[i]);
	return ST_OK;
}

/* ---- one ------------------------------------------------------------------------------------------------------ */

struct showing {
	struct request *req;
	size_t shown;
};

static void show_drawn(void *context, const struct sample_line *line, const struct sample_frame_out *row)
{
	struct showing *s = context;
	bool called = row->followed_up == 1 || row->followed_up == 2;

	if (line->sampled != SAMPLED_CHOSEN || s->shown == DRAWN_SHOWN)
		return;
	view_setf(s->req, row->number, "Drawn.%zu.Number", s->shown);
	view_setf(s->req, line->rule, "Drawn.%zu.Rule", s->shown);
	view_setf(s->req, called || row->rating ? (called ? row->followed_up == 1 : row->rating >= 4) ? "content" : "not" : "none", "Drawn.%zu.Answer", s->shown);
	s->shown++;
}

static void show_stratum(struct request *req, const char *at, const struct stratum *s, bool known, const struct estimate *e)
{
	view_intf(req, (int64_t)s->whole, "%s.Whole", at);
	view_intf(req, (int64_t)s->drawn, "%s.Drawn", at);
	view_intf(req, (int64_t)s->answered, "%s.Answered", at);
	if (!known)
		return;
	view_setf(req, arena_printf(req->arena, "%.1f%%", 100 * e->share), "%s.Share", at);
	view_setf(req, arena_printf(req->arena, "%.1f%% – %.1f%%", 100 * e->low, 100 * e->high), "%s.Interval", at);
}

static void show_strata(struct request *req, const struct sample_strata *strata)
{
	struct estimate e = { 0 };
	struct stratum sum;
	bool known;

	for (size_t i = 0; i < strata->count; i++) {
		const char *at = arena_printf(req->arena, "Strata.%zu", i);

		view_setf(req, strata->of[i].rule, "%s.Rule", at);
		view_intf(req, strata->of[i].per_mille, "%s.PerMille", at);
		known = estimate_one(&strata->of[i].s, &e);
		show_stratum(req, at, &strata->of[i].s, known, &e);
	}
	known = sample_sum(strata, &sum, &e);
	show_stratum(req, "Sum", &sum, known, &e);
	view_int(req, "Sample.Outside", (int64_t)strata->outside);
}

static enum status show_draw(struct request *req, const struct sample_row *row)
{
	struct sample_strata *strata = ARENA_NEW(req->arena, struct sample_strata);
	struct showing showing = { .req = req };
	struct sample_head head;

	TRY(sample_head_load(site_of(req)->db, req->arena, row, &head));
	view_set(req, "Sample.Secret", text_hex(req->arena, head.secret, HASH_BYTES));
	view_set(req, "Sample.Root", text_hex(req->arena, head.root, HASH_BYTES));
	view_set(req, "Sample.Seed", text_hex(req->arena, head.seed, HASH_BYTES));
	view_int(req, "Sample.LogFrom", (int64_t)head.from_size);
	view_int(req, "Sample.LogUntil", (int64_t)head.until_size);
	if (head.until_size - head.from_size > ENTRIES_MAX) {
		view_set(req, "Sample.TooMuch", "1");
		return ST_OK;
	}
	TRY(sample_walk(site_of(req)->db, &head, strata, show_drawn, &showing));
	show_strata(req, strata);
	return ST_OK;
}

enum status page_sample_show(struct request *req)
{
	struct sample_row row;
	int64_t id;

	if (text_to_int(request_captured(req, "id"), 1, UINT32_MAX, &id) != ST_OK)
		return ST_NOT_FOUND;
	TRY(sample_by_id(site_of(req)->db, req->arena, &(struct sample_by_id_in){ (uint32_t)id }, &row));
	if (!region_covers(req->viewer->province, row.province))
		return ST_NOT_FOUND;
	desk_nav(req);
	show_head(req, "Sample", &row);
	return strcmp(sample_standing(&row), "drawn") == 0 ? show_draw(req, &row) : ST_OK;
}
