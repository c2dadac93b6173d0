/* The rules of the provinces for staff; see desk_rules.h. */
#include "pages/desk_rules.h"

#include <stdlib.h>
#include <string.h>

#include "base/now.h"
#include "domain/clock.h"
#include "domain/ticket.h"
#include "pages/desk_choices.h"
#include "pages/desk_list.h"
#include "pages/rule_view.h"
#include "rules/faults.h"

#define DAY_MS 86400000

static struct rules_facts facts_of(uint32_t region, uint32_t kind, uint32_t item, uint32_t stage, int64_t at_ms)
{
	return (struct rules_facts){
		.size = sizeof(struct rules_facts), .kind = kind, .domain = item / 100, .item = item, .region = region, .stage = stage,
		.source = SOURCE_PHONE, .filed_ms = at_ms, .now_ms = at_ms, .day = day_of_ms(at_ms),
	};
}

static void ask(struct request *req, const struct rules_question *questions, uint32_t count, struct rules_answer *answers)
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

/* AT.Files.N.*: each file of a province the rules program knows; several when versions stand side by side. */
static void show_files(struct request *req, const char *at, uint32_t province)
{
	const char *path = arena_printf(req->arena, "%s/%s", config_text(site_of(req)->config, "run.dir"), FAULTS_FILE);
	const struct fault_file *faults = faults_look(path);
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
		questions[i].facts = facts_of(province->code, overview[i].kind, SOME_ITEM, overview[i].stage, req->now_ms);
	}
	ask(req, questions, OVERVIEW, answers);
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
		questions[k].facts = facts_of(province, k + 1, rows[at].item, rows[at].stage, req->now_ms);
		questions[k].facts.flags = rows[at].flags;
	}
	ask(req, questions, KINDS, answers);
	view_setf(req, rows[at].word, "Rows.%zu.Word", at);
	for (uint32_t k = 0; k < KINDS; k++)
		view_rule(req, arena_printf(req->arena, "Rows.%zu.Kinds.%u", at, k), rows[at].op, &answers[k]);
	if (answers[0].province == province)
		view_set(req, "Province.Version", answers[0].version);
	if (answers[0].aside == RULES_ASIDE_AWAY)
		view_flag(req, "Silent", true);
}

static enum status show_province_page(struct request *req)
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
	return show_province_page(req);
}

/* ---- the simulator ------------------------------------------------------------------------------------------ */

static const char *check_here(struct request *req, const char *text)
{
	uint32_t code = (uint32_t)strtoul(text, NULL, 10);
	uint32_t province = (uint32_t)strtoul(request_captured(req, "province"), NULL, 10);

	if (!region_find(&site_of(req)->regions, code))
		return "unknown_region";
	return region_province(code) == province ? NULL : "not_this_province";
}

static const char *check_item(struct request *req, const char *text)
{
	const struct item *item = item_find(&site_of(req)->items, (uint32_t)strtoul(text, NULL, 10));

	return item && !item_is_domain(item) ? NULL : "unknown_item";
}

const struct field simulate_fields[] = {
	{ "kind", FIELD_CHOICE, .choices = "complaint inquiry suggestion", .flags = FIELD_REQUIRED },
	{ "region", FIELD_REGION, .flags = FIELD_REQUIRED, .check = check_here },
	{ "item", FIELD_ITEM, .flags = FIELD_REQUIRED, .check = check_item },
	{ "filed_at", FIELD_TIME, .flags = FIELD_FUTURE },
	{ "beside", FIELD_TIME, .flags = FIELD_FUTURE },
	{ "life", FIELD_YES },
	{ "utilities", FIELD_YES },
	{ "complex", FIELD_YES },
	{ "confidential", FIELD_YES },
	{ "dissatisfied", FIELD_YES },
	{ "returns", FIELD_NUMBER, 0, 20 },
	{ 0 }
};

static struct rules_facts facts_typed(const struct request *req, int64_t at_ms, uint32_t stage)
{
	struct rules_facts facts = facts_of((uint32_t)field_number(req, "region"), (uint32_t)kind_from_word(field_text(req, "kind")),
					    (uint32_t)field_number(req, "item"), stage, at_ms);

	facts.returns = (uint32_t)field_number(req, "returns");
	facts.flags = (field_number(req, "life") ? RULES_LIFE_AT_RISK : 0u) | (field_number(req, "utilities") ? RULES_UTILITIES : 0u) |
		      (field_number(req, "complex") ? RULES_COMPLEX : 0u) | (field_number(req, "confidential") ? RULES_CONFIDENTIAL : 0u) |
		      (field_number(req, "dissatisfied") ? RULES_DISSATISFIED : 0u);
	return facts;
}

/* Line n of a run's result; word: the label below rules.row. Returns its prefix. */
static const char *show_said(struct request *req, const char *run, size_t n, const char *word, uint32_t op,
			     const struct rules_answer *answer)
{
	const char *at = arena_printf(req->arena, "%s.Said.%zu", run, n);

	view_setf(req, word, "%s.Word", at);
	view_rule(req, at, op, answer);
	/* One answer of the province's own is enough to name the version that spoke. */
	if (answer->province != 0)
		view_setf(req, answer->version, "%s.Version", run);
	return at;
}

/* The deadline of a clock, counted as it would be for a ticket. */
static void show_due(struct request *req, const char *at, int64_t from_ms, const struct rules_answer *answer, int64_t *due_ms)
{
	const struct rules_clock *said = &answer->any.clock;
	struct clock_rule rule = { said->amount, (enum clock_unit)said->unit, (enum clock_start)said->start };
	const struct calendar *calendar = calendar_live_look(site_of(req)->db, site_of(req)->calendar);
	const char *proof;

	if (answer->status != RULES_OK || clock_due(req->arena, calendar, (uint32_t)field_number(req, "region"), &rule,
						    from_ms, NULL, 0, due_ms, &proof) != ST_OK)
		return;
	view_intf(req, *due_ms, "%s.DueMs", at);
	view_setf(req, proof, "%s.Proof", at);
}

/* Admission, route, follow-up and office hours: no clock among them. */
static void simulate_facts(struct request *req, const char *run, int64_t at_ms)
{
	static const struct { uint32_t op; const char *word; } asked[] = {
		{ RULES_OP_ADMIT, "admit" }, { RULES_OP_ROUTE, "route" }, { RULES_OP_SAMPLE, "sample" }, { RULES_OP_OFFICE_HOURS, "hours" },
	};
	struct rules_question questions[4] = { 0 };
	struct rules_answer answers[4];

	for (size_t i = 0; i < 4; i++)
		questions[i] = (struct rules_question){ asked[i].op, 0, facts_typed(req, at_ms, 0) };
	ask(req, questions, 4, answers);
	for (size_t i = 0; i < 4; i++)
		show_said(req, run, i, asked[i].word, asked[i].op, &answers[i]);
}

static int64_t simulate_clocks(struct request *req, const char *run, int64_t at_ms)
{
	static const struct { uint32_t stage; const char *word; } asked[] = {
		{ RULES_STAGE_DISPATCH, "dispatch" }, { RULES_STAGE_SIGN, "sign" }, { RULES_STAGE_RETURN, "return" },
		{ RULES_STAGE_ANSWER, "answer" }, { RULES_STAGE_EXTEND, "extend" }, { RULES_STAGE_REOPEN, "reopen" },
	};
	struct rules_question questions[6] = { 0 };
	struct rules_answer answers[6];
	int64_t due_ms, answer_ms = 0;

	for (size_t i = 0; i < 6; i++)
		questions[i] = (struct rules_question){ RULES_OP_CLOCK, 0, facts_typed(req, at_ms, asked[i].stage) };
	ask(req, questions, 6, answers);
	for (size_t i = 0; i < 6; i++) {
		const char *at = show_said(req, run, 4 + i, asked[i].word, RULES_OP_CLOCK, &answers[i]);

		due_ms = 0;
		/* An extension begins where the promise ends: its length is shown, no date. */
		if (asked[i].stage != RULES_STAGE_EXTEND)
			show_due(req, at, at_ms, &answers[i], &due_ms);
		if (asked[i].stage == RULES_STAGE_ANSWER)
			answer_ms = due_ms;
	}
	return answer_ms;
}

/* Who hears of it: shortly before the promised time, just after it, and three days late. */
static void simulate_escalation(struct request *req, const char *run, int64_t at_ms, int64_t due_ms)
{
	static const struct { int64_t from_due_ms; const char *word; } asked[] = {
		{ -DAY_MS / 2, "escalate_before" }, { 1, "escalate_late" }, { 3 * DAY_MS, "escalate_very_late" },
	};
	struct rules_question questions[3] = { 0 };
	struct rules_answer answers[3];

	for (size_t i = 0; i < 3; i++) {
		questions[i] = (struct rules_question){ RULES_OP_ESCALATE, 0, facts_typed(req, at_ms, RULES_STAGE_ANSWER) };
		questions[i].facts.due_ms = due_ms;
		questions[i].facts.now_ms = due_ms + asked[i].from_due_ms;
	}
	ask(req, questions, 3, answers);
	for (size_t i = 0; i < 3; i++)
		show_said(req, run, 10 + i, asked[i].word, RULES_OP_ESCALATE, &answers[i]);
}

static void simulate(struct request *req, size_t at, int64_t at_ms)
{
	const char *run = arena_printf(req->arena, "Runs.%zu", at);
	int64_t due_ms;

	view_intf(req, at_ms, "%s.AtMs", run);
	simulate_facts(req, run, at_ms);
	due_ms = simulate_clocks(req, run, at_ms);
	if (due_ms > 0)
		simulate_escalation(req, run, at_ms, due_ms);
}

enum status page_province_rules_act(struct request *req)
{
	TRY(show_province_page(req));
	simulate(req, 0, field_given(req, "filed_at") ? field_number(req, "filed_at") : req->now_ms);
	if (field_given(req, "beside"))
		simulate(req, 1, field_number(req, "beside"));
	return ST_OK;
}
