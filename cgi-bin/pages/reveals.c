/* Looks at people; see reveals.h. */
#include "pages/reveals.h"

#include "base/limits.h"
#include "base/now.h"
#include "domain/number.h"
#include "pages/desk_list.h"
#include "pages/desk_look.h"
#include "pages/desk_nav.h"

#define PEOPLE_MAX 50
#define DAYS_MAX 366		/* looks are few, and an index on acts finds them */
#define DAYS_SHOWN 31		/* unless another period is asked for */

const struct field reveals_fields[] = {
	{ "from", FIELD_DAY },
	{ "to", FIELD_DAY },
	{ "login", FIELD_LINE, 0, 40, .check = desk_check_code },
	{ "number", FIELD_TICKET },
	{ "after", FIELD_LINE, 0, 40 },		/* MS-ID of the last row shown */
	{ 0 }
};

/* ---- showing --------------------------------------------------------------------------------------------------- */

static enum status show_people(struct request *req, const struct desk_look *l)
{
	struct reveals_by_person_out *people;
	size_t count;

	TRY(reveals_by_person_list(site_of(req)->db, req->arena, &(struct reveals_by_person_in){
		ms_of_day(l->from), ms_of_day(l->to + 1), l->region_from, l->region_until, PEOPLE_MAX }, &people, &count));
	for (size_t i = 0; i < count; i++) {
		view_setf(req, people[i].login, "People.%zu.Login", i);
		view_setf(req, people[i].name, "People.%zu.Name", i);
		view_setf(req, role_word((int)people[i].role), "People.%zu.Role", i);
		view_intf(req, (int64_t)people[i].looks, "People.%zu.Looks", i);
		view_intf(req, (int64_t)people[i].tickets, "People.%zu.Tickets", i);
		view_intf(req, (int64_t)people[i].confidential, "People.%zu.Confidential", i);
		view_intf(req, (int64_t)people[i].asked, "People.%zu.Asked", i);
		view_intf(req, (int64_t)people[i].agreed, "People.%zu.Agreed", i);
	}
	return ST_OK;
}

static enum status show_row(struct request *req, const struct reveal_row *row, size_t at)
{
	const char *unit;

	TRY(desk_unit_name(req, row->unit, &unit));
	view_intf(req, row->at_ms, "Rows.%zu.AtMs", at);
	view_setf(req, row->login, "Rows.%zu.Login", at);
	view_setf(req, row->name, "Rows.%zu.Name", at);
	view_setf(req, role_word((int)row->role), "Rows.%zu.Role", at);
	view_setf(req, unit, "Rows.%zu.Unit", at);
	view_setf(req, row->act, "Rows.%zu.Act", at);
	view_setf(req, row->number, "Rows.%zu.Number", at);
	view_setf(req, site_region_name(req, row->region), "Rows.%zu.Region", at);
	view_setf(req, row->reason, "Rows.%zu.Reason", at);
	if (row->confidential)
		view_setf(req, "1", "Rows.%zu.Confidential", at);
	return ST_OK;
}

/* The same page further on; only digits and words that were checked are put in. */
static const char *next_page(struct request *req, const struct desk_look *l, const char *number, const struct reveal_row *last)
{
	return arena_printf(req->arena, "/%s/reveals?login=%s&number=%s&%s", site_of(req)->program, field_text(req, "login"), number,
			    desk_look_next(req, l, last->at_ms, last->id));
}

/* Nothing is looked for with a filter that is wrong: it would not be what was asked. */
static enum status show_rows(struct request *req, const struct desk_look *l)
{
	const char *login = field_text(req, "login"), *number;
	struct reveal_row *rows;
	size_t count;

	if (number_parse(req->arena, field_text(req, "number"), &number) != ST_OK)
		number = field_text(req, "number");	/* "", or one that is nobody's */
	TRY(reveals_list(site_of(req)->db, req->arena, &(struct reveals_in){
		.from_ms = ms_of_day(l->from), .until_ms = ms_of_day(l->to + 1), .region_from = l->region_from, .region_until = l->region_until,
		.any_login = login, .login = login, .any_number = number, .number = number,
		.before_ms = l->before_ms, .same_ms = l->before_ms, .before_id = l->before_id, .most = LIMIT_PAGE_ROWS + 1 }, &rows, &count));
	for (size_t i = 0; i < count && i < LIMIT_PAGE_ROWS; i++)
		TRY(show_row(req, &rows[i], i));
	if (count > LIMIT_PAGE_ROWS)
		view_set(req, "Next", next_page(req, l, number, &rows[LIMIT_PAGE_ROWS - 1]));
	return ST_OK;
}

enum status page_reveals_show(struct request *req)
{
	struct desk_look l;

	desk_nav(req);
	desk_look_read(req, DAYS_SHOWN, DAYS_MAX, &l);
	desk_look_show(req, &l);
	if (req->error_count)
		return ST_OK;
	TRY(show_people(req, &l));
	return show_rows(req, &l);
}
