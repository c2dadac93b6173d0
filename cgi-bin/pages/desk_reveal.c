/* The look at a person; see desk_reveal.h. */
#include "pages/desk_reveal.h"

#include <string.h>

#include "base/limits.h"
#include "domain/flow.h"
#include "pages/desk_ticket.h"
#include "pages/staff_session.h"
#include "store/move.h"
#include "store/vault_store.h"

const struct field reveal_fields[] = {
	{ "version", FIELD_NUMBER, 1, INT32_MAX, FIELD_REQUIRED },
	{ "intent", FIELD_HEX, 32, 32, FIELD_REQUIRED },
	{ "text", FIELD_BLOCK, LIMIT_REVEAL_REASON_CHARS_MIN, LIMIT_REASON_CHARS },
	{ 0 }
};

/* ---- may the viewer --------------------------------------------------------------------------------------- */

static const struct demand *agreed_of(const struct demand_list *demands)
{
	for (size_t i = 0; i < demands->open_count; i++)
		if (demands->open[i].kind == DEMAND_REVEAL && demands->open[i].answered_ms)
			return &demands->open[i];
	return NULL;
}

static enum status check_look(struct request *req, const struct ticket_row *ticket, const struct demand_list *demands)
{
	const struct move move = { .type = EVENT_REVEALED, .role = (enum role)req->viewer->role, .actor_id = req->viewer->id };
	const struct demand_ask ask = demand_ask_of(&move, ticket, req->now_ms);
	const struct flow_row *row;

	TRY(flow_check((enum ticket_state)ticket->state, move.type, move.role, &row));
	return demand_check(demands->open, demands->open_count, &ask);
}

void desk_show_reveal(struct request *req, const struct ticket_row *ticket, const struct demand_list *demands)
{
	const struct demand *agreed = agreed_of(demands);

	if (!staff_covers(req, ticket->region, ticket->unit) || check_look(req, ticket, demands) != ST_OK)
		return;
	view_flag(req, "Can.Reveal", true);
	if (!ticket->confidential || !agreed)
		return;
	view_flag(req, "Reveal.Agreed", true);
	view_int(req, "Reveal.UntilMs", demand_reveal_until(agreed));
}

/* ---- the look ----------------------------------------------------------------------------------------------- */

/* Why, and who agreed: of a confidential ticket what was asked for counts, and nothing that is typed now. */
struct looking {
	const char *reason;
	const char *second;	/* the role of who agreed; "" of a ticket that needs nobody's word */
};

static enum status read_typed(struct request *req, struct looking *l)
{
	*l = (struct looking){ .reason = field_text(req, "text"), .second = "" };
	if (*l->reason)
		return ST_OK;
	request_error(req, "text", "required");
	return ST_INVALID;
}

static enum status read_agreed(struct request *req, const struct ticket_row *ticket, struct looking *l)
{
	struct demand_list demands;
	struct reveal_agreed_out said;
	const struct demand *agreed;

	*l = (struct looking){ .reason = "", .second = "" };
	TRY(demands_load(site_of(req)->db, req->arena, ticket->id, &demands));
	agreed = agreed_of(&demands);
	if (!agreed)	/* used already, or over: the move says so */
		return ST_OK;
	TRY(reveal_agreed(site_of(req)->db, req->arena, &(struct reveal_agreed_in){ ticket->id, agreed->seq }, &said));
	l->reason = said.reason;
	l->second = said.role;
	return ST_OK;
}

static enum status record(struct request *req, const struct ticket_row *ticket, const struct looking *l, struct moved *moved)
{
	struct event_text words = { .field = "reason", .body = l->reason };
	const struct event_fact facts[] = {
		{ "office", arena_printf(req->arena, "%06u", req->viewer->region) }, { "second", l->second },
	};
	const struct move_act act = { site_of(req)->program, "revealed", l->reason };
	struct move move = {
		.type = EVENT_REVEALED, .role = (enum role)req->viewer->role, .actor = ACTOR_STAFF, .actor_id = req->viewer->id,
		.ticket_id = ticket->id, .texts = &words, .text_count = 1, .facts = facts, .fact_count = 2, .act = &act,
	};
	const char *key = arena_printf(req->arena, "reveal %u %s %s", req->viewer->id, ticket->number, field_text(req, "intent"));

	crypto_hmac(site_of(req)->form_key, key, strlen(key), move.key);
	return move_ticket(site_of(req)->db, req->arena, &move, moved);
}

/* What was looked at is shown once: the same form sent again some seconds later opens nothing. */
static enum status look(struct request *req, const struct ticket_row *ticket, uint32_t seq, struct person *person)
{
	struct site *site = site_of(req);
	enum status status = vault_look(site->db, req->arena, config_text(site->config, "key.dir"), ticket->id, seq, person);

	if (status != ST_NOT_FOUND)
		return status;
	request_error(req, "", "reveal_over");
	return ST_EXPIRED;
}

static enum status explain(struct request *req, enum status status)
{
	if (status == ST_CONFLICT)
		request_error(req, "", "reveal_not_now");
	if (status == ST_FORBIDDEN)
		request_error(req, "", "not_your_move");
	return status;
}

enum status page_reveal_act(struct request *req)
{
	struct ticket_row ticket;
	struct person person;
	struct looking why;
	struct moved moved;

	TRY(desk_ticket_load_covered(req, &ticket));
	TRY(ticket.confidential ? read_agreed(req, &ticket, &why) : read_typed(req, &why));
	TRY(explain(req, record(req, &ticket, &why, &moved)));
	TRY(look(req, &ticket, moved.seq, &person));
	TRY(page_desk_ticket_show(req));
	view_flag(req, "Person.Shown", true);
	view_set(req, "Person.Name", person.name);
	view_set(req, "Person.Phone", person.phone);
	view_set(req, "Person.Email", person.email);
	return ST_OK;
}
