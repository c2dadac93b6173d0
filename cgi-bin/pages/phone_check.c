/* Verifying a phone; see phone_check.h. */
#include "pages/phone_check.h"

#include <string.h>

#include "base/limits.h"
#include "domain/contact.h"
#include "pages/asked.h"
#include "pages/brand_view.h"
#include "pages/decide.h"
#include "pages/new_step.h"
#include "pages/ticket_submit.h"
#include "store/phone_check_store.h"
#include "web/response.h"
#include "web/view.h"

#define PASSED "phone_passed"	/* in the draft: for which phone the code was typed */

const struct field new_phone_fields[] = {
	{ "do", FIELD_CHOICE, .choices = "again" },
	{ "sms_code", FIELD_LINE, 0, 20 },
	{ 0 }
};

/* ---- is it asked? ----------------------------------------------------------------------------------------------- */

static struct bytes phone_index(struct request *req, const struct draft *draft)
{
	return person_phone_index(req->arena, site_of(req)->phone_key, draft_get(draft, "phone"));
}

static bool reaches(const struct request *req, bool confidential, const char *phone)
{
	const struct person person = { .name = "", .phone = phone, .email = "" };

	return !confidential && contact_channels(&person) & NOTICE_SMS && strstr(config_text(site_of(req)->config, "notice.offered"), "sms");
}

static bool reaches_draft(const struct request *req, const struct draft *draft)
{
	return reaches(req, text_equal(draft_get(draft, "confidential"), "yes"), draft_get(draft, "phone"));
}

static bool has_passed(struct request *req, const struct draft *draft)
{
	struct bytes index = phone_index(req, draft);

	return index.n && text_equal(draft_get(draft, PASSED), text_hex(req->arena, index.p, index.n));
}

static bool rules_ask(struct request *req, enum kind kind, uint32_t item, uint32_t region, struct rules_answer *answer)
{
	const struct decide_facts facts = {
		.kind = kind, .source = SOURCE_WEB, .item = item, .region = region, .state = STATE_ACCEPTED, .filed_ms = req->now_ms, .from_ms = req->now_ms,
	};
	struct rules_question question;

	decide_question(&facts, RULES_OP_ADMIT, STAGE_NONE, &question);
	rules_call(site_of(req)->rules, calendar_live_look(site_of(req)->db, site_of(req)->calendar), &question, 1, answer);
	return answer->status == RULES_OK && answer->any.admission.phone_check == RULES_PHONE_CODE;
}

static bool rules_ask_of_draft(struct request *req, const struct draft *draft, struct rules_answer *answer)
{
	return rules_ask(req, (enum kind)kind_from_word(draft_get(draft, "kind")), new_number(draft, "item"), new_number(draft, "region"), answer);
}

/* Must a code be typed? The rules' answer says by which of them. */
static bool asks(struct request *req, const struct draft *draft, struct rules_answer *answer)
{
	return reaches_draft(req, draft) && !has_passed(req, draft) && rules_ask_of_draft(req, draft, answer);
}

bool phone_check_asks(struct request *req, const struct draft *draft)
{
	struct rules_answer answer;

	return asks(req, draft, &answer);
}

bool phone_check_show(struct request *req, const struct draft *draft)
{
	struct rules_answer answer;

	if (!asks(req, draft, &answer))
		return false;
	view_set(req, "Phone.Number", draft_get(draft, "phone"));
	view_set(req, "Phone.Source", answer.any.admission.because.source);
	view_flag(req, "Phone.Verified", answer.any.admission.because.verified);
	return true;
}

enum status phone_check_changed(struct request *req, const struct ticket_row *ticket, const char *phone)
{
	struct bytes index = person_phone_index(req->arena, site_of(req)->phone_key, phone);
	struct phone_check_known_out known;
	struct rules_answer answer;

	if (!reaches(req, ticket->confidential, phone))
		return ST_OK;
	TRY(phone_check_known(site_of(req)->db, req->arena, &(struct phone_check_known_in){ ticket->id, index }, &known));
	if (known.same || !rules_ask(req, (enum kind)ticket->kind, ticket->item, ticket->region, &answer))
		return ST_OK;
	request_error(req, "phone", "phone_unverified");
	return ST_INVALID;
}

/* ---- the code --------------------------------------------------------------------------------------------------- */

/* Says nothing of the visit's secret. */
static struct bytes visit_of(struct request *req, const struct draft *draft)
{
	uint8_t *visit = arena_alloc(req->arena, KEY_BYTES);

	crypto_derive(draft->secret, KEY_BYTES, "phone code", visit);
	return (struct bytes){ visit, KEY_BYTES };
}

static struct phone_check_ask ask_of(struct request *req, const struct draft *draft, const char *code)
{
	struct phone_check_ask ask = { .visit = visit_of(req, draft), .phone_index = phone_index(req, draft), .lang = req->language,
				       .province = region_province(new_number(draft, "region")), .now_ms = req->now_ms };
	const char *text = arena_printf(req->arena, "phone code %s %s %s", text_hex(req->arena, ask.visit.p, ask.visit.n),
					text_hex(req->arena, ask.phone_index.p, ask.phone_index.n), code);
	uint8_t *hash = arena_alloc(req->arena, HASH_BYTES);

	crypto_hmac(site_of(req)->code_key, text, strlen(text), hash);
	ask.code_hash = (struct bytes){ hash, HASH_BYTES };
	return ask;
}

static enum status too_often(struct request *req)
{
	request_error(req, "", "phone_code_often");
	return ST_TOO_MANY;
}

static enum status send_code(struct request *req, const struct draft *draft)
{
	const struct person person = { .name = "", .phone = draft_get(draft, "phone"), .email = "" };
	struct contact_sealed sealed;
	struct phone_check_ask ask;
	enum status status;

	if (asked_from_address(req, "phone code") >= LIMIT_PHONE_CODES_PER_ADDRESS)
		return too_often(req);
	contact_seal(req->arena, site_of(req)->notice_public, &person, &sealed);
	ask = ask_of(req, draft, sealed.code);
	ask.sealed = &sealed;
	status = phone_check_send(site_of(req)->db, &ask);
	if (status == ST_OK)
		asked_count_address(req, "phone code");
	return status == ST_TOO_MANY ? too_often(req) : status;
}

/* A button pressed twice sends one. */
static enum status send_unless_sent(struct request *req, const struct draft *draft, bool again)
{
	struct phone_check_newest_out newest;
	enum status status = phone_check_newest(site_of(req)->db, req->arena,
						&(struct phone_check_newest_in){ visit_of(req, draft), phone_index(req, draft) }, &newest);
	bool lives = status == ST_OK && newest.until_ms > req->now_ms && newest.tries < LIMIT_PHONE_CODE_TRIES;

	if (status != ST_OK && status != ST_NOT_FOUND)
		return status;
	if (lives && (!again || newest.asked_ms > req->now_ms - LIMIT_PHONE_CODE_AGAIN_MS))
		return ST_OK;
	return send_code(req, draft);
}

enum status phone_check_begin(struct request *req, const struct draft *draft)
{
	TRY(send_unless_sent(req, draft, false));
	return response_redirect(req, "/ticket/new/phone");
}

/* ---- the page --------------------------------------------------------------------------------------------------- */

enum status page_new_phone_show(struct request *req)
{
	struct draft draft;

	TRY(visit_open(req, &draft));
	if (*draft_get(&draft, "number"))
		return response_redirect(req, "/ticket/receipt");
	if (new_first_open(site_of(req), req->arena, &draft) != NEW_CHECK || !phone_check_show(req, &draft))
		return response_redirect(req, new_path(NEW_CHECK));
	view_brand(req, new_number(&draft, "region"));
	view_int(req, "Minutes", LIMIT_PHONE_CODE_MS / 60000);
	view_int(req, "Tries", LIMIT_PHONE_CODE_TRIES);
	view_flag(req, "Sent", params_get(&req->query, "sent") != NULL);
	return ST_OK;
}

/* Six digits as people type them: full width, with spaces. "" when it is no code. */
static const char *typed_code(struct request *req)
{
	const char *half = text_half_width(req->arena, field_text(req, "sms_code"));
	struct buf code = buf_new(req->arena, 16);

	for (; *half; half++)
		if (*half != ' ' && *half != '-')
			buf_char(&code, *half);
	return code.len == CONTACT_CODE_CHARS && strspn(code.text, "0123456789") == CONTACT_CODE_CHARS ? code.text : "";
}

static enum status wrong(struct request *req, const char *why)
{
	request_error(req, "sms_code", why);
	return ST_INVALID;
}

static enum status judge(struct request *req, struct draft *draft)
{
	const char *code = typed_code(req);
	struct phone_check_ask typed = ask_of(req, draft, code);
	struct bytes index = phone_index(req, draft);
	enum status status;

	if (!*code)
		return wrong(req, field_given(req, "sms_code") && *field_text(req, "sms_code") ? "phone_code_form" : "required");
	status = phone_check_judge(site_of(req)->db, req->arena, &typed);
	if (status == ST_INVALID || status == ST_EXPIRED)
		return wrong(req, status == ST_INVALID ? "phone_code_wrong" : "phone_code_old");
	TRY(status);
	TRY(draft_set(draft, PASSED, text_hex(req->arena, index.p, index.n)));
	return visit_save(req, draft);
}

/* Only "check answers" begins it, where it is judged who files how much: nobody gets a message, or a ticket, past that. */
static bool has_begun(struct request *req, const struct draft *draft)
{
	struct phone_check_newest_out newest;

	return phone_check_newest(site_of(req)->db, req->arena,
				  &(struct phone_check_newest_in){ visit_of(req, draft), phone_index(req, draft) }, &newest) == ST_OK;
}

enum status page_new_phone_act(struct request *req)
{
	struct draft draft;

	TRY(visit_open(req, &draft));
	if (*draft_get(&draft, "number"))	/* a repeat: the same answer */
		return response_redirect(req, "/ticket/receipt");
	if (new_first_open(site_of(req), req->arena, &draft) != NEW_CHECK || !has_begun(req, &draft))
		return response_redirect(req, new_path(NEW_CHECK));
	if (phone_check_asks(req, &draft)) {
		if (text_equal(field_text(req, "do"), "again")) {
			TRY(send_unless_sent(req, &draft, true));
			return response_redirect(req, "/ticket/new/phone?sent=yes");
		}
		TRY(judge(req, &draft));
	} else if (!has_passed(req, &draft)) {
		return response_redirect(req, new_path(NEW_CHECK));
	}
	return submit_draft(req, &draft);
}
