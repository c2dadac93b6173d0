/* Merging what was picked; see desk_bulk_merge.h. */
#include "pages/desk_bulk_merge.h"

#include <string.h>

#include "domain/number.h"
#include "pages/desk_list.h"
#include "pages/desk_move.h"
#include "pages/desk_nav.h"
#include "pages/desk_related.h"

/* The pick as it is now; number "" when it is not there for the viewer. */
static enum status load_pick(struct request *req, const char *number, struct ticket_row *ticket)
{
	enum status status = ticket_by_number(site_of(req)->db, req->arena, &(struct ticket_by_number_in){ number }, ticket);

	if (status == ST_OK)
		status = desk_reaches(req, ticket);
	if (status == ST_NOT_FOUND)
		*ticket = (struct ticket_row){ .number = "" };
	return status == ST_NOT_FOUND ? ST_OK : status;
}

static enum status load_picks(struct request *req, const struct pick *picks, size_t count, struct ticket_row *tickets)
{
	for (size_t i = 0; i < count; i++)
		TRY(load_pick(req, picks[i].number, &tickets[i]));
	return ST_OK;
}

/* Its place among the picks; count for none. */
static size_t find_into(struct request *req, const struct ticket_row *tickets, size_t count)
{
	const char *number;
	size_t first = count;

	if (number_parse(req->arena, field_text(req, "into"), &number) == ST_OK)
		for (size_t i = 0; i < count; i++)
			if (strcmp(tickets[i].number, number) == 0)
				return i;
	for (size_t i = 0; i < count; i++)
		if (*tickets[i].number && (first == count || tickets[i].id < tickets[first].id))
			first = i;
	return first;
}

/* The link by which another pick becomes the one that stays. */
static const char *choose_link(struct request *req, const struct pick *picks, size_t count, size_t into)
{
	struct buf out = buf_new(req->arena, 256);

	buf_printf(&out, "/admin/bulk?move=merged&into=%s", picks[into].number);
	for (size_t i = 0; i < count; i++)
		buf_printf(&out, "&pick=%s", picks[i].number);
	return out.text;
}

static enum status show_pick(struct request *req, const struct ticket_row *into, const struct ticket_row *ticket, size_t at)
{
	const char *why = "gone", *unit;

	view_setf(req, state_word((int)ticket->state), "Picks.%zu.State", at);
	view_setf(req, ticket->summary, "Picks.%zu.Summary", at);
	TRY(desk_unit_name(req, ticket->unit, &unit));
	view_setf(req, unit, "Picks.%zu.Unit", at);
	view_intf(req, ticket->version, "Picks.%zu.Version", at);
	if (ticket == into) {
		view_setf(req, "1", "Picks.%zu.Stays", at);
		return ST_OK;
	}
	TRY(desk_would_merge(req, into, ticket, &why));
	view_setf(req, why, "Picks.%zu.Why", at);
	return ST_OK;
}

enum status bulk_merge_show(struct request *req, const struct pick *picks, size_t count)
{
	struct ticket_row *tickets = ARENA_ARRAY(req->arena, count, struct ticket_row);
	size_t into;

	TRY(load_picks(req, picks, count, tickets));
	into = find_into(req, tickets, count);
	for (size_t i = 0; i < count; i++) {
		view_setf(req, picks[i].number, "Picks.%zu.Number", i);
		if (!*tickets[i].number) {
			view_setf(req, "gone", "Picks.%zu.Why", i);
			continue;
		}
		view_setf(req, choose_link(req, picks, count, i), "Picks.%zu.Choose", i);
		TRY(show_pick(req, &tickets[into], &tickets[i], i));
	}
	view_set(req, "Move", "merged");
	view_set(req, "Move.Text", "reason");
	if (into < count)
		view_set(req, "Move.Into", picks[into].number);
	bulk_intent(req);
	return ST_OK;
}

static enum status merge_pick(struct request *req, const char *into_number, const struct pick *pick)
{
	struct ticket_row into, other;

	/* Not looked over is not agreed to. The one that stays is loaded anew: each that it takes in changes it. */
	if (!pick->version)
		return ST_CONFLICT;
	TRY(load_pick(req, into_number, &into));
	TRY(load_pick(req, pick->number, &other));
	return *into.number && *other.number ? desk_merge(req, &into, &other, pick->version, field_text(req, "text")) : ST_NOT_FOUND;
}

enum status bulk_merge_act(struct request *req, const struct pick *picks, size_t count)
{
	const char *into;
	size_t done = 0, shown = 0;

	if (number_parse(req->arena, field_text(req, "into"), &into) != ST_OK) {
		request_error(req, "", "bulk_none");
		return ST_INVALID;
	}
	desk_nav(req);
	for (size_t i = 0; i < count; i++) {
		enum status status;
		const char *word;

		if (strcmp(picks[i].number, into) == 0)
			continue;
		status = merge_pick(req, into, &picks[i]);
		word = bulk_outcome(status);
		if (!word)
			return status;
		view_setf(req, picks[i].number, "Results.%zu.Number", shown);
		view_setf(req, word, "Results.%zu.Word", shown++);
		done += status == ST_OK;
	}
	view_set(req, "Move", "merged");
	view_set(req, "Move.Into", into);
	view_int(req, "Done", (int64_t)done);
	view_int(req, "Left", (int64_t)(shown - done));
	return ST_OK;
}
