/* The trail of acts; see acts.h. */
#include "pages/acts.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/now.h"
#include "pages/desk_list.h"

#define DAYS_MAX 31	/* one look covers; the lists are read from an index on time */

static const char *const acts[] = {
	"signed_in", "session_ended", "signed_out", "person_added", "locked", "unlocked", "factors_reset", "factors_chosen",
	"unit_added", "unit_changed", "article_added", "article_changed", "reply_added", "reply_changed", "revealed",
	"reveal_asked", "reveal_agreed", "reveal_refused", "held", "hold_lifted", "erasure_ordered", "erased", "vault_rotated",
	"exported", "export_begun", "backed_up", "restored",
	"finding_added", "finding_changed", "sample_drawn",
};

static const char *check_act(struct request *req, const char *text)
{
	(void)req;
	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
		if (strcmp(acts[i], text) == 0)
			return NULL;
	return "choice";
}

const struct field acts_fields[] = {
	{ "from", FIELD_DAY },
	{ "to", FIELD_DAY },
	{ "login", FIELD_LINE, 0, 40, .check = desk_check_code },
	{ "object", FIELD_LINE, 0, 64, .check = desk_check_code },
	{ "act", FIELD_LINE, 0, 24, .check = check_act },
	{ "after", FIELD_LINE, 0, 40 },		/* MS-ID of the last row shown */
	{ 0 }
};

struct looking {
	int32_t from, to;	/* days, both in */
	uint32_t region_from, region_until;
	int64_t before_ms;
	uint64_t before_id;
	const char *act;
};

static void read_filter(const struct request *req, struct looking *l)
{
	const char *after = field_text(req, "after");
	char *end;
	int64_t at_ms = strtoll(after, &end, 10);

	l->to = field_given(req, "to") ? (int32_t)field_number(req, "to") : day_of_ms(req->now_ms);
	l->from = field_given(req, "from") ? (int32_t)field_number(req, "from") : l->to - 6;
	if (l->from < l->to - DAYS_MAX + 1)
		l->from = l->to - DAYS_MAX + 1;
	desk_reach(req->viewer, &l->region_from, &l->region_until);
	l->before_ms = end > after && *end == '-' ? at_ms : INT64_MAX;
	l->before_id = end > after && *end == '-' ? strtoull(end + 1, NULL, 10) : 0;
	l->act = field_text(req, "act");
}

#define LOOKED(l) \
	.from_ms = ms_of_day((l)->from), .until_ms = ms_of_day((l)->to + 1), .region_from = (l)->region_from, \
	.region_until = (l)->region_until, .any_act = (l)->act, .act = (l)->act, .before_ms = (l)->before_ms, \
	.same_ms = (l)->before_ms, .before_id = (l)->before_id, .most = LIMIT_PAGE_ROWS + 1

/* Nothing is looked for with a filter that is wrong: it would not be what was asked. */
static enum status load(struct request *req, const struct looking *l, struct act_row **rows, size_t *count)
{
	struct db *db = site_of(req)->db;

	*count = 0;
	if (req->error_count)
		return ST_OK;
	if (field_given(req, "object"))
		return acts_on_list(db, req->arena, &(struct acts_on_in){ .object = field_text(req, "object"), LOOKED(l) }, rows, count);
	if (field_given(req, "login"))
		return acts_of_staff_list(db, req->arena, &(struct acts_of_staff_in){ .login = field_text(req, "login"), LOOKED(l) }, rows, count);
	return acts_by_time_list(db, req->arena, &(struct acts_by_time_in){ LOOKED(l) }, rows, count);
}

static void show_rows(struct request *req, const struct act_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		view_intf(req, rows[i].at_ms, "Rows.%zu.AtMs", i);
		view_setf(req, rows[i].login, "Rows.%zu.Login", i);
		view_setf(req, rows[i].name, "Rows.%zu.Name", i);
		if (rows[i].role)
			view_setf(req, role_word((int)rows[i].role), "Rows.%zu.Role", i);
		view_setf(req, rows[i].act, "Rows.%zu.Act", i);
		view_setf(req, rows[i].object, "Rows.%zu.Object", i);
		view_setf(req, rows[i].detail, "Rows.%zu.Detail", i);
	}
}

/* The same page further on; only digits and words that were checked are put in. */
static const char *next_page(struct request *req, const struct looking *l, const struct act_row *last)
{
	return arena_printf(req->arena, "/%s/acts?from=%s&to=%s&login=%s&object=%s&act=%s&after=%lld-%llu", site_of(req)->program,
			    day_text(req->arena, l->from), day_text(req->arena, l->to), field_text(req, "login"), field_text(req, "object"),
			    l->act, (long long)last->at_ms, (unsigned long long)last->id);
}

enum status page_acts_show(struct request *req)
{
	struct act_row *rows = NULL;
	struct looking l;
	size_t count;

	desk_nav(req);
	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
		view_setf(req, acts[i], "Acts.%zu.Word", i);
	read_filter(req, &l);
	TRY(load(req, &l, &rows, &count));
	show_rows(req, rows, count < LIMIT_PAGE_ROWS ? count : LIMIT_PAGE_ROWS);
	if (count > LIMIT_PAGE_ROWS)
		view_set(req, "Next", next_page(req, &l, &rows[LIMIT_PAGE_ROWS - 1]));
	view_int(req, "Period.From", l.from);
	view_int(req, "Period.To", l.to);
	return ST_OK;
}
