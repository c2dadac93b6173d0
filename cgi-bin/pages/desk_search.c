/* Search for staff; see desk_search.h. Each way of looking ends at an index and within the viewer's reach. */
#include "pages/desk_search.h"

#include <string.h>

#include "base/limits.h"
#include "domain/number.h"
#include "domain/person.h"
#include "pages/desk_list.h"
#include "pages/desk_nav.h"

static enum status show_reached(struct request *req, const struct queue_row *rows, size_t count, size_t *shown)
{
	struct queue_row *reached = ARENA_ARRAY(req->arena, count + 1, struct queue_row);
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (staff_reaches(req, rows[i].number, rows[i].region, rows[i].unit))
			reached[kept++] = rows[i];
	TRY(desk_rows(req, *shown, reached, kept));
	*shown += kept;
	return ST_OK;
}

static enum status search_number(struct request *req, const char *typed, size_t *shown)
{
	struct queue_row row;
	const char *number;
	enum status status;

	if (number_parse(req->arena, typed, &number) != ST_OK)
		return ST_OK;
	status = queue_row_by_number(site_of(req)->db, req->arena, &(struct queue_row_by_number_in){ number }, &row);
	if (status == ST_NOT_FOUND)
		return ST_OK;
	TRY(status);
	return show_reached(req, &row, 1, shown);
}

/* Telephone numbers are found by their keyed hash only; a unit may not look for people. */
static enum status search_phone(struct request *req, const char *typed, size_t *shown)
{
	struct site *site = site_of(req);
	const char *half = text_half_width(req->arena, typed);
	struct queue_row *rows;
	size_t count;

	if (req->viewer->role == ROLE_UNIT || strlen(half) < 5 || half[strspn(half, "0123456789-")])
		return ST_OK;
	TRY(tickets_by_phone_list(site->db, req->arena, &(struct tickets_by_phone_in){
		person_phone_index(req->arena, site->phone_key, half), LIMIT_PAGE_ROWS }, &rows, &count));
	return show_reached(req, rows, count, shown);
}

static enum status search_plate(struct request *req, const char *typed, size_t *shown)
{
	struct queue_row *rows;
	size_t count;

	TRY(tickets_by_plate_list(site_of(req)->db, req->arena, &(struct tickets_by_plate_in){ typed, LIMIT_PAGE_ROWS }, &rows, &count));
	return show_reached(req, rows, count, shown);
}

static enum status search_words(struct request *req, const char *typed, size_t *shown)
{
	struct db *db = site_of(req)->db;
	struct search_reach reach = desk_search_reach(req);
	struct search search;
	struct queue_row *rows;
	enum status status = search_ask(db, req->arena, typed, &reach, &search);
	size_t count;

	if (status != ST_OK)
		return status == ST_NOT_FOUND ? ST_OK : status;
	TRY(search_newest(db, req->arena, &search, LIMIT_PAGE_ROWS, &rows, &count));
	view_flag(req, "Cut", search.cut);
	return show_reached(req, rows, count, shown);
}

enum status page_search_show(struct request *req)
{
	const char *raw = params_get(&req->query, "q");
	const char *typed = "";
	size_t shown = 0;

	desk_nav(req);
	if (raw)
		TRY(text_clean(req->arena, raw, strlen(raw), &typed));
	typed = text_cut(req->arena, typed, LIMIT_SEARCH_CHARS);
	view_set(req, "Query", typed);
	if (!*typed)
		return ST_OK;
	TRY(search_number(req, typed, &shown));
	if (shown == 0)
		TRY(search_phone(req, typed, &shown));
	if (shown == 0)
		TRY(search_plate(req, typed, &shown));
	if (shown == 0)
		TRY(search_words(req, typed, &shown));
	view_int(req, "Found", (int64_t)shown);
	return ST_OK;
}
