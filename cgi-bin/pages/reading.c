/* Who read what; see reading.h. */
#include "pages/reading.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/now.h"
#include "domain/number.h"
#include "pages/desk_list.h"
#include "pages/desk_look.h"
#include "pages/desk_nav.h"

#define PEOPLE_MAX 50
#define DAYS_MAX 31		/* one look covers; the lists are read from an index on time */
#define DAYS_SHOWN 7		/* unless another period is asked for */
/* Unusual: this many tickets read without having to do with them, and this many times what is usual in the same role. */
#define UNUSUAL_MIN 20
#define UNUSUAL_TIMES 3
#define ROLE_FEW 4

enum status reading_note(struct request *req, enum reading_how how, const struct ticket_row *ticket)
{
	return reading_insert(site_of(req)->db, &(struct reading_insert_in){
		.at_ms = req->now_ms, .staff_id = req->viewer->id, .program = site_of(req)->program, .how = how, .ticket_id = ticket->id,
		.number = ticket->number, .region = ticket->region, .confidential = ticket->confidential });
}

/* ---- the filter ------------------------------------------------------------------------------------------------ */

const struct field reading_fields[] = {
	{ "from", FIELD_DAY },
	{ "to", FIELD_DAY },
	{ "login", FIELD_LINE, 0, 40, .check = desk_check_code },
	{ "number", FIELD_TICKET },
	{ "after", FIELD_LINE, 0, 40 },		/* MS-ID of the last row shown */
	{ 0 }
};

#define LOOKED(l) \
	.from_ms = ms_of_day((l)->from), .until_ms = ms_of_day((l)->to + 1), .region_from = (l)->region_from, \
	.region_until = (l)->region_until, .before_ms = (l)->before_ms, .same_ms = (l)->before_ms, .before_id = (l)->before_id, \
	.most = LIMIT_PAGE_ROWS + 1

static enum status load(struct request *req, const struct desk_look *l, struct reading_row **rows, size_t *count)
{
	struct db *db = site_of(req)->db;
	const char *number = field_text(req, "number");

	if (*number && number_parse(req->arena, number, &number) == ST_OK)
		return reading_of_ticket_list(db, req->arena, &(struct reading_of_ticket_in){ .number = number, LOOKED(l) }, rows, count);
	if (*field_text(req, "login"))
		return reading_of_staff_list(db, req->arena, &(struct reading_of_staff_in){ .login = field_text(req, "login"), LOOKED(l) },
					     rows, count);
	return reading_by_time_list(db, req->arena, &(struct reading_by_time_in){ LOOKED(l) }, rows, count);
}

/* ---- showing --------------------------------------------------------------------------------------------------- */

static void show_rows(struct request *req, const struct reading_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		view_intf(req, rows[i].at_ms, "Rows.%zu.AtMs", i);
		view_setf(req, rows[i].login, "Rows.%zu.Login", i);
		view_setf(req, rows[i].name, "Rows.%zu.Name", i);
		view_setf(req, role_word((int)rows[i].role), "Rows.%zu.Role", i);
		view_setf(req, rows[i].how == READING_FILE ? "file" : "ticket", "Rows.%zu.How", i);
		view_setf(req, rows[i].number, "Rows.%zu.Number", i);
		view_setf(req, site_region_name(req, rows[i].region), "Rows.%zu.Region", i);
		if (rows[i].confidential)
			view_setf(req, "1", "Rows.%zu.Confidential", i);
	}
}

static int ascending(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

static size_t untouched_of_others(const struct reading_by_person_out *people, size_t count, size_t self, uint32_t role, uint64_t *values)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		if (i != self && (role == 0 || people[i].role == role))
			values[n++] = people[i].untouched;
	return n;
}

/* What is usual: the median of what others of the role read without acting; of everybody where the role has few. */
static uint64_t usual(struct arena *arena, const struct reading_by_person_out *people, size_t count, size_t self)
{
	uint64_t *values = ARENA_ARRAY(arena, count + 1, uint64_t);
	size_t n = untouched_of_others(people, count, self, people[self].role, values);

	if (n < ROLE_FEW)
		n = untouched_of_others(people, count, self, 0, values);
	qsort(values, n, sizeof(*values), ascending);
	return n ? values[n / 2] : 0;
}

static enum status show_people(struct request *req, const struct desk_look *l)
{
	struct reading_by_person_out *people;
	size_t count;

	TRY(reading_by_person_list(site_of(req)->db, req->arena, &(struct reading_by_person_in){
		ms_of_day(l->from), ms_of_day(l->to + 1), l->region_from, l->region_until, PEOPLE_MAX }, &people, &count));
	for (size_t i = 0; i < count; i++) {
		view_setf(req, people[i].login, "People.%zu.Login", i);
		view_setf(req, people[i].name, "People.%zu.Name", i);
		view_setf(req, role_word((int)people[i].role), "People.%zu.Role", i);
		view_intf(req, (int64_t)people[i].tickets, "People.%zu.Tickets", i);
		view_intf(req, (int64_t)people[i].untouched, "People.%zu.Untouched", i);
		view_intf(req, (int64_t)people[i].confidential, "People.%zu.Confidential", i);
		if (people[i].untouched >= UNUSUAL_MIN && people[i].untouched >= UNUSUAL_TIMES * usual(req->arena, people, count, i))
			view_setf(req, "1", "People.%zu.Unusual", i);
	}
	return ST_OK;
}

/* The same page further on; only digits and words of ours are put in. */
static const char *next_page(struct request *req, const struct desk_look *l, const struct reading_row *last)
{
	const char *who = *field_text(req, "number") ? arena_printf(req->arena, "&number=%s", field_text(req, "number")) :
			  *field_text(req, "login") ? arena_printf(req->arena, "&login=%s", field_text(req, "login")) : "";

	return arena_printf(req->arena, "/%s/reading?%s%s", site_of(req)->program, desk_look_next(req, l, last->at_ms, last->id), who);
}

enum status page_reading_show(struct request *req)
{
	struct reading_row *rows;
	struct desk_look l;
	size_t count;

	desk_nav(req);
	desk_look_read(req, DAYS_SHOWN, DAYS_MAX, &l);
	TRY(load(req, &l, &rows, &count));
	show_rows(req, rows, count < LIMIT_PAGE_ROWS ? count : LIMIT_PAGE_ROWS);
	if (count > LIMIT_PAGE_ROWS)
		view_set(req, "Next", next_page(req, &l, &rows[LIMIT_PAGE_ROWS - 1]));
	desk_look_show(req, &l);
	return show_people(req, &l);
}
