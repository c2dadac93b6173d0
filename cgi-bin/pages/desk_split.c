/* Splitting a ticket; see desk_split.h. */
#include "pages/desk_split.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "domain/event_read.h"
#include "domain/flow.h"
#include "pages/desk_choices.h"
#include "pages/desk_list.h"
#include "pages/desk_move.h"
#include "pages/desk_ticket.h"
#include "pages/intake.h"

static const char *check_item(struct request *req, const char *text)
{
	const struct item *item = item_find(&site_of(req)->items, (uint32_t)strtoul(text, NULL, 10));

	return item && !item_is_domain(item) ? NULL : "unknown_item";
}

const struct field split_fields[] = {
	{ "version", FIELD_NUMBER, 1, INT32_MAX, FIELD_REQUIRED },
	{ "intent", FIELD_HEX, 32, 32, FIELD_REQUIRED },
	{ "item", FIELD_ITEM, .flags = FIELD_REQUIRED, .check = check_item },
	{ "content", FIELD_BLOCK, LIMIT_CONTENT_CHARS_MIN, LIMIT_CONTENT_CHARS, FIELD_REQUIRED },
	{ 0 }
};

/* ---- shown --------------------------------------------------------------------------------------------- */

enum status desk_show_split(struct request *req, const struct ticket_row *ticket)
{
	struct db *db = site_of(req)->db;
	const struct flow_row *row;
	struct queue_row *rows;
	size_t count;

	TRY(tickets_split_off_list(db, req->arena, &(struct tickets_split_off_in){ ticket->id, LIMIT_PAGE_ROWS }, &rows, &count));
	desk_brief(req, "Split", rows, count, 0);
	TRY(tickets_split_from_list(db, req->arena, &(struct tickets_split_from_in){ ticket->id, LIMIT_PAGE_ROWS }, &rows, &count));
	desk_brief(req, "Origin", rows, count, 0);
	if (!staff_covers(req, ticket->region, ticket->unit) ||
	    flow_check((enum ticket_state)ticket->state, EVENT_SPLIT, (enum role)req->viewer->role, &row) != ST_OK)
		return ST_OK;
	view_flag(req, "Can.Split", true);
	show_item_choices(req);
	return ST_OK;
}

/* ---- splitting ----------------------------------------------------------------------------------------- */

static enum status check_split(struct request *req, const struct ticket_row *ticket)
{
	const struct item *item = item_find(&site_of(req)->items, (uint32_t)field_number(req, "item"));

	if (item && item_takes(item, (int)ticket->kind))
		return ST_OK;
	request_error(req, "item", "not_this_kind");
	return ST_INVALID;
}

/* Who the person is goes over sealed; the new ticket's chain says the same of it as the old one's. */
static enum status load_commitment(struct request *req, const struct ticket_row *ticket, const uint8_t **committed)
{
	uint8_t *hash = ARENA_ARRAY(req->arena, HASH_BYTES, uint8_t);
	struct event_row says;
	struct bytes hex;

	*committed = NULL;
	TRY(event_of_person(site_of(req)->db, req->arena, &(struct event_of_person_in){ ticket->id, EVENT_CORRECTED }, &says));
	hex = event_committed_of(says.canonical, "person");
	if (hex.n != 2 * HASH_BYTES)
		return ST_OK;
	TRY(text_from_hex(arena_strndup(req->arena, (const char *)hex.p, hex.n), hash, HASH_BYTES));
	*committed = hash;
	return ST_OK;
}

static void fill_intake(struct request *req, const struct ticket_row *t, struct intake *in)
{
	*in = (struct intake){
		.kind = (enum kind)t->kind, .source = (enum source)t->source, .item = (uint32_t)field_number(req, "item"), .region = t->region,
		.reply_by = (enum reply_by)t->reply_by, .confidential = t->confidential != 0, .urgent = t->urgent != 0, .lang = t->lang,
		.happened_ms = t->happened_ms, .content = field_text(req, "content"), .wish = "", .place = t->place, .company = t->company,
		.plate = t->plate, .line = t->line, .external_number = t->external_number, .consent = "split", .quiet = true,
		.role = (enum role)req->viewer->role, .actor = ACTOR_STAFF, .actor_id = req->viewer->id,
	};
	crypto_hmac(site_of(req)->form_key, field_text(req, "intent"), 32, in->key);
}

/* The move of the ticket that is split, made with the filing or not at all. */
static void fill_move(struct request *req, const struct ticket_row *ticket, struct move *move)
{
	const char *key = arena_printf(req->arena, "split %u %s %s", req->viewer->id, ticket->number, field_text(req, "intent"));

	*move = (struct move){
		.type = EVENT_SPLIT, .role = (enum role)req->viewer->role, .actor = ACTOR_STAFF, .actor_id = req->viewer->id,
		.ticket_id = ticket->id, .expected_version = (uint32_t)field_number(req, "version"), .by_unit = desk_by_unit(req),
	};
	crypto_hmac(site_of(req)->form_key, key, strlen(key), move->key);
}

enum status page_split_act(struct request *req)
{
	struct ticket_row ticket;
	struct intake intake;
	struct moved moved;
	struct move move;
	const char *code;

	TRY(desk_ticket_load_covered(req, &ticket));
	if (!desk_may(req, &ticket, EVENT_SPLIT))
		return ST_FORBIDDEN;
	TRY(check_split(req, &ticket));
	fill_intake(req, &ticket, &intake);
	TRY(load_commitment(req, &ticket, &intake.person_committed));
	fill_move(req, &ticket, &move);
	intake.split_from = &move;
	intake.split_number = ticket.number;
	TRY(desk_explain(req, intake_file(site_of(req), req->arena, &intake, req->now_ms, &moved, &code)));
	/* The code is for the person and stands in no URL: the page derives it again from what made it. */
	return response_redirectf(req, "/admin/ticket/%s?filed=%s", moved.number, field_text(req, "intent"));
}
