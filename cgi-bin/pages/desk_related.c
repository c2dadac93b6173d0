/* Relations of a ticket; see desk_related.h. */
#include "pages/desk_related.h"

#include <string.h>

#include "base/limits.h"
#include "domain/flow.h"
#include "domain/number.h"
#include "pages/desk_list.h"
#include "pages/desk_move.h"
#include "pages/desk_ticket.h"
#include "pages/same.h"
#include "store/move.h"

const struct field link_fields[] = {
	{ "version", FIELD_NUMBER, 1, INT32_MAX, FIELD_REQUIRED },
	{ "intent", FIELD_HEX, 32, 32, FIELD_REQUIRED },
	{ "other", FIELD_TICKET, .flags = FIELD_REQUIRED },
	{ "reason", FIELD_LINE, 0, LIMIT_REASON_CHARS },
	{ 0 }
};

/* ---- shown --------------------------------------------------------------------------------------------- */

static enum status show_plate(struct request *req, const struct ticket_row *ticket)
{
	struct queue_row *rows;
	size_t count, kept = 0;

	if (!*ticket->plate)
		return ST_OK;
	TRY(tickets_by_plate_list(site_of(req)->db, req->arena, &(struct tickets_by_plate_in){ ticket->plate, LIMIT_PAGE_ROWS }, &rows, &count));
	for (size_t i = 0; i < count; i++)
		if (rows[i].id != ticket->id)
			rows[kept++] = rows[i];
	desk_brief(req, "Plate", rows, kept, 0);
	return ST_OK;
}

/* A unit may not look for people. */
static enum status show_caller(struct request *req, const struct ticket_row *ticket)
{
	struct queue_row *rows;
	size_t count;

	if (req->viewer->role == ROLE_UNIT)
		return ST_OK;
	TRY(tickets_of_same_phone_list(site_of(req)->db, req->arena, &(struct tickets_of_same_phone_in){ ticket->id, LIMIT_PAGE_ROWS }, &rows, &count));
	desk_brief(req, "Caller", rows, count, 0);
	return ST_OK;
}

/* Those already linked are not proposed again. */
static enum status show_candidates(struct request *req, const struct ticket_row *ticket, const struct queue_row *linked, size_t linked_count)
{
	struct db *db = site_of(req)->db;
	struct same_candidate found[LIMIT_SAME_SHOWN];
	struct same_row asked;
	size_t count, kept = 0;

	TRY(same_of_ticket(db, req->arena, &(struct same_of_ticket_in){ ticket->id }, &asked));
	if (req->viewer->role == ROLE_UNIT)
		asked.phone_index.n = 0;
	TRY(same_candidates(db, req->arena, &asked, found, &count));
	for (size_t i = 0; i < count; i++) {
		size_t k = 0;

		while (k < linked_count && linked[k].id != found[i].row.id)
			k++;
		if (k == linked_count)
			found[kept++] = found[i];
	}
	same_show(req, "Same", found, kept);
	return ST_OK;
}

/* Merged.N: taken in; Into.{Number,Version}: the one that stands for this one. */
static enum status show_merged(struct request *req, const struct ticket_row *ticket)
{
	struct db *db = site_of(req)->db;
	struct tie_merged_into_out into;
	struct queue_row *rows;
	enum status status;
	size_t count;

	TRY(tickets_taken_in_list(db, req->arena, &(struct tickets_taken_in_in){ ticket->id, LIMIT_PAGE_ROWS }, &rows, &count));
	desk_brief(req, "Merged", rows, count, 0);
	status = ticket->state == STATE_MERGED ? tie_merged_into(db, req->arena, &(struct tie_merged_into_in){ ticket->id }, &into) : ST_NOT_FOUND;
	if (status != ST_OK)
		return status == ST_NOT_FOUND ? ST_OK : status;
	view_set(req, "Into.Number", into.number);
	view_int(req, "Into.Version", into.version);
	return ST_OK;
}

static bool may(const struct request *req, const struct ticket_row *ticket, enum event_type event)
{
	const struct flow_row *row;

	return staff_covers(req, ticket->region, ticket->unit) &&
	       flow_check((enum ticket_state)ticket->state, event, (enum role)req->viewer->role, &row) == ST_OK;
}

enum status desk_show_related(struct request *req, const struct ticket_row *ticket)
{
	struct queue_row *linked;
	size_t count;

	TRY(tickets_linked_list(site_of(req)->db, req->arena, &(struct tickets_linked_in){ ticket->id, ticket->id, LIMIT_PAGE_ROWS }, &linked, &count));
	desk_brief(req, "Linked", linked, count, 0);
	TRY(show_candidates(req, ticket, linked, count));
	TRY(show_caller(req, ticket));
	TRY(show_merged(req, ticket));
	view_flag(req, "Can.Link", may(req, ticket, EVENT_LINKED));
	view_flag(req, "Can.Merge", may(req, ticket, EVENT_TOOK_IN));
	view_flag(req, "Can.Tie", staff_covers(req, ticket->region, ticket->unit) && req->viewer->role & (ROLE_AGENT | ROLE_SUPERVISOR));
	return show_plate(req, ticket);
}

/* ---- linking ------------------------------------------------------------------------------------------- */

/* The ticket that the field names. Out of reach looks the same as not there. */
static enum status load_other(struct request *req, const struct ticket_row *ticket, struct ticket_row *other)
{
	const char *number;
	enum status status = ST_NOT_FOUND;

	if (number_parse(req->arena, field_text(req, "other"), &number) == ST_OK)
		status = ticket_by_number(site_of(req)->db, req->arena, &(struct ticket_by_number_in){ number }, other);
	if (status == ST_OK && !staff_covers(req, other->region, other->unit))
		status = ST_NOT_FOUND;
	if (status == ST_OK && other->id != ticket->id)
		return ST_OK;
	if (status != ST_OK && status != ST_NOT_FOUND)
		return status;
	request_error(req, "other", status == ST_OK ? "other_itself" : "other_unknown");
	return ST_INVALID;
}

/* Already so, or already not so? Then the answer is that, and no second event says it. */
static enum status is_tied(struct request *req, const struct move_tie *tie, bool *holds)
{
	struct tie_find_out found = { 0 };
	enum status status = tie_find(site_of(req)->db, req->arena, &(struct tie_find_in){ tie->ticket_id, tie->tie, tie->other_id }, &found);

	*holds = status == ST_OK && found.phase == TIE_HOLDS;
	return status == ST_NOT_FOUND ? ST_OK : status;
}

static void fill_move(struct request *req, enum event_type type, const struct ticket_row *of, const struct ticket_row *to, const char *reason, struct move *move)
{
	struct event_fact *fact = ARENA_NEW(req->arena, struct event_fact);
	struct event_text *words = ARENA_NEW(req->arena, struct event_text);
	const char *key = arena_printf(req->arena, "tie %u %s %s %s %s", req->viewer->id, event_word((int)type), of->number, to->number,
				       field_text(req, "intent"));

	*fact = (struct event_fact){ "ticket", to->number };
	*words = (struct event_text){ .field = "reason", .body = reason };
	*move = (struct move){
		.type = type, .role = (enum role)req->viewer->role, .actor = ACTOR_STAFF, .actor_id = req->viewer->id, .ticket_id = of->id,
		.by_unit = desk_by_unit(req), .facts = fact, .fact_count = 1, .texts = words, .text_count = *words->body ? 1 : 0,
	};
	crypto_hmac(site_of(req)->form_key, key, strlen(key), move->key);
}

/* What becomes of two tickets: each has an event of its own. */
struct bond {
	enum event_type here;	/* of the ticket the page is about */
	enum event_type there;
	enum tie tie;
	enum tie_phase phase;
};

/* A link has no direction; what is merged goes into the ticket the page is about. */
static struct move_tie tie_of(const struct bond *bond, const struct ticket_row *ticket, const struct ticket_row *other)
{
	bool turned = bond->tie == TIE_MERGED || ticket->id > other->id;

	return (struct move_tie){ turned ? other->id : ticket->id, turned ? ticket->id : other->id, bond->tie, bond->phase };
}

static enum status move_both(struct request *req, const struct bond *bond, const struct ticket_row *ticket, const struct ticket_row *other,
			     const struct move_tie *tie)
{
	struct move moves[2];
	struct moved moved[2];

	fill_move(req, bond->here, ticket, other, field_text(req, "reason"), &moves[0]);
	fill_move(req, bond->there, other, ticket, field_text(req, "reason"), &moves[1]);
	moves[0].expected_version = (uint32_t)field_number(req, "version");
	moves[0].ties = tie;
	moves[0].tie_count = 1;
	return desk_explain(req, move_tickets(site_of(req)->db, req->arena, moves, 2, moved));
}

/* Only what one person filed is merged: by the blind index of the phone, which an unknown phone does not have; or what was split
 * off this very ticket. */
static enum status is_of_same_person(struct request *req, const struct ticket_row *ticket, const struct ticket_row *other, bool *same)
{
	struct move_tie split = { other->id, ticket->id, TIE_SPLIT, TIE_HOLDS };
	struct same_row mine, theirs;

	TRY(is_tied(req, &split, same));
	if (*same)
		return ST_OK;
	TRY(same_of_ticket(site_of(req)->db, req->arena, &(struct same_of_ticket_in){ ticket->id }, &mine));
	TRY(same_of_ticket(site_of(req)->db, req->arena, &(struct same_of_ticket_in){ other->id }, &theirs));
	*same = same_caller(&mine, &theirs);
	return ST_OK;
}

static enum status check_person(struct request *req, const struct bond *bond, const struct ticket_row *ticket, const struct ticket_row *other)
{
	bool same = true;

	if (bond->here == EVENT_TOOK_IN)
		TRY(is_of_same_person(req, ticket, other, &same));
	if (same)
		return ST_OK;
	request_error(req, "other", "other_person");
	return ST_INVALID;
}

/* Both tickets hear of it, in one transaction. */
static enum status tie_both(struct request *req, const struct bond *bond)
{
	struct ticket_row ticket, other;
	struct move_tie tie;
	bool holds;

	TRY(desk_ticket_load_covered(req, &ticket));
	if (!desk_may(req, &ticket, bond->here))
		return ST_FORBIDDEN;
	TRY(load_other(req, &ticket, &other));
	TRY(check_person(req, bond, &ticket, &other));
	tie = tie_of(bond, &ticket, &other);
	TRY(is_tied(req, &tie, &holds));
	if (holds != (bond->phase == TIE_HOLDS))
		TRY(move_both(req, bond, &ticket, &other, &tie));
	return response_redirectf(req, "/admin/ticket/%s#related", ticket.number);
}

enum status page_link_act(struct request *req)
{
	return tie_both(req, &(struct bond){ EVENT_LINKED, EVENT_LINKED, TIE_LINKED, TIE_HOLDS });
}

enum status page_unlink_act(struct request *req)
{
	return tie_both(req, &(struct bond){ EVENT_UNLINKED, EVENT_UNLINKED, TIE_LINKED, TIE_ENDED });
}

enum status page_merge_act(struct request *req)
{
	return tie_both(req, &(struct bond){ EVENT_TOOK_IN, EVENT_MERGED, TIE_MERGED, TIE_HOLDS });
}

enum status page_unmerge_act(struct request *req)
{
	return tie_both(req, &(struct bond){ EVENT_LET_OUT, EVENT_UNMERGED, TIE_MERGED, TIE_ENDED });
}

/* ---- many into one ------------------------------------------------------------------------------------- */

static const struct bond merging = { EVENT_TOOK_IN, EVENT_MERGED, TIE_MERGED, TIE_HOLDS };

enum status desk_would_merge(struct request *req, const struct ticket_row *into, const struct ticket_row *other, const char **why)
{
	bool same;

	*why = "";
	if (!staff_covers(req, into->region, into->unit) || !staff_covers(req, other->region, other->unit) || !desk_may(req, into, EVENT_TOOK_IN))
		*why = "forbidden";
	else if (!may(req, into, EVENT_TOOK_IN) || !may(req, other, EVENT_MERGED))
		*why = "state";
	if (**why)
		return ST_OK;
	TRY(is_of_same_person(req, into, other, &same));
	if (!same)
		*why = "person";
	return ST_OK;
}

/* What is merged into it already stays so: the form may come twice. */
enum status desk_merge(struct request *req, const struct ticket_row *into, const struct ticket_row *other, uint32_t version, const char *reason)
{
	struct move_tie tie = tie_of(&merging, into, other);
	struct move moves[2];
	struct moved moved[2];
	const char *why;
	bool holds;

	TRY(is_tied(req, &tie, &holds));
	if (holds)
		return ST_OK;
	TRY(desk_would_merge(req, into, other, &why));
	if (*why)
		return strcmp(why, "state") == 0 ? ST_CONFLICT : ST_FORBIDDEN;
	fill_move(req, EVENT_TOOK_IN, into, other, reason, &moves[0]);
	fill_move(req, EVENT_MERGED, other, into, reason, &moves[1]);
	moves[1].expected_version = version;
	moves[0].ties = &tie;
	moves[0].tie_count = 1;
	return move_tickets(site_of(req)->db, req->arena, moves, 2, moved);
}
