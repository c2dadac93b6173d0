/* A province's words of notices; see desk_notices.h. Every act is in the trail of acts, in the same transaction. */
#include "pages/desk_notices.h"

#include <string.h>

#include "base/now.h"
#include "domain/number.h"
#include "pages/desk_list.h"
#include "pages/desk_nav.h"
#include "pages/intent.h"
#include "pages/notice_text.h"
#include "store/acted.h"
#include "web/response.h"

#define HISTORY_MAX 50
#define EXAMPLE_DAYS 15		/* until the example's answer is due */
#define ACT_CHARS 100		/* of the words, in the trail */

enum wording_act { WORDING_PROPOSED = 1, WORDING_LET, WORDING_REFUSED, WORDING_ENDED };

static const char *const act_words[] = { "", "proposed", "let", "refused", "ended" };

const struct field wording_fields[] = {
	{ "intent", FIELD_HEX, 32, 32, FIELD_REQUIRED },
	{ "do", FIELD_CHOICE, .choices = "preview propose", .flags = FIELD_REQUIRED },
	{ "words", FIELD_LINE, 5, NOTICE_WORDS_CHARS, FIELD_REQUIRED },
	{ "words_en", FIELD_LINE, 5, 2 * NOTICE_WORDS_CHARS, FIELD_REQUIRED },
	{ 0 }
};

const struct field wording_decide_fields[] = {
	{ "wording", FIELD_NUMBER, 1, UINT32_MAX, FIELD_REQUIRED },
	{ "decision", FIELD_CHOICE, .choices = "let refused", .flags = FIELD_REQUIRED },
	{ 0 }
};

const struct field wording_end_fields[] = { { "wording", FIELD_NUMBER, 1, UINT32_MAX, FIELD_REQUIRED }, { 0 } };

/* ---- what it says ------------------------------------------------------------------------------------------------ */

/* In either language, read when they are first wanted. */
static enum status labels_of(struct request *req, const struct labels **labels)
{
	struct site *site = site_of(req);

	if (!site->labels)
		TRY(labels_open(site->arena, site->config, &site->labels));
	*labels = site->labels;
	return ST_OK;
}

/* A notice of no ticket, to nobody. */
struct example {
	struct notice_due_out notice;
	struct contact contact;
	struct notice_words words;
};

static enum status example_of(struct request *req, enum notice kind, const char *lang, const char *said, struct example *e)
{
	int32_t today = day_of_ms(req->now_ms);

	e->notice = (struct notice_due_out){ .kind = kind, .lang = lang, .province = req->viewer->province,
					     .number = number_make(req->arena, req->viewer->province, today, 123456), .answer_due_ms = ms_of_day(today + EXAMPLE_DAYS) };
	e->contact = (struct contact){ .phone = "", .email = "", .token = "0123456789abcdef01234567", .code = "" };
	e->words = (struct notice_words){ .config = site_of(req)->config, .notice = &e->notice, .contact = &e->contact, .said = said,
					  .reason = kind == NOTICE_EXTENDED ? view_label(req, "wording.reason") : "" };
	return labels_of(req, &e->words.labels);
}

/* AT.N.{Words,Message,Parts,Mail} of Chinese and English; words "": the nation's. */
static enum status show_example(struct request *req, enum notice kind, const char *words, const char *words_en, const char *at)
{
	for (int i = 0; i < 2; i++) {
		struct example e;
		const char *said = i ? words_en : words;

		TRY(example_of(req, kind, i ? "en" : "zh-CN", said, &e));
		view_setf(req, *said ? said : notice_label(req->arena, &e.words), "%s.%d.Words", at, i);
		view_setf(req, notice_message(req->arena, &e.words), "%s.%d.Message", at, i);
		view_intf(req, notice_parts(notice_message(req->arena, &e.words)), "%s.%d.Parts", at, i);
		view_setf(req, notice_mail(req->arena, &e.words), "%s.%d.Mail", at, i);
	}
	return ST_OK;
}

/* ---- which one --------------------------------------------------------------------------------------------------- */

/* The kind that the path names, of somebody who has a province. */
static enum status kind_of(struct request *req, enum notice *kind)
{
	int n = NOTICE_NONE + 1;

	if (!req->viewer->province)
		return ST_NOT_FOUND;
	while (n < NOTICE_END && !text_equal(notice_word(n), request_captured(req, "kind")))
		n++;
	*kind = (enum notice)n;
	return n < NOTICE_END && notice_is_worded(n) ? ST_OK : ST_NOT_FOUND;
}

static enum status find_now(struct request *req, enum notice kind, struct wording_now_out *now)
{
	enum status status = wording_now(site_of(req)->db, req->arena, &(struct wording_now_in){ req->viewer->province, kind }, now);

	if (status == ST_NOT_FOUND)
		*now = (struct wording_now_out){ .words = "", .words_en = "" };
	return status == ST_NOT_FOUND ? ST_OK : status;
}

static enum status find_waiting(struct request *req, enum notice kind, struct wording_waiting_out *waiting)
{
	enum status status = wording_waiting(site_of(req)->db, req->arena, &(struct wording_waiting_in){ req->viewer->province, kind }, waiting);

	if (status == ST_NOT_FOUND)
		*waiting = (struct wording_waiting_out){ .words = "", .words_en = "" };
	return status == ST_NOT_FOUND ? ST_OK : status;
}

/* ---- showing ----------------------------------------------------------------------------------------------------- */

enum status page_notices_show(struct request *req)
{
	size_t shown = 0;

	desk_nav(req);
	for (int kind = NOTICE_NONE + 1; kind < NOTICE_END; kind++) {
		struct wording_waiting_out waiting;
		struct wording_now_out now;

		if (!notice_is_worded(kind))
			continue;
		TRY(find_now(req, (enum notice)kind, &now));
		TRY(find_waiting(req, (enum notice)kind, &waiting));
		view_setf(req, notice_word(kind), "Kinds.%zu.Word", shown);
		view_setf(req, now.id ? "1" : "", "Kinds.%zu.Own", shown);
		view_setf(req, waiting.id ? "1" : "", "Kinds.%zu.Waiting", shown);
		TRY(show_example(req, (enum notice)kind, now.words, now.words_en, arena_printf(req->arena, "Kinds.%zu.Said", shown++)));
	}
	return ST_OK;
}

static enum status show_waiting(struct request *req, enum notice kind)
{
	struct wording_waiting_out waiting;

	TRY(find_waiting(req, kind, &waiting));
	if (!waiting.id)
		return ST_OK;
	view_int(req, "Waiting.Id", waiting.id);
	view_set(req, "Waiting.By", waiting.name);
	view_int(req, "Waiting.AtMs", waiting.at_ms);
	view_flag(req, "Waiting.Mine", waiting.staff_id == req->viewer->id);
	return show_example(req, kind, waiting.words, waiting.words_en, "Waiting.Said");
}

static enum status show_history(struct request *req, enum notice kind)
{
	struct wording_history_out *rows;
	size_t count;

	TRY(wording_history_list(site_of(req)->db, req->arena, &(struct wording_history_in){ req->viewer->province, kind, HISTORY_MAX }, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		view_setf(req, act_words[rows[i].act <= WORDING_ENDED ? rows[i].act : 0], "Past.%zu.Act", i);
		view_setf(req, rows[i].words, "Past.%zu.Words", i);
		view_setf(req, rows[i].words_en, "Past.%zu.WordsEn", i);
		view_setf(req, rows[i].name, "Past.%zu.By", i);
		view_intf(req, rows[i].at_ms, "Past.%zu.AtMs", i);
	}
	return ST_OK;
}

enum status page_notice_show(struct request *req)
{
	struct wording_now_out now;
	enum notice kind;

	TRY(kind_of(req, &kind));
	desk_nav(req);
	TRY(find_now(req, kind, &now));
	view_set(req, "Kind", notice_word((int)kind));
	view_int(req, "Own", now.id);
	TRY(show_example(req, kind, now.words, now.words_en, "Now"));
	if (now.id)
		TRY(show_example(req, kind, "", "", "Nation"));
	TRY(show_waiting(req, kind));
	view_flag(req, "May.Decide", desk_speaks_for_province(req->viewer));
	view_flag(req, "May.Propose", desk_speaks_for_province(req->viewer) && req->viewer->role == ROLE_PROVINCE_ADMIN);
	view_intent(req);
	return show_history(req, kind);
}

/* ---- proposing --------------------------------------------------------------------------------------------------- */

static enum status judge(struct request *req, enum notice kind, const char *field, const char *lang)
{
	const char *fault = notice_words_fault(kind, field_text(req, field));
	struct example e;

	if (fault) {
		request_error(req, field, fault);
		return ST_OK;
	}
	TRY(example_of(req, kind, lang, field_text(req, field), &e));
	if (notice_parts(notice_message(req->arena, &e.words)) > NOTICE_PARTS_MOST)
		request_error_range(req, field, "wording_parts", 1, NOTICE_PARTS_MOST);
	return ST_OK;
}

static enum status act(struct request *req, enum sql_id id, const void *in, enum notice kind, const char *word, const char *words)
{
	return acted_change(site_of(req)->db, id, in, &(struct staff_act_insert_in){
		.at_ms = req->now_ms, .staff_id = req->viewer->id, .program = "admin", .act = word,
		.object = arena_printf(req->arena, "%06u %s", req->viewer->province, notice_word((int)kind)), .detail = text_cut(req->arena, words, ACT_CHARS) });
}

/* A proposal that is sent twice stands there once; of what was decided on meanwhile the page says so. */
static enum status go_back(struct request *req, enum status status)
{
	if (status == ST_CONFLICT)
		request_error(req, "", "wording_past");
	if (status != ST_DUPLICATE)
		TRY(status);
	return response_redirectf(req, "/admin/notices/%s", request_captured(req, "kind"));
}

static struct bytes key_of(struct request *req, const char *text)
{
	uint8_t *key = ARENA_ARRAY(req->arena, HASH_BYTES, uint8_t);

	crypto_sha256(text, strlen(text), key);
	return (struct bytes){ key, HASH_BYTES };
}

enum status page_wording_act(struct request *req)
{
	const char *words = field_text(req, "words"), *words_en = field_text(req, "words_en");
	enum notice kind;

	TRY(kind_of(req, &kind));
	if (!desk_speaks_for_province(req->viewer))
		return ST_FORBIDDEN;
	TRY(judge(req, kind, "words", "zh-CN"));
	TRY(judge(req, kind, "words_en", "en"));
	if (req->error_count)
		return ST_INVALID;
	if (text_equal(field_text(req, "do"), "preview")) {
		TRY(show_example(req, kind, words, words_en, "Preview"));
		return page_notice_show(req);
	}
	return go_back(req, act(req, SQL_wording_propose, &(struct wording_propose_in){
		.k = intent_key(req, "wording"), .province = req->viewer->province,
		.kind = kind, .words = words, .words_en = words_en, .staff_id = req->viewer->id, .at_ms = req->now_ms }, kind, "wording_proposed", words));
}

/* ---- deciding ---------------------------------------------------------------------------------------------------- */

enum status page_wording_decide_act(struct request *req)
{
	bool let = text_equal(field_text(req, "decision"), "let");
	uint32_t id = (uint32_t)field_number(req, "wording");
	struct wording_waiting_out waiting;
	enum notice kind;

	TRY(kind_of(req, &kind));
	if (!desk_speaks_for_province(req->viewer))
		return ST_FORBIDDEN;
	TRY(find_waiting(req, kind, &waiting));
	if (waiting.id == id && waiting.staff_id == req->viewer->id) {
		request_error(req, "", "wording_own");
		return ST_INVALID;
	}
	return go_back(req, act(req, SQL_wording_decide, &(struct wording_decide_in){
		.k = key_of(req, arena_printf(req->arena, "wording decided %u", id)), .act = let ? WORDING_LET : WORDING_REFUSED, .staff_id = req->viewer->id,
		.at_ms = req->now_ms, .id = id, .province = req->viewer->province, .kind = kind, .not_by = req->viewer->id }, kind,
		let ? "wording_let" : "wording_refused", waiting.words));
}

enum status page_wording_end_act(struct request *req)
{
	uint32_t id = (uint32_t)field_number(req, "wording");
	struct wording_now_out now;
	enum notice kind;

	TRY(kind_of(req, &kind));
	if (!desk_speaks_for_province(req->viewer))
		return ST_FORBIDDEN;
	TRY(find_now(req, kind, &now));
	return go_back(req, act(req, SQL_wording_end, &(struct wording_end_in){
		.k = key_of(req, arena_printf(req->arena, "wording ended %u", id)), .staff_id = req->viewer->id, .at_ms = req->now_ms, .id = id,
		.province = req->viewer->province, .kind = kind }, kind, "wording_ended", now.words));
}
