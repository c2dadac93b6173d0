/* Counts of a queue; see desk_count.h. Counters tell them, or a bounded number of rows is looked at. */
#include "pages/desk_count.h"

#define LOOKED_MAX 500		/* rows of a state that are looked at for a filter that no counter knows */

/* The same first members in all four. */
#define OF_STATE(f, s) FILTERED_BUT_DUE(f), .state = (s), .due_from = (f)->due_from, .due_until = (f)->due_until, .most = LOOKED_MAX + 1

static void show_count(struct request *req, const enum ticket_state *states, uint32_t state, uint64_t count)
{
	for (size_t i = 0; states[i] != STATE_NONE; i++)
		if (states[i] == state)
			view_intf(req, (int64_t)count, "Tabs.%zu.Count", i);
}

static void count_found(struct request *req, const struct desk_found *found, const enum ticket_state *states)
{
	uint64_t counts[STATE_END] = { 0 };

	for (size_t i = 0; i < found->count; i++)
		counts[found->rows[i].state]++;
	for (uint32_t state = 0; state < STATE_END; state++)
		show_count(req, states, state, counts[state]);
}

/* However much the others have, only what one person has is read. */
static enum status count_of_person(struct request *req, const struct desk_filter *f, const enum ticket_state *states)
{
	struct open_counts_of_person_out *counts;
	size_t count;

	TRY(open_counts_of_person_list(site_of(req)->db, req->arena, &(struct open_counts_of_person_in){ .person = f->assignee_from, .any_owner = f->owner,
		.owner = f->owner, FILTERED_OF_PERSON(f) }, &counts, &count));
	for (size_t i = 0; i < count; i++)
		show_count(req, states, counts[i].state, counts[i].count);
	return ST_OK;
}

static enum status count_known(struct request *req, const struct desk_filter *f, const enum ticket_state *states)
{
	struct open_counts_out *counts;
	size_t count;

	TRY(open_counts_list(site_of(req)->db, req->arena, &(struct open_counts_in){ .place = f->place, .cut = f->cut, .value = f->value,
		FILTERED_MATTER(f) }, &counts, &count));
	for (size_t i = 0; i < count; i++)
		show_count(req, states, counts[i].state, counts[i].count);
	return ST_OK;
}

static enum status look_at(struct request *req, const struct desk_filter *f, uint32_t state, struct looked_row *seen)
{
	struct db *db = site_of(req)->db;
	struct arena *arena = req->arena;

	switch (f->way) {
	case WAY_UNIT:
		return open_looked_by_unit(db, arena, &(struct open_looked_by_unit_in){ OF_STATE(f, state), .owner = f->owner }, seen);
	case WAY_ITEM:
		return open_looked_of_item(db, arena, &(struct open_looked_of_item_in){ OF_STATE(f, state), .item = f->item_from }, seen);
	case WAY_PROVINCE:
		return open_looked_by_province(db, arena, &(struct open_looked_by_province_in){ OF_STATE(f, state), .province = f->province }, seen);
	default:
		return open_looked_of_nation(db, arena, &(struct open_looked_of_nation_in){ OF_STATE(f, state) }, seen);
	}
}

static enum status count_looked(struct request *req, const struct desk_filter *f, const enum ticket_state *states)
{
	for (size_t i = 0; states[i] != STATE_NONE; i++) {
		struct looked_row seen;

		TRY(look_at(req, f, states[i], &seen));
		view_intf(req, (int64_t)(seen.count > LOOKED_MAX ? LOOKED_MAX : seen.count), "Tabs.%zu.Count", i);
		if (seen.looked > LOOKED_MAX) {
			view_setf(req, "1", "Tabs.%zu.More", i);
			view_flag(req, "More", true);
		}
	}
	return ST_OK;
}

enum status desk_count_tabs(struct request *req, const struct desk_filter *f, const struct desk_found *found, const enum ticket_state *states)
{
	if (found->common)
		return ST_OK;
	for (size_t i = 0; states[i] != STATE_NONE; i++)
		view_setf(req, "0", "Tabs.%zu.Count", i);
	if (found->asked) {
		count_found(req, found, states);
		return ST_OK;
	}
	if (f->way == WAY_PERSON)
		return count_of_person(req, f, states);
	return f->counted ? count_known(req, f, states) : count_looked(req, f, states);
}
