/* Check answers → submit → receipt. A submit repeated from the same draft (double click, replay, parallel copies)
 * carries the same key, makes one ticket and gives one answer.
 */
#include "pages/ticket_submit.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/now.h"
#include "domain/number.h"
#include "pages/asked.h"
#include "pages/attach.h"
#include "pages/brand_view.h"
#include "pages/intake.h"
#include "pages/notice_view.h"
#include "pages/office_view.h"
#include "pages/phone_check.h"
#include "pages/province_form.h"
#include "pages/qr_view.h"
#include "pages/receipt.h"
#include "pages/ticket_new.h"
#include "pages/ticket_new_same.h"
#include "pages/ticket_refile.h"
#include "pages/ticket_view.h"

#define CONSENT_VERSION "2026-11-30"	/* of the privacy notice in the labels: article.privacy */

/* ---- check answers ------------------------------------------------------------------------------------ */

static void show_answers(struct request *req, const struct draft *draft)
{
	static const char *const shown[] = { "kind", "content", "wish", "place", "company", "plate", "line", "happened_at",
					     "name", "phone", "email", "reply_by", "confidential", "quiet" };
	size_t files = 0;

	for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++)
		view_setf(req, draft_get(draft, shown[i]), "Answer.%s", shown[i]);
	view_set(req, "Answer.region", site_region_name(req, (uint32_t)strtoul(draft_get(draft, "region"), NULL, 10)));
	view_set(req, "Answer.item", site_item_name(req, (uint32_t)strtoul(draft_get(draft, "item"), NULL, 10)));
	for (int i = 1; i <= LIMIT_FILES; i++) {
		const char *packed = draft_get(draft, arena_printf(req->arena, "file%d", i));
		const char *spool_name;
		struct move_file file;

		if (*packed && attach_unpack(req->arena, packed, &spool_name, &file) == ST_OK)
			view_setf(req, file.name, "Answer.files.%zu", files++);
	}
}

const struct field new_check_fields[] = { ASKED_FIELDS, { 0 } };

enum status page_new_check_show(struct request *req)
{
	struct province_form *form = ARENA_NEW(req->arena, struct province_form);
	enum new_step open;
	struct draft draft;

	TRY(visit_open(req, &draft));
	if (*draft_get(&draft, "number"))
		return response_redirect(req, "/ticket/receipt");
	open = new_first_open(site_of(req), req->arena, &draft);
	if (open != NEW_CHECK)
		return response_redirect(req, new_path(open));
	view_int(req, "Step.Number", NEW_CHECK + 1);
	view_notices_offered(req);
	view_set(req, "Step.Back", new_path(NEW_CONTACT));
	view_brand(req, new_number(&draft, "region"));
	new_ask_province(req, &draft, form);
	if (province_form_lacks(form, &draft))	/* another place or matter was chosen since, or the rules changed */
		return response_redirect(req, new_path(NEW_CONTENT));
	show_answers(req, &draft);
	province_form_answers(req, form, &draft);
	TRY(new_same_show_choice(req, &draft));
	refile_show(req, &draft);
	phone_check_show(req, &draft);
	return asked_show(req, &draft);
}

/* ---- submit ------------------------------------------------------------------------------------------- */

static enum status place_files(struct request *req, const struct draft *draft, struct move_file *files, size_t *count)
{
	*count = 0;
	for (int i = 1; i <= LIMIT_FILES; i++) {
		const char *packed = draft_get(draft, arena_printf(req->arena, "file%d", i));
		const char *spool_name;

		if (!*packed)
			continue;
		TRY(attach_unpack(req->arena, packed, &spool_name, &files[*count]));
		TRY(attach_place(req->arena, site_of(req)->config, spool_name, req->now_ms, &files[*count]));
		(*count)++;
	}
	return ST_OK;
}

static void read_draft(const struct request *req, const struct draft *d, struct intake *in)
{
	*in = (struct intake){
		.kind = (enum kind)kind_from_word(draft_get(d, "kind")), .source = SOURCE_WEB,
		.item = (uint32_t)strtoul(draft_get(d, "item"), NULL, 10),
		.region = (uint32_t)strtoul(draft_get(d, "region"), NULL, 10),
		.reply_by = (enum reply_by)reply_by_from_word(draft_get(d, "reply_by")),
		.confidential = strcmp(draft_get(d, "confidential"), "yes") == 0,
		.lang = req->language, .happened_ms = strtoll(draft_get(d, "happened_ms"), NULL, 10),
		.content = draft_get(d, "content"), .wish = draft_get(d, "wish"), .place = draft_get(d, "place"),
		.company = draft_get(d, "company"), .plate = draft_get(d, "plate"), .line = draft_get(d, "line"),
		.consent = CONSENT_VERSION, .person = { draft_get(d, "name"), draft_get(d, "phone"), draft_get(d, "email") },
		.quiet = strcmp(draft_get(d, "quiet"), "yes") == 0,
		.role = ROLE_PUBLIC, .actor = ACTOR_PERSON,
	};
	draft_submission(d, in->key);
}

/* What was filled in of the province's own fields; most drafts hold none, and then nobody need be asked. */
static void read_extra(struct request *req, const struct draft *draft, struct intake *in)
{
	struct province_form *form = ARENA_NEW(req->arena, struct province_form);
	struct event_text *texts = ARENA_ARRAY(req->arena, RULES_FIELDS_MAX, struct event_text);
	size_t i = 0;

	while (i < draft->count && !text_starts(draft->values[i].name, "x_"))
		i++;
	if (i == draft->count)
		return;
	new_ask_province(req, draft, form);
	in->extra_count = province_form_texts(req, form, draft, texts);
	in->extra = texts;
}

enum status draft_is_filed(struct request *req, const struct draft *draft, const char **number)
{
	struct site *site = site_of(req);
	struct idempotency_find_out key;
	struct ticket_row ticket;
	uint8_t submission[HASH_BYTES];

	draft_submission(draft, submission);
	TRY(idempotency_find(site->db, req->arena, &(struct idempotency_find_in){ { submission, HASH_BYTES } }, &key));
	TRY(ticket_by_id(site->db, req->arena, &(struct ticket_by_id_in){ key.ticket_id }, &ticket));
	*number = ticket.number;
	return ST_OK;
}

/* Once the receipt is asked for, the draft keeps only what it needs: nothing personal stays behind. Not done in the
 * submit itself, whose one commit is the ticket's. */
static enum status keep_receipt(struct request *req, struct draft *draft)
{
	uint8_t submission[HASH_BYTES];
	const char *number;
	enum status status;

	if (*draft_get(draft, "number"))
		return ST_OK;
	status = draft_is_filed(req, draft, &number);
	if (status == ST_NOT_FOUND)
		return ST_OK;
	TRY(status);
	draft_submission(draft, submission);
	draft->count = 0;
	TRY(draft_set(draft, "number", number));
	TRY(draft_set(draft, "code", code_make(req->arena, site_of(req)->code_key, submission)));
	return visit_save(req, draft);
}

/* One number files so many a day and no more: whoever uses another's cannot drown it. */
static enum status check_phone_limit(struct request *req, const struct draft *draft)
{
	int64_t most = config_int(site_of(req)->config, "filing.per_phone");
	int64_t filed;

	TRY(asked_phone(req, draft, most, &filed));
	if (most == 0 || filed < most)
		return ST_OK;
	request_error(req, "", "phone_too_often");
	return ST_INVALID;
}

/* Before anything is done for it. A repeat of what is filed already is not held up: it gets the first answer. */
static enum status check_limits(struct request *req, struct draft *draft)
{
	enum status status = asked_judge(req, draft);
	const char *number;

	if (status == ST_OK)
		status = check_phone_limit(req, draft);
	return status == ST_INVALID && draft_is_filed(req, draft, &number) == ST_OK ? ST_OK : status;
}

enum status submit_draft(struct request *req, struct draft *draft)
{
	struct move_file files[LIMIT_FILES] = { 0 };
	struct intake intake;
	struct moved moved;
	const char *code;
	enum status status;

	read_draft(req, draft, &intake);
	read_extra(req, draft, &intake);
	TRY(place_files(req, draft, files, &intake.file_count));
	intake.files = files;
	TRY(new_same_chosen(req, draft, &intake.joins, &intake.joins_number));
	TRY(refile_prepare(req, draft, &intake));
	status = intake_file(site_of(req), req->arena, &intake, req->now_ms, &moved, &code);
	if (intake.instead_of && (status == ST_CONFLICT || status == ST_FORBIDDEN))
		return refile_refused(req, draft);
	TRY(status);
	if (!moved.repeated)
		asked_count(req, draft);
	return response_redirect(req, "/ticket/receipt");
}

enum status page_new_check_act(struct request *req)
{
	struct draft draft;

	TRY(visit_open(req, &draft));
	if (*draft_get(&draft, "number"))	/* a repeat: the same answer */
		return response_redirect(req, "/ticket/receipt");
	if (new_first_open(site_of(req), req->arena, &draft) != NEW_CHECK)
		return response_redirect(req, new_path(new_first_open(site_of(req), req->arena, &draft)));
	TRY(check_limits(req, &draft));
	return phone_check_asks(req, &draft) ? phone_check_begin(req, &draft) : submit_draft(req, &draft);
}

/* ---- receipt ------------------------------------------------------------------------------------------ */

/* Receipt.Word and its link, with a QR code of its own. Without a key to sign with the rest of the page is whole. */
static enum status show_signed(struct request *req, const struct ticket_row *ticket)
{
	struct receipt receipt;
	enum status status = receipt_make(req, ticket, &receipt);
	const char *word;

	if (status == ST_NOT_FOUND)
		return ST_OK;
	TRY(status);
	word = receipt_word(req->arena, &receipt);
	view_set(req, "Receipt.Word", word);
	view_set(req, "Receipt.Hash", text_hex(req->arena, receipt.hash, HASH_BYTES));
	view_qr(req, "SignedQr", arena_printf(req->arena, "%s/status/verify?receipt=%s",
					      config_text(site_of(req)->config, "site.base_url"), word));
	return ST_OK;
}

/* ST_NOT_FOUND: this visit has filed nothing that is still known. */
static enum status filed_in_visit(struct request *req, struct draft *draft, struct ticket_row *ticket)
{
	TRY(visit_open(req, draft));
	TRY(keep_receipt(req, draft));
	if (!*draft_get(draft, "number") || strlen(draft_get(draft, "code")) != CODE_CHARS)
		return ST_NOT_FOUND;
	return ticket_by_number(site_of(req)->db, req->arena, &(struct ticket_by_number_in){ draft_get(draft, "number") }, ticket);
}

static enum status show_joined(struct request *req, uint64_t ticket_id)
{
	struct join_of_out joined;
	enum status status = join_of(site_of(req)->db, req->arena, &(struct join_of_in){ ticket_id }, &joined);

	view_flag(req, "Receipt.Joined", status == ST_OK);
	return status == ST_NOT_FOUND ? ST_OK : status;
}

/* The person may have another code by now. */
static bool is_code_of(struct request *req, const struct ticket_row *ticket, const char *code)
{
	uint8_t hash[HASH_BYTES];

	code_hash(site_of(req)->code_key, ticket->number, code, hash);
	return ticket->code_hash.n == HASH_BYTES && crypto_equal(ticket->code_hash.p, hash, HASH_BYTES);
}

enum status page_receipt_show(struct request *req)
{
	struct ticket_told told;
	struct ticket_row ticket;
	struct draft draft;
	enum status status = filed_in_visit(req, &draft, &ticket);

	if (status == ST_NOT_FOUND)
		return response_redirect(req, "/ticket/track");
	TRY(status);
	TRY(ticket_told_load(req, ticket.id, &told));
	TRY(view_ticket_told(req, &ticket, VIEW_AS_PERSON, &told));
	view_ticket_promise(req, &told, PROMISE_DAYS);
	view_office(req, ticket.region);
	view_brand(req, ticket.region);
	TRY(show_joined(req, ticket.id));
	view_flag(req, "Receipt.Renewed", !is_code_of(req, &ticket, draft_get(&draft, "code")));
	view_set(req, "Receipt.Code", arena_printf(req->arena, "%.4s %.4s", draft_get(&draft, "code"), draft_get(&draft, "code") + 4));
	view_qr(req, "Qr", arena_printf(req->arena, "%s/ticket/track?number=%s", config_text(site_of(req)->config, "site.base_url"),
					ticket.number));
	return show_signed(req, &ticket);
}

enum status page_receipt_json_show(struct request *req)
{
	struct ticket_row ticket;
	struct draft draft;

	TRY(filed_in_visit(req, &draft, &ticket));
	return receipt_send(req, &ticket);
}
