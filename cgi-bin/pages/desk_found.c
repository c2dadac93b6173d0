/* What the queue's box asks for; see desk_found.h. */
#include "pages/desk_found.h"

#include <inttypes.h>
#include <string.h>

#include "domain/number.h"
#include "domain/person.h"
#include "pages/desk_list.h"

static enum status find_number(struct request *req, const char *typed, struct desk_found *found)
{
	struct queue_row row;
	const char *number;
	enum status status;

	if (number_parse(req->arena, typed, &number) != ST_OK)
		return ST_NOT_FOUND;
	status = queue_row_by_number(site_of(req)->db, req->arena, &(struct queue_row_by_number_in){ number }, &row);
	if (status == ST_OK)
		found->ids = arena_printf(req->arena, "[%" PRIu64 "]", row.id);
	return status == ST_NOT_FOUND ? ST_OK : status;
}

/* Telephone numbers are found by their keyed hash only; a unit may not look for people. */
static enum status find_phone(struct request *req, const char *typed, struct desk_found *found)
{
	struct site *site = site_of(req);
	const char *half = text_half_width(req->arena, typed);
	struct buf ids = buf_new(req->arena, 64);
	struct queue_row *rows;
	size_t count;

	if (req->viewer->role == ROLE_UNIT || strlen(half) < 5 || half[strspn(half, "0123456789-")])
		return ST_NOT_FOUND;
	TRY(tickets_by_phone_list(site->db, req->arena, &(struct tickets_by_phone_in){
		person_phone_index(req->arena, site->phone_key, half), SEARCH_FEW }, &rows, &count));
	if (count == 0)
		return ST_NOT_FOUND;
	for (size_t i = 0; i < count; i++)
		buf_printf(&ids, "%c%" PRIu64, i ? ',' : '[', rows[i].id);
	buf_char(&ids, ']');
	found->ids = ids.text;
	return ST_OK;
}

static enum status find_words(struct request *req, const char *typed, struct desk_found *found)
{
	struct search_reach reach = desk_search_reach(req);

	TRY(search_ask(site_of(req)->db, req->arena, typed, &reach, &found->search));
	TRY(search_is_common(site_of(req)->db, req->arena, &found->search, &found->common));
	return found->common ? ST_OK : search_all(site_of(req)->db, req->arena, &found->search, &found->ids);
}

enum status desk_find(struct request *req, struct desk_found *found)
{
	static enum status (*const ways[])(struct request *, const char *, struct desk_found *) = { find_number, find_phone, find_words };
	const char *typed = field_text(req, "q");
	enum status status = ST_NOT_FOUND;

	*found = (struct desk_found){ .asked = *typed != '\0', .ids = "[]", .search = { .pattern = "" } };
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]) && found->asked && status == ST_NOT_FOUND; i++)
		status = ways[i](req, typed, found);
	return status == ST_NOT_FOUND ? ST_OK : status;
}
