/* Call events; see api_call.h. */
#include "pages/api_call.h"

#include <string.h>

#include "base/vault_key.h"
#include "domain/call.h"
#include "domain/person.h"
#include "domain/ticket.h"
#include "pages/api_key.h"
#include "pages/site.h"
#include "statements.h"
#include "web/response.h"
#include "web/validate.h"

#define CALL_ID_CHARS 64	/* an Asterisk linkedid has 30, a SIP Call-ID often 50 */

static const char *check_call(struct request *req, const char *text)
{
	(void)req;
	return text[strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:@+")] ? "call_id" : NULL;
}

const struct field call_event_fields[] = {
	{ "api_key", FIELD_HEX, API_KEY_CHARS, API_KEY_CHARS, FIELD_REQUIRED },
	{ "call", FIELD_LINE, 1, CALL_ID_CHARS, FIELD_REQUIRED, .check = check_call },
	{ "event", FIELD_CHOICE, .choices = "ring answer hangup", .flags = FIELD_REQUIRED },
	{ "phone", FIELD_LINE, 0, 40 },
	{ "agent", FIELD_LINE, 0, 40 },
	{ 0 }
};

/* ---- answers ------------------------------------------------------------------------------------------------- */

static enum status answer_error(struct request *req, int code, const char *field, const char *why)
{
	struct buf out = buf_new(req->arena, 256);

	response_code(req, code);
	buf_text(&out, "{\"errors\":[{\"field\":");
	buf_json(&out, field);
	buf_text(&out, ",\"error\":");
	buf_json(&out, why);
	buf_text(&out, "}]}\n");
	return response_body(req, "application/json", out.text, out.len);
}

enum status page_api_call_show(struct request *req)
{
	struct buf out = buf_new(req->arena, 512);

	if (req->method != METHOD_POST)
		return answer_error(req, 405, "", "POST api_key, call, event (ring, answer, hangup), phone, agent");
	buf_text(&out, "{\"errors\":[");
	for (size_t i = 0; i < req->error_count; i++) {
		buf_text(&out, i ? ",{\"field\":" : "{\"field\":");
		buf_json(&out, req->errors[i].field);
		buf_text(&out, ",\"error\":");
		buf_json(&out, req->errors[i].key);
		buf_text(&out, "}");
	}
	buf_text(&out, "]}\n");
	return response_body(req, "application/json", out.text, out.len);
}

/* ---- what is told --------------------------------------------------------------------------------------------- */

/* Canonical digits; "" when the number is withheld or is none that we know: the call counts all the same. */
static const char *read_phone(struct request *req)
{
	static const struct field phone = { "phone", FIELD_PHONE };
	const char *typed = field_text(req, "phone");
	struct verdict verdict;

	if (!*typed)
		return "";
	verdict = validate(req->arena, &phone, typed, req->now_ms);
	return verdict.key ? "" : verdict.text;
}

/* ST_NOT_FOUND: nobody who takes calls in the key's province. */
static enum status find_agent(struct request *req, uint32_t province, uint32_t *id)
{
	const char *login = field_text(req, "agent");
	struct call_agent_out agent;

	*id = 0;
	if (!*login)
		return ST_OK;
	TRY(call_agent(site_of(req)->db, req->arena, &(struct call_agent_in){ login, province }, &agent));
	*id = agent.id;
	return agent.role & (ROLE_AGENT | ROLE_SUPERVISOR) ? ST_OK : ST_NOT_FOUND;
}

static enum status write_down(struct request *req, const struct api_key *key, uint32_t agent)
{
	struct site *site = site_of(req);
	char vault_key[KEY_ID_CHARS + 1];
	uint8_t vault_public[KEY_BYTES];
	enum call_event event = call_event_from_word(field_text(req, "event"));
	const char *phone = read_phone(req);
	struct call_put_in in = {
		.province = key->province, .key_id = key->id, .call_id = field_text(req, "call"), .staff_id = agent,
		.suite = SUITE_X25519_AES256GCM, .phone_index = person_phone_index(req->arena, site->phone_key, phone),
		.phone_mask = text_mask_phone(req->arena, phone), .rang_ms = req->now_ms,
		.answered_ms = event == CALL_ANSWER ? req->now_ms : 0, .ended_ms = event == CALL_HANGUP ? req->now_ms : 0,
	};

	TRY(vault_key_public(config_text(site->config, "key.dir"), vault_public, vault_key));
	in.vault_key = vault_key;
	call_seal(req->arena, vault_public, phone, &in.wrapped, &in.sealed);
	return call_put(site->db, &in);
}

enum status page_api_call_act(struct request *req)
{
	struct call_told_out told;
	struct api_key key;
	uint32_t agent;
	enum status status;

	status = api_key_admit(req, field_text(req, "api_key"), "call", &key);
	if (status == ST_FORBIDDEN)
		return answer_error(req, 403, "api_key", "forbidden");
	TRY(status);
	status = find_agent(req, key.province, &agent);
	if (status == ST_NOT_FOUND)
		return answer_error(req, 422, "agent", "unknown_agent");
	TRY(status);
	TRY(write_down(req, &key, agent));
	TRY(call_told(site_of(req)->db, req->arena, &(struct call_told_in){ key.id, field_text(req, "call") }, &told));
	return response_text(req, "application/json", arena_printf(req->arena, "{\"call\":\"%s\",\"state\":\"%s\"}\n",
		field_text(req, "call"), call_state(told.answered_ms, told.ended_ms)));
}
