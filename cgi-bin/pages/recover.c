/* A lost query code; see recover.h. */
#include "pages/recover.h"

#include <string.h>

#include "base/limits.h"
#include "domain/number.h"
#include "pages/notice_view.h"
#include "pages/portal_visit.h"
#include "statements.h"
#include "store/move.h"
#include "store/recovery_store.h"

#define TOKEN_CHARS (2 * CONTACT_TOKEN_BYTES)

const struct field recover_fields[] = {
	{ "number", FIELD_TICKET, .flags = FIELD_REQUIRED },
	{ "phone", FIELD_PHONE, .flags = FIELD_REQUIRED },
	{ 0 }
};
const struct field recover_code_fields[] = {
	{ "t", FIELD_HEX, TOKEN_CHARS, TOKEN_CHARS, FIELD_REQUIRED },
	{ "intent", FIELD_HEX, 32, 32, FIELD_REQUIRED },
	{ 0 }
};

/* ---- asking ---------------------------------------------------------------------------------------------- */

enum status page_recover_show(struct request *req)
{
	visit_begin(req);
	view_notices_offered(req);
	view_int(req, "Minutes", LIMIT_RECOVERY_MS / 60000);
	view_flag(req, "Sent", params_get(&req->query, "sent") != NULL);
	return ST_OK;
}

static enum status refuse(struct request *req, const char *field, const char *why)
{
	request_error(req, field, why);
	return ST_INVALID;
}

enum status page_recover_act(struct request *req)
{
	struct site *site = site_of(req);
	const struct person person = { .name = "", .phone = field_text(req, "phone"), .email = "" };
	struct recovery_ask ask = { .now_ms = req->now_ms };
	struct contact_sealed sealed;
	enum status status;

	if (number_parse(req->arena, field_text(req, "number"), &ask.number) != ST_OK)
		return refuse(req, "number", "ticket");
	if (!(contact_channels(&person) & NOTICE_SMS))
		return refuse(req, "phone", "phone_mobile");
	if (!strstr(config_text(site->config, "notice.offered"), "sms"))
		return refuse(req, "", "recover_off");
	contact_seal(req->arena, site->notice_public, &person, &sealed);
	ask.phone_index = person_phone_index(req->arena, site->phone_key, person.phone);
	ask.sealed = &sealed;
	status = recovery_note(site->db, req->arena, &ask);
	if (status == ST_TOO_MANY)
		request_error(req, "", "recover_often");
	TRY(status);
	return response_redirect(req, "/recover?sent=yes");
}

/* ---- the link -------------------------------------------------------------------------------------------- */

/* ST_EXPIRED: not one of ours, void, used or too old; the page says so, in the same words. */
static enum status find_link(struct request *req, const char *token, uint8_t hash[HASH_BYTES], struct recovery_find_out *link)
{
	enum status status;

	if (contact_token_hash(token, hash) != ST_OK)
		return ST_EXPIRED;
	status = recovery_find(site_of(req)->db, req->arena, &(struct recovery_find_in){ { hash, HASH_BYTES } }, link);
	if (status == ST_NOT_FOUND || (status == ST_OK && link->until_ms <= req->now_ms))
		return ST_EXPIRED;
	return status;
}

enum status page_recover_code_show(struct request *req)
{
	const char *token = params_get(req->method == METHOD_POST ? &req->form : &req->query, "t");
	struct recovery_find_out link;
	uint8_t hash[HASH_BYTES];
	enum status status = find_link(req, token ? token : "", hash, &link);

	visit_begin(req);
	if (status != ST_OK && status != ST_EXPIRED)
		return status;
	view_int(req, "Minutes", LIMIT_RECOVERY_MS / 60000);
	view_flag(req, "Dead", status == ST_EXPIRED || link.phase != RECOVERY_SENT);
	view_intent(req);
	field_show(req, "t", token ? token : "");
	return ST_OK;
}

/* Button pressed twice, same intent: the same key, and from it the same code. */
static void key_of(struct request *req, const char *token, uint8_t key[HASH_BYTES])
{
	const char *text = arena_printf(req->arena, "recover %s %s", token, field_text(req, "intent"));

	crypto_hmac(site_of(req)->code_key, text, strlen(text), key);
}

static enum status renew(struct request *req, const struct ticket_row *ticket, const uint8_t token_hash[HASH_BYTES], const char **code)
{
	struct site *site = site_of(req);
	uint8_t hash[HASH_BYTES];
	const struct recovery_use use = { .token_hash = token_hash, .code_hash = hash };
	struct move move = {
		.type = EVENT_CODE_RENEWED, .role = ROLE_PUBLIC, .actor = ACTOR_PERSON, .ticket_id = ticket->id, .renews = &use,
		.facts = &(struct event_fact){ "by", "sms" }, .fact_count = 1,
	};
	struct ticket_row now;
	struct moved moved;

	key_of(req, field_text(req, "t"), move.key);
	*code = code_make(req->arena, site->code_key, move.key);
	code_hash(site->code_key, ticket->number, *code, hash);
	TRY(move_ticket(site->db, req->arena, &move, &moved));
	TRY(ticket_by_id(site->db, req->arena, &(struct ticket_by_id_in){ ticket->id }, &now));
	/* A repeat after yet another code was made shows none that is dead. */
	return now.code_hash.n == HASH_BYTES && crypto_equal(now.code_hash.p, hash, HASH_BYTES) ? ST_OK : ST_EXPIRED;
}

enum status page_recover_code_act(struct request *req)
{
	struct recovery_find_out link;
	struct ticket_row ticket;
	uint8_t hash[HASH_BYTES];
	const char *code;
	enum status status = find_link(req, field_text(req, "t"), hash, &link);

	if (status == ST_OK && link.phase != RECOVERY_SENT && link.phase != RECOVERY_USED)
		status = ST_EXPIRED;
	if (status == ST_OK)
		status = ticket_by_id(site_of(req)->db, req->arena, &(struct ticket_by_id_in){ link.ticket_id }, &ticket);
	if (status == ST_OK)
		status = renew(req, &ticket, hash, &code);
	if (status == ST_EXPIRED || status == ST_CONFLICT || status == ST_NOT_FOUND) {
		request_error(req, "", "recover_dead");
		return ST_EXPIRED;
	}
	TRY(status);
	visit_begin(req);
	if (ticket.confidential)
		visit_hush(req);
	view_set(req, "Number", ticket.number);
	view_set(req, "Code", arena_printf(req->arena, "%.4s %.4s", code, code + 4));
	return ST_OK;
}
