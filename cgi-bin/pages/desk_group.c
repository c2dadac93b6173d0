/* Groups on the ticket screen; see desk_group.h. */
#include "pages/desk_group.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "domain/flow.h"
#include "domain/number.h"
#include "pages/desk_move.h"
#include "pages/desk_ticket.h"
#include "pages/group.h"
#include "store/move.h"

#define NUMBERS_CHARS (LIMIT_GROUP_TICKETS * 32)	/* a number in groups, and what stands between two */

const struct field group_fields[] = {
	{ "version", FIELD_NUMBER, 1, INT32_MAX, FIELD_REQUIRED },
	{ "intent", FIELD_HEX, 32, 32, FIELD_REQUIRED },
	{ "other", FIELD_LINE, 0, 40, FIELD_MANY },
	{ "numbers", FIELD_BLOCK, 0, NUMBERS_CHARS },
	{ 0 }
};

const struct field ungroup_fields[] = {
	{ "version", FIELD_NUMBER, 1, INT32_MAX, FIELD_REQUIRED },
	{ "intent", FIELD_HEX, 32, 32, FIELD_REQUIRED },
	{ "other", FIELD_LINE, 0, 40, FIELD_MANY },
	{ "all", FIELD_YES },
	{ 0 }
};

static const char *const phase_words[] = {
	[TIE_ENDED] = "ended", [TIE_HOLDS] = "holds", [TIE_ASKED] = "asked", [TIE_OWED] = "owed", [TIE_LEAVING] = "leaving",
	[TIE_REFUSED] = "refused", [TIE_TOLD] = "told",
};

static bool is_to_do(uint32_t phase)
{
	return phase == TIE_ASKED || phase == TIE_OWED || phase == TIE_LEAVING;
}

/* ---- shown --------------------------------------------------------------------------------------------- */

static void show_member(struct request *req, size_t at, const struct tie_members_out *m)
{
	view_setf(req, m->number, "Members.%zu.Number", at);
	view_setf(req, state_word((int)m->state), "Members.%zu.State", at);
	view_setf(req, phase_words[m->phase], "Members.%zu.Phase", at);
	view_setf(req, m->why, "Members.%zu.Why", at);
	view_setf(req, m->summary, "Members.%zu.Summary", at);
	if (m->joined)
		view_setf(req, "1", "Members.%zu.Joined", at);
	view_intf(req, m->answer_due_ms, "Members.%zu.PromiseMs", at);
	if (m->state == STATE_GROUPED && m->answer_due_ms && m->answer_due_ms < req->now_ms)
		view_setf(req, "1", "Members.%zu.Late", at);
	if (m->rating)
		view_intf(req, m->rating, "Members.%zu.Rating", at);
}

/* Counts are of all; listed are those the viewer reaches. */
static enum status show_members(struct request *req, const struct ticket_row *ticket)
{
	struct tie_members_out *rows;
	size_t count, shown = 0, led = 0, joined = 0, to_do = 0, told = 0, refused = 0;
	int64_t first_due_ms = 0;

	TRY(tie_members_list(site_of(req)->db, req->arena, &(struct tie_members_in){ ticket->id, 2 * LIMIT_GROUP_TICKETS }, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		led += rows[i].phase != TIE_REFUSED;
		joined += rows[i].joined && rows[i].phase != TIE_REFUSED;
		to_do += is_to_do(rows[i].phase);
		told += rows[i].phase == TIE_TOLD;
		refused += rows[i].phase == TIE_REFUSED;
		if (rows[i].state == STATE_GROUPED && rows[i].answer_due_ms && !first_due_ms)
			first_due_ms = rows[i].answer_due_ms;
		if (staff_reaches(req, rows[i].number, rows[i].region, rows[i].unit))
			show_member(req, shown++, &rows[i]);
	}
	view_flag(req, "Group.Leads", count > 0);
	view_int(req, "Group.Count", (int64_t)led);
	view_int(req, "Group.Joined", (int64_t)joined);
	view_int(req, "Group.ToDo", (int64_t)to_do);
	view_int(req, "Group.Done", (int64_t)(led - to_do));
	view_int(req, "Group.Told", (int64_t)told);
	view_int(req, "Group.Refused", (int64_t)refused);
	view_int(req, "Group.FirstDueMs", first_due_ms);
	return ST_OK;
}

static enum status show_leader(struct request *req, const struct ticket_row *ticket)
{
	struct tie_leader_of_out leader;
	enum status status = tie_leader_of(site_of(req)->db, req->arena, &(struct tie_leader_of_in){ ticket->id }, &leader);

	if (status != ST_OK)
		return status == ST_NOT_FOUND ? ST_OK : status;
	view_set(req, "Leader.Number", leader.number);
	view_int(req, "Leader.Version", leader.version);
	view_set(req, "Leader.Phase", phase_words[leader.phase]);
	view_flag(req, "Leader.Reached", staff_covers(req, leader.region, leader.unit));
	return ST_OK;
}

static bool may(const struct request *req, const struct ticket_row *ticket, enum event_type event)
{
	const struct flow_row *row;

	return staff_covers(req, ticket->region, ticket->unit) &&
	       flow_check((enum ticket_state)ticket->state, event, (enum role)req->viewer->role, &row) == ST_OK;
}

enum status desk_show_group(struct request *req, const struct ticket_row *ticket)
{
	view_flag(req, "Can.Group", may(req, ticket, EVENT_GATHERED));
	view_flag(req, "Can.Ungroup", staff_covers(req, ticket->region, ticket->unit) && req->viewer->role & (ROLE_AGENT | ROLE_SUPERVISOR));
	TRY(show_members(req, ticket));
	return show_leader(req, ticket);
}

/* ---- whom it is about ------------------------------------------------------------------------------------ */

/* Tickets named by a form, each once. */
struct named {
	struct ticket_row *tickets;	/* LIMIT_GROUP_TICKETS */
	size_t count;
	const char *unknown;		/* the first that is not there or not to be reached; NULL: none */
	bool too_many;
};

static enum status add_named(struct request *req, const struct ticket_row *leader, const char *typed, struct named *named)
{
	struct ticket_row found;
	const char *number;
	enum status status = ST_NOT_FOUND;

	if (number_parse(req->arena, typed, &number) == ST_OK)
		status = ticket_by_number(site_of(req)->db, req->arena, &(struct ticket_by_number_in){ number }, &found);
	if (status == ST_OK && !staff_covers(req, found.region, found.unit))
		status = ST_NOT_FOUND;
	if (status == ST_NOT_FOUND && !named->unknown)
		named->unknown = typed;
	if (status != ST_OK)
		return status == ST_NOT_FOUND ? ST_OK : status;
	for (size_t i = 0; i < named->count; i++)
		if (named->tickets[i].id == found.id)
			return ST_OK;
	if (found.id == leader->id)
		return ST_OK;
	if (named->count == LIMIT_GROUP_TICKETS) {
		named->too_many = true;
		return ST_OK;
	}
	named->tickets[named->count++] = found;
	return ST_OK;
}

/* One number a line, or with commas; spaces stand within one. */
static enum status read_named(struct request *req, const struct ticket_row *leader, struct named *named)
{
	char *rest = arena_strdup(req->arena, text_half_width(req->arena, field_text(req, "numbers")));
	char *typed;

	*named = (struct named){ .tickets = ARENA_ARRAY(req->arena, LIMIT_GROUP_TICKETS, struct ticket_row) };
	for (size_t i = 0; i < req->form.count; i++)
		if (strcmp(req->form.list[i].name, "other") == 0 && *req->form.list[i].value)
			TRY(add_named(req, leader, req->form.list[i].value, named));
	while (!named->too_many && (typed = strtok_r(rest, ",;\n", &rest)))
		if (typed[strspn(typed, " \t\r")])
			TRY(add_named(req, leader, typed, named));
	return ST_OK;
}

static enum status refuse_named(struct request *req, const struct named *named)
{
	if (named->unknown)
		request_error(req, "numbers", "group_unknown");
	else if (named->too_many)
		request_error(req, "numbers", "group_too_many");
	else if (named->count == 0)
		request_error(req, "numbers", "group_none");
	if (named->unknown)
		view_set(req, "Group.Unknown", named->unknown);
	return req->error_count ? ST_INVALID : ST_OK;
}

/* ---- the leading ticket's move ----------------------------------------------------------------------------- */

/* It says how many, and commits to which; the members' own events follow. */
static enum status move_leader(struct request *req, const struct ticket_row *leader, enum event_type type, const struct move_tie *ties, size_t count,
			       const char *list)
{
	const struct event_fact fact = { "members", arena_printf(req->arena, "%zu", count) };
	struct event_text text = { .field = "members", .body = list };
	const char *key = arena_printf(req->arena, "group %u %s %s %s", req->viewer->id, event_word((int)type), leader->number, field_text(req, "intent"));
	struct moved moved;
	struct move move = {
		.type = type, .role = (enum role)req->viewer->role, .actor = ACTOR_STAFF, .actor_id = req->viewer->id, .ticket_id = leader->id,
		.expected_version = (uint32_t)field_number(req, "version"), .facts = &fact, .fact_count = 1, .texts = &text, .text_count = 1,
		.ties = ties, .tie_count = count,
	};

	crypto_hmac(site_of(req)->form_key, key, strlen(key), move.key);
	return desk_explain(req, move_ticket(site_of(req)->db, req->arena, &move, &moved));
}

/* The first few at once, so that a small group is done when the page answers. The worker may be at the same ones: the move's key
 * lets either win. */
static enum status begin_members(struct request *req, const struct ticket_row *leader)
{
	struct tie_row *rows;
	size_t count, done = 0;

	TRY(tie_to_do_of_list(site_of(req)->db, req->arena, &(struct tie_to_do_of_in){ leader->id, LIMIT_GROUP_AT_ONCE }, &rows, &count));
	return group_go_on(site_of(req), req->arena, rows, count, req->now_ms, &done);
}

/* named: all of it. chosen: by number. */
static enum status change_members(struct request *req, const struct ticket_row *leader, enum event_type type, enum tie_phase phase,
				  const uint64_t *ids, const char *const *numbers, size_t count)
{
	struct move_tie *ties = ARENA_ARRAY(req->arena, count + 1, struct move_tie);
	struct buf list = buf_new(req->arena, 1024);

	for (size_t i = 0; i < count; i++) {
		ties[i] = (struct move_tie){ ids[i], leader->id, TIE_SAME, phase };
		buf_printf(&list, "%s%s", i > 0 ? " " : "", numbers[i]);
	}
	TRY(move_leader(req, leader, type, ties, count, list.text));
	TRY(begin_members(req, leader));
	return response_redirectf(req, "/admin/ticket/%s#group", leader->number);
}

/* Those it leads already are left out; with them there must not be too many. */
static enum status leave_out_led(struct request *req, const struct ticket_row *leader, struct named *named)
{
	struct tie_members_out *led;
	size_t count, kept = 0, stay = 0;

	TRY(tie_members_list(site_of(req)->db, req->arena, &(struct tie_members_in){ leader->id, 2 * LIMIT_GROUP_TICKETS }, &led, &count));
	for (size_t i = 0; i < named->count; i++) {
		size_t k = 0;

		while (k < count && (strcmp(led[k].number, named->tickets[i].number) != 0 || led[k].phase == TIE_REFUSED ||
				     (led[k].phase == TIE_TOLD && led[k].state != STATE_ANSWERED)))
			k++;
		if (k == count)
			named->tickets[kept++] = named->tickets[i];
	}
	named->count = kept;
	for (size_t i = 0; i < count; i++)
		stay += led[i].phase != TIE_REFUSED;
	named->too_many |= stay + kept > LIMIT_GROUP_TICKETS;
	return ST_OK;
}

enum status page_group_act(struct request *req)
{
	struct ticket_row leader;
	struct named named;
	const char **numbers;
	uint64_t *ids;

	TRY(desk_ticket_load_covered(req, &leader));
	TRY(read_named(req, &leader, &named));
	TRY(refuse_named(req, &named));
	TRY(leave_out_led(req, &leader, &named));
	if (named.count == 0)	/* all are in it already */
		return response_redirectf(req, "/admin/ticket/%s#group", leader.number);
	TRY(refuse_named(req, &named));
	ids = ARENA_ARRAY(req->arena, named.count, uint64_t);
	numbers = ARENA_ARRAY(req->arena, named.count, const char *);
	for (size_t i = 0; i < named.count; i++) {
		ids[i] = named.tickets[i].id;
		numbers[i] = named.tickets[i].number;
	}
	return change_members(req, &leader, EVENT_GATHERED, TIE_ASKED, ids, numbers, named.count);
}

static bool is_chosen(const struct request *req, const char *number)
{
	if (field_number(req, "all"))
		return true;
	for (size_t i = 0; i < req->form.count; i++)
		if (strcmp(req->form.list[i].name, "other") == 0 && strcmp(req->form.list[i].value, number) == 0)
			return true;
	return false;
}

enum status page_ungroup_act(struct request *req)
{
	struct tie_members_out *led;
	struct ticket_row leader;
	const char **numbers;
	uint64_t *ids;
	size_t count, chosen = 0;

	TRY(desk_ticket_load_covered(req, &leader));
	TRY(tie_members_list(site_of(req)->db, req->arena, &(struct tie_members_in){ leader.id, 2 * LIMIT_GROUP_TICKETS }, &led, &count));
	ids = ARENA_ARRAY(req->arena, count + 1, uint64_t);
	numbers = ARENA_ARRAY(req->arena, count + 1, const char *);
	for (size_t i = 0; i < count; i++) {
		if (led[i].phase == TIE_REFUSED || led[i].phase == TIE_LEAVING || !is_chosen(req, led[i].number))
			continue;
		ids[chosen] = led[i].id;
		numbers[chosen++] = led[i].number;
	}
	if (chosen == 0)
		return response_redirectf(req, "/admin/ticket/%s#group", leader.number);
	return change_members(req, &leader, EVENT_RELEASED, TIE_LEAVING, ids, numbers, chosen);
}
