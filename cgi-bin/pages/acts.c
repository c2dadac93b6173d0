/* The trail of acts; see acts.h. */
#include "pages/acts.h"

#include <string.h>

#include "base/limits.h"
#include "base/now.h"
#include "pages/desk_list.h"
#include "pages/desk_look.h"
#include "pages/desk_nav.h"

#define DAYS_MAX 31	/* one look covers; the lists are read from an index on time */
#define DAYS_SHOWN 7	/* unless another period is asked for */

/* Every act has its word among the labels. */
static const char *check_act(struct request *req, const char *text)
{
	const char *key = arena_printf(req->arena, "act.%s", text);

	return text[strspn(text, "abcdefghijklmnopqrstuvwxyz_")] == '\0' && view_label(req, key) != key ? NULL : "choice";
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

#define LOOKED(l, word) \
	.from_ms = ms_of_day((l)->from), .until_ms = ms_of_day((l)->to + 1), .region_from = (l)->region_from, \
	.region_until = (l)->region_until, .any_act = word, .act = word, .before_ms = (l)->before_ms, \
	.same_ms = (l)->before_ms, .before_id = (l)->before_id, .most = LIMIT_PAGE_ROWS + 1

/* Nothing is looked for with a filter that is wrong: it would not be what was asked. */
static enum status load(struct request *req, const struct desk_look *l, struct act_row **rows, size_t *count)
{
	struct db *db = site_of(req)->db;
	const char *act = field_text(req, "act");

	*count = 0;
	if (req->error_count)
		return ST_OK;
	if (field_given(req, "object"))
		return acts_on_list(db, req->arena, &(struct acts_on_in){ .object = field_text(req, "object"), LOOKED(l, act) }, rows, count);
	if (field_given(req, "login"))
		return acts_of_staff_list(db, req->arena, &(struct acts_of_staff_in){ .login = field_text(req, "login"), LOOKED(l, act) }, rows, count);
	return acts_by_time_list(db, req->arena, &(struct acts_by_time_in){ LOOKED(l, act) }, rows, count);
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
static const char *next_page(struct request *req, const struct desk_look *l, const struct act_row *last)
{
	return arena_printf(req->arena, "/%s/acts?login=%s&object=%s&act=%s&%s", site_of(req)->program, field_text(req, "login"),
			    field_text(req, "object"), field_text(req, "act"), desk_look_next(req, l, last->at_ms, last->id));
}

enum status page_acts_show(struct request *req)
{
	struct act_row *rows = NULL;
	struct desk_look l;
	size_t count;

	desk_nav(req);
	desk_look_read(req, DAYS_SHOWN, DAYS_MAX, &l);
	TRY(load(req, &l, &rows, &count));
	show_rows(req, rows, count < LIMIT_PAGE_ROWS ? count : LIMIT_PAGE_ROWS);
	if (count > LIMIT_PAGE_ROWS)
		view_set(req, "Next", next_page(req, &l, &rows[LIMIT_PAGE_ROWS - 1]));
	desk_look_show(req, &l);
	view_label_words(req, "act", "Acts");
	return ST_OK;
}
