/* What a province would decide of a matter, at any moment and by any version beside another; see desk_rules.h. */
#include "pages/desk_rules.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "domain/clock.h"
#include "domain/ticket.h"
#include "pages/rule_view.h"
#include "rules/ask.h"
#include "rules/faults.h"

#define DAY_MS 86400000

/* ---- the form ------------------------------------------------------------------------------------------------ */

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

/* One of the files of this province that serve. */
static const char *check_version(struct request *req, const char *text)
{
	uint32_t province = (uint32_t)strtoul(request_captured(req, "province"), NULL, 10);
	const struct fault_file *faults = faults_look(rules_faults_path(req));
	const char *wrong = "unknown_version";

	for (size_t i = 0; faults && i < RULES_FILES_MAX; i++) {
		const struct fault_record *record = &faults->records[i];

		if (record->digits == province / 10000 && record->conduct == CONDUCT_SERVES && strcmp(record->version, text) == 0)
			wrong = NULL;
	}
	if (faults)
		faults_close(faults);
	return wrong;
}

const struct field simulate_fields[] = {
	{ "kind", FIELD_CHOICE, .choices = "complaint inquiry suggestion", .flags = FIELD_REQUIRED },
	{ "region", FIELD_REGION, .flags = FIELD_REQUIRED, .check = check_here },
	{ "item", FIELD_ITEM, .flags = FIELD_REQUIRED, .check = check_item },
	{ "filed_at", FIELD_TIME, .flags = FIELD_FUTURE },
	{ "beside", FIELD_TIME, .flags = FIELD_FUTURE },
	{ "version", FIELD_LINE, 0, RULES_VERSION_BYTES - 1, .check = check_version },
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
	struct rules_facts facts = rules_facts_of((uint32_t)field_number(req, "region"), (uint32_t)kind_from_word(field_text(req, "kind")),
					    (uint32_t)field_number(req, "item"), stage, at_ms);

	facts.returns = (uint32_t)field_number(req, "returns");
	facts.flags = (field_number(req, "life") ? RULES_LIFE_AT_RISK : 0u) | (field_number(req, "utilities") ? RULES_UTILITIES : 0u) |
		      (field_number(req, "complex") ? RULES_COMPLEX : 0u) | (field_number(req, "confidential") ? RULES_CONFIDENTIAL : 0u) |
		      (field_number(req, "dissatisfied") ? RULES_DISSATISFIED : 0u);
	return facts;
}

/* ---- one reading of the rules ---------------------------------------------------------------------------------- */

/* One reading of the rules: of a moment, by the version in force then or by one that was named. */
#define LINES_MAX 13

struct run {
	struct request *req;
	const char *at;			/* prefix of its values: "Runs.0" */
	int64_t at_ms;
	const char *version;		/* "": in force on that day */
	const struct run *beside;	/* the one it is compared with; NULL for the first */
	struct rules_answer answers[LINES_MAX];
	int64_t due_ms[LINES_MAX];
	size_t differing;
};

static struct rules_question question(const struct run *run, uint32_t op, uint32_t stage)
{
	struct rules_question q = { .op = op, .facts = facts_typed(run->req, run->at_ms, stage) };

	snprintf(q.version, sizeof(q.version), "%s", run->version);
	return q;
}

/* Who says it and on what ground belongs to an answer: another source is another line. The day that it comes to does not: on
 * another date the same rule comes to another one. */
static bool differs(const struct run *run, size_t n, uint32_t op)
{
	const struct rules_answer *a = &run->answers[n], *b = &run->beside->answers[n];

	return a->status != b->status || (a->status == RULES_OK && memcmp(&a->any, &b->any, rules_answer_bytes(op)) != 0);
}

/* Line n; word: the label below rules.row. */
static void show_said(struct run *run, size_t n, const char *word, uint32_t op)
{
	const struct rules_answer *answer = &run->answers[n];
	const char *at = arena_printf(run->req->arena, "%s.Said.%zu", run->at, n);

	view_setf(run->req, word, "%s.Word", at);
	view_rule(run->req, at, op, answer);
	/* One answer of the province's own is enough to name the version that spoke. */
	if (answer->province != 0)
		view_setf(run->req, answer->version, "%s.Version", run->at);
	if (!run->beside)
		return;
	view_setf(run->req, differs(run, n, op) ? "differs" : "same", "%s.Beside", at);
	run->differing += differs(run, n, op);
}

/* The deadline of a clock, counted as it would be for a ticket. */
static void count_due(struct run *run, size_t n)
{
	const struct rules_answer *answer = &run->answers[n];
	const struct rules_clock *said = &answer->any.clock;
	struct clock_rule rule = { said->amount, (enum clock_unit)said->unit, (enum clock_start)said->start };
	const struct calendar *calendar = calendar_live_look(site_of(run->req)->db, site_of(run->req)->calendar);
	const char *proof;

	if (answer->status != RULES_OK || clock_due(run->req->arena, calendar, (uint32_t)field_number(run->req, "region"), &rule,
						    run->at_ms, NULL, 0, &run->due_ms[n], &proof) != ST_OK)
		return;
	view_intf(run->req, run->due_ms[n], "%s.Said.%zu.DueMs", run->at, n);
	view_setf(run->req, proof, "%s.Said.%zu.Proof", run->at, n);
}

/* Admission, route, follow-up and office hours: no clock among them. */
static void simulate_facts(struct run *run)
{
	static const struct { uint32_t op; const char *word; } asked[] = {
		{ RULES_OP_ADMIT, "admit" }, { RULES_OP_ROUTE, "route" }, { RULES_OP_SAMPLE, "sample" }, { RULES_OP_OFFICE_HOURS, "hours" },
	};
	struct rules_question questions[4];

	for (size_t i = 0; i < 4; i++)
		questions[i] = question(run, asked[i].op, 0);
	rules_ask_all(run->req, questions, 4, run->answers);
	for (size_t i = 0; i < 4; i++)
		show_said(run, i, asked[i].word, asked[i].op);
}

#define ANSWER_LINE 7

static void simulate_clocks(struct run *run)
{
	static const struct { uint32_t stage; const char *word; } asked[] = {
		{ RULES_STAGE_DISPATCH, "dispatch" }, { RULES_STAGE_SIGN, "sign" }, { RULES_STAGE_RETURN, "return" },
		{ RULES_STAGE_ANSWER, "answer" }, { RULES_STAGE_EXTEND, "extend" }, { RULES_STAGE_REOPEN, "reopen" },
	};
	struct rules_question questions[6];

	for (size_t i = 0; i < 6; i++)
		questions[i] = question(run, RULES_OP_CLOCK, asked[i].stage);
	rules_ask_all(run->req, questions, 6, &run->answers[4]);
	for (size_t i = 0; i < 6; i++) {
		/* An extension begins where the promise ends: its length is shown, no date. */
		if (asked[i].stage != RULES_STAGE_EXTEND)
			count_due(run, 4 + i);
		show_said(run, 4 + i, asked[i].word, RULES_OP_CLOCK);
	}
}

/* Who hears of it: shortly before the promised time, just after it, and three days late. */
static void simulate_escalation(struct run *run)
{
	static const struct { int64_t from_due_ms; const char *word; } asked[] = {
		{ -DAY_MS / 2, "escalate_before" }, { 1, "escalate_late" }, { 3 * DAY_MS, "escalate_very_late" },
	};
	int64_t due_ms = run->due_ms[ANSWER_LINE];
	struct rules_question questions[3];

	for (size_t i = 0; i < 3; i++) {
		questions[i] = question(run, RULES_OP_ESCALATE, RULES_STAGE_ANSWER);
		questions[i].facts.due_ms = due_ms;
		questions[i].facts.now_ms = due_ms + asked[i].from_due_ms;
	}
	rules_ask_all(run->req, questions, 3, &run->answers[10]);
	for (size_t i = 0; i < 3; i++) {
		/* When to look again is a moment, and moves with the dates above. */
		run->answers[10 + i].any.escalation.next_check_ms = 0;
		show_said(run, 10 + i, asked[i].word, RULES_OP_ESCALATE);
	}
}

static void simulate(struct run *run)
{
	view_intf(run->req, run->at_ms, "%s.AtMs", run->at);
	simulate_facts(run);
	simulate_clocks(run);
	if (run->due_ms[ANSWER_LINE] > 0)
		simulate_escalation(run);
	if (run->beside) {
		view_setf(run->req, "1", "%s.Compared", run->at);
		view_intf(run->req, (int64_t)run->differing, "%s.Differing", run->at);
	}
}

static struct run *new_run(struct request *req, const char *at, int64_t at_ms)
{
	struct run *run = ARENA_NEW(req->arena, struct run);

	*run = (struct run){ .req = req, .at = at, .at_ms = at_ms, .version = "" };
	return run;
}

enum status page_province_rules_act(struct request *req)
{
	struct run *run = new_run(req, "Runs.0", field_given(req, "filed_at") ? field_number(req, "filed_at") : req->now_ms);
	struct run *other = new_run(req, "Runs.1", field_given(req, "beside") ? field_number(req, "beside") : run->at_ms);

	TRY(rules_show_province(req));
	other->version = field_text(req, "version");
	other->beside = run;
	simulate(run);
	if (field_given(req, "beside") || field_given(req, "version"))
		simulate(other);
	return ST_OK;
}
