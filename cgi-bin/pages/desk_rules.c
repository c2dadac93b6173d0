/* The rules of the provinces for staff; see desk_rules.h. */
#include "pages/desk_rules.h"

#include <stdlib.h>
#include <string.h>

#include "base/now.h"
#include "domain/ticket.h"
#include "pages/desk_choices.h"
#include "pages/desk_nav.h"
#include "pages/rule_view.h"
#include "rules/faults.h"

struct rules_facts rules_facts_of(uint32_t region, uint32_t kind, uint32_t item, uint32_t stage, int64_t at_ms)
{
	return (struct rules_facts){
		.size = sizeof(struct rules_facts), .kind = kind, .domain = item / 100, .item = item, .region = region, .stage = stage,
		.source = SOURCE_PHONE, .filed_ms = at_ms, .now_ms = at_ms, .day = day_of_ms(at_ms),
	};
}

void rules_ask_all(struct request *req, const struct rules_question *questions, uint32_t count, struct rules_answer *answers)
{
	struct site *site = site_of(req);

	rules_call(site->rules, calendar_live_look(site->db, site->calendar), questions, count, answers);
}

/* ---- what is loaded ----------------------------------------------------------------------------------------- */

static void show_file(struct request *req, const char *at, const struct fault_record *record)
{
	view_setf(req, record->file, "%s.Name", at);
	view_setf(req, conduct_word(record->conduct), "%s.Conduct", at);
	view_setf(req, record->version, "%s.Version", at);
	view_setf(req, record->source, "%s.Source", at);
	view_setf(req, text_hex(req->arena, record->hash, 6), "%s.Hash", at);
	if (record->effective_from)
		view_intf(req, record->effective_from, "%s.From", at);
	if (record->effective_until)
		view_intf(req, record->effective_until, "%s.Until", at);
	if (record->faults > 0 || record->conduct == CONDUCT_REFUSED || record->conduct == CONDUCT_ASIDE) {
		view_intf(req, record->faults, "%s.Faults", at);
		view_setf(req, record->last, "%s.Last", at);
		view_intf(req, record->last_ms, "%s.LastMs", at);
	}
}

const char *rules_faults_path(struct request *req)
{
	return arena_printf(req->arena, "%s/%s", config_text(site_of(req)->config, "run.dir"), FAULTS_FILE);
}

/* AT.Files.N.*: each file of a province the rules program knows; several when versions stand side by side. */
static void show_files(struct request *req, const char *at, uint32_t province)
{
	const struct fault_file *faults = faults_look(rules_faults_path(req));
	size_t shown = 0;

	for (size_t i = 0; faults && i < RULES_FILES_MAX; i++) {
		const struct fault_record *record = &faults->records[i];

		if (record->digits == province / 10000 && record->conduct != CONDUCT_NONE && record->conduct != CONDUCT_GONE)
			show_file(req, arena_printf(req->arena, "%s.Files.%zu", at, shown++), record);
	}
	if (faults)
		faults_close(faults);
}

/* ---- all provinces ------------------------------------------------------------------------------------------ */

/* What the overview asks of each: the promise by kind, the unit's first hours, follow-up and opening hours. */
static const struct { uint32_t op; uint32_t kind; uint32_t stage; const char *at; } overview[] = {
	{ RULES_OP_CLOCK, RULES_COMPLAINT, RULES_STAGE_ANSWER, "Complaint" },
	{ RULES_OP_CLOCK, RULES_INQUIRY, RULES_STAGE_ANSWER, "Inquiry" },
	{ RULES_OP_CLOCK, RULES_SUGGESTION, RULES_STAGE_ANSWER, "Suggestion" },
	{ RULES_OP_CLOCK, RULES_COMPLAINT, RULES_STAGE_SIGN, "Sign" },
	{ RULES_OP_SAMPLE, RULES_COMPLAINT, 0, "Sample" },
};

#define OVERVIEW (sizeof(overview) / sizeof(overview[0]))
#define SOME_ITEM 1101	/* of no statute of its own */

static void show_province(struct request *req, const struct region *province, size_t at)
{
	struct rules_question questions[OVERVIEW] = { 0 };
	struct rules_answer answers[OVERVIEW];
	bool own = false;

	for (size_t i = 0; i < OVERVIEW; i++) {
		questions[i].op = overview[i].op;
		questions[i].facts = rules_facts_of(province->code, overview[i].kind, SOME_ITEM, overview[i].stage, req->now_ms);
	}
	rules_ask_all(req, questions, OVERVIEW, answers);
	view_intf(req, province->code, "Provinces.%zu.Code", at);
	view_setf(req, site_region_name(req, province->code), "Provinces.%zu.Name", at);
	show_files(req, arena_printf(req->arena, "Provinces.%zu", at), province->code);
	for (size_t i = 0; i < OVERVIEW; i++) {
		own = own || answers[i].province == province->code;
		view_rule(req, arena_printf(req->arena, "Provinces.%zu.%s", at, overview[i].at), overview[i].op, &answers[i]);
	}
	if (own)
		view_setf(req, "1", "Provinces.%zu.Own", at);
	if (answers[0].aside == RULES_ASIDE_AWAY)
		view_flag(req, "Silent", true);
}

enum status page_rules_show(struct request *req)
{
	const struct regions *regions = &site_of(req)->regions;
	size_t count;
	const struct region **provinces = region_children(regions, req->arena, 0, &count);

	desk_nav(req);
	for (size_t i = 0; i < count; i++)
		show_province(req, provinces[i], i);
	return ST_OK;
}

/* ---- one province ------------------------------------------------------------------------------------------- */

/* The rows of its table: what is asked, of which kinds, with which circumstances. */
static const struct { const char *word; uint32_t op; uint32_t stage; uint32_t item; uint32_t flags; } rows[] = {
	{ "dispatch", RULES_OP_CLOCK, RULES_STAGE_DISPATCH, SOME_ITEM, 0 },
	{ "sign", RULES_OP_CLOCK, RULES_STAGE_SIGN, SOME_ITEM, 0 },
	{ "sign_life", RULES_OP_CLOCK, RULES_STAGE_SIGN, SOME_ITEM, RULES_LIFE_AT_RISK },
	{ "sign_utilities", RULES_OP_CLOCK, RULES_STAGE_SIGN, SOME_ITEM, RULES_UTILITIES },
	{ "return", RULES_OP_CLOCK, RULES_STAGE_RETURN, SOME_ITEM, 0 },
	{ "answer", RULES_OP_CLOCK, RULES_STAGE_ANSWER, SOME_ITEM, 0 },
	{ "answer_life", RULES_OP_CLOCK, RULES_STAGE_ANSWER, SOME_ITEM, RULES_LIFE_AT_RISK },
	{ "answer_utilities", RULES_OP_CLOCK, RULES_STAGE_ANSWER, SOME_ITEM, RULES_UTILITIES },
	{ "answer_complex", RULES_OP_CLOCK, RULES_STAGE_ANSWER, SOME_ITEM, RULES_COMPLEX },
	{ "answer_taxi", RULES_OP_CLOCK, RULES_STAGE_ANSWER, 3101, 0 },
	{ "answer_bus", RULES_OP_CLOCK, RULES_STAGE_ANSWER, 3301, 0 },
	{ "answer_lost", RULES_OP_CLOCK, RULES_STAGE_ANSWER, 3113, 0 },
	{ "extend", RULES_OP_CLOCK, RULES_STAGE_EXTEND, SOME_ITEM, 0 },
	{ "review", RULES_OP_CLOCK, RULES_STAGE_REVIEW, SOME_ITEM, 0 },
	{ "followup", RULES_OP_CLOCK, RULES_STAGE_FOLLOWUP, SOME_ITEM, 0 },
	{ "reopen", RULES_OP_CLOCK, RULES_STAGE_REOPEN, SOME_ITEM, 0 },
	{ "wait", RULES_OP_CLOCK, RULES_STAGE_WAIT, SOME_ITEM, 0 },
	{ "urge", RULES_OP_CLOCK, RULES_STAGE_URGE, SOME_ITEM, 0 },
	{ "order", RULES_OP_CLOCK, RULES_STAGE_ORDER, SOME_ITEM, 0 },
	{ "sample", RULES_OP_SAMPLE, 0, SOME_ITEM, 0 },
};

#define KINDS 3

static void show_row(struct request *req, uint32_t province, size_t at)
{
	struct rules_question questions[KINDS] = { 0 };
	struct rules_answer answers[KINDS];

	for (uint32_t k = 0; k < KINDS; k++) {
		questions[k].op = rows[at].op;
		questions[k].facts = rules_facts_of(province, k + 1, rows[at].item, rows[at].stage, req->now_ms);
		questions[k].facts.flags = rows[at].flags;
	}
	rules_ask_all(req, questions, KINDS, answers);
	view_setf(req, rows[at].word, "Rows.%zu.Word", at);
	for (uint32_t k = 0; k < KINDS; k++)
		view_rule(req, arena_printf(req->arena, "Rows.%zu.Kinds.%u", at, k), rows[at].op, &answers[k]);
	if (answers[0].province == province)
		view_set(req, "Province.Version", answers[0].version);
	if (answers[0].aside == RULES_ASIDE_AWAY)
		view_flag(req, "Silent", true);
}

enum status rules_show_province(struct request *req)
{
	uint32_t code = (uint32_t)strtoul(request_captured(req, "province"), NULL, 10);
	const struct region *province = region_find(&site_of(req)->regions, code);

	if (!province || province->level != REGION_PROVINCE)
		return ST_NOT_FOUND;
	desk_nav(req);
	view_int(req, "Province.Code", code);
	view_set(req, "Province.Name", site_region_name(req, code));
	show_files(req, "Province", code);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		show_row(req, code, i);
	show_region_choices(req, code, REGION_COUNTY);
	show_item_choices(req);
	return ST_OK;
}

enum status page_province_rules_show(struct request *req)
{
	return rules_show_province(req);
}
