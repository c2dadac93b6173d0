/* What the queue's box asks for; see desk_found.h. */
#include "pages/desk_found.h"

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
		found->ids = text_ids(req->arena, &row.id, 1);
	return status == ST_NOT_FOUND ? ST_OK : status;
}

/* Telephone numbers are found by their keyed hash only; a unit may not look for people. */
static enum status find_phone(struct request *req, const char *typed, struct desk_found *found)
{
	struct site *site = site_of(req);
	const char *half = text_half_width(req->arena, typed);
	struct queue_row *rows;
	uint64_t *ids;
	size_t count;

	if (req->viewer->role == ROLE_UNIT || strlen(half) < 5 || half[strspn(half, "0123456789-")])
		return ST_NOT_FOUND;
	TRY(tickets_by_phone_list(site->db, req->arena, &(struct tickets_by_phone_in){
		person_phone_index(req->arena, site->phone_key, half), SEARCH_FEW }, &rows, &count));
	if (count == 0)
		return ST_NOT_FOUND;
	ids = ARENA_ARRAY(req->arena, count, uint64_t);
	for (size_t i = 0; i < count; i++)
		ids[i] = rows[i].id;
	found->ids = text_ids(req->arena, ids, count);
	return ST_OK;
}

/* Of the nation what was filed at any time is looked through. */
static enum status find_words(struct request *req, const char *typed, struct desk_found *found)
{
	struct search_reach reach = desk_search_reach(req);
	struct db *db = site_of(req)->db;
	struct open_oldest_out oldest = { 0 };

	TRY(search_ask(db, req->arena, typed, &reach, &found->search));
	if (reach.province_count == 1)
		TRY(open_oldest(db, req->arena, &(struct open_oldest_in){ reach.provinces[0] }, &oldest));
	TRY(search_all(db, req->arena, &found->search, oldest.id, &found->ids));
	found->common = found->search.cut && !found->search.begins;
	if (found->common)
		found->search.cut = false;
	return ST_OK;
}

static enum status fit(struct request *req, const struct desk_filter *f, struct desk_found *found)
{
	const char *owner = req->viewer->role == ROLE_UNIT ? req->viewer->unit : "", *pattern = found->search.pattern;

	return queue_found_list(site_of(req)->db, req->arena, &(struct queue_found_in){ .ids = found->ids, .any_owner = owner, .owner = owner,
		FILTERED(f), .any_pattern = pattern, .pattern = pattern }, &found->rows, &found->count);
}

enum status desk_find(struct request *req, const struct desk_filter *filter, struct desk_found *found)
{
	static enum status (*const ways[])(struct request *, const char *, struct desk_found *) = { find_number, find_phone, find_words };
	const char *typed = field_text(req, "q");
	enum status status = ST_NOT_FOUND;

	*found = (struct desk_found){ .asked = *typed != '\0', .ids = "[]", .search = { .pattern = "" } };
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]) && found->asked && status == ST_NOT_FOUND; i++)
		status = ways[i](req, typed, found);
	if (status != ST_OK)
		return status == ST_NOT_FOUND ? ST_OK : status;
	return found->common ? ST_OK : fit(req, filter, found);
}
