/* hotline rules diff OLD NEW --replay DAY..DAY: which tickets filed in these days would have been decided otherwise?
 *
 * OLD and NEW are plugins, signed or not: a path, a name in the plugin folder, or 00 for the nation. Both are asked what
 * a page asks at filing, and how long every stage would be; dates of validity are left aside. A child that is shut in does the asking,
 * many tickets at a time; out here answers are judged before they are believed. Exit code 1: some differ.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/now.h"
#include "domain/clock.h"
#include "domain/ticket.h"
#include "pages/cli_rules.h"
#include "rules/ask.h"
#include "rules/call.h"
#include "rules/cases.h"
#include "rules/sandbox.h"
#include "statements.h"
#include "store/calendar_store.h"

#define BATCH 256
#define BATCH_US 5000000	/* of processor, for 5,600 questions */
#define ROW_BYTES ((size_t)1 << 20)
#define SIDES 2

/* What is asked of each ticket. */
static const struct { const char *word; uint32_t op; uint32_t stage; } asked[] = {
	{ "admit", RULES_OP_ADMIT, 0 },
	{ "route", RULES_OP_ROUTE, 0 },
	{ "dispatch", RULES_OP_CLOCK, RULES_STAGE_DISPATCH },
	{ "sign", RULES_OP_CLOCK, RULES_STAGE_SIGN },
	{ "return", RULES_OP_CLOCK, RULES_STAGE_RETURN },
	{ "answer", RULES_OP_CLOCK, RULES_STAGE_ANSWER },
	{ "review", RULES_OP_CLOCK, RULES_STAGE_REVIEW },
	{ "followup", RULES_OP_CLOCK, RULES_STAGE_FOLLOWUP },
	{ "reopen", RULES_OP_CLOCK, RULES_STAGE_REOPEN },
	{ "extend", RULES_OP_CLOCK, RULES_STAGE_EXTEND },
	{ "wait", RULES_OP_CLOCK, RULES_STAGE_WAIT },
	{ "urge", RULES_OP_CLOCK, RULES_STAGE_URGE },
	{ "order", RULES_OP_CLOCK, RULES_STAGE_ORDER },
	{ "sample", RULES_OP_SAMPLE, 0 },
};

#define ASKED (sizeof(asked) / sizeof(asked[0]))

struct replayed {
	char number[24];
	struct rules_facts facts;
	struct rules_days days;
	struct rules_answer said[SIDES][ASKED];
};

/* In memory shared with the child; `at` and `side` say whom it was asking about when it ended. */
struct batch {
	uint32_t count, at, side;
	struct replayed tickets[BATCH];
};

struct diff {
	struct cli cli;
	struct arena *scratch;
	struct calendar calendar;
	const char *names[SIDES];
	const struct province_rules *rules[SIDES];	/* NULL: the nation */
	struct batch *batch;
	uint64_t tickets, otherwise, reasons;
	bool ended;		/* a plugin ended its process */
};

/* ---- asking ------------------------------------------------------------------------------------------------ */

static void ask_ticket(const struct diff *d, struct replayed *t)
{
	for (uint32_t side = 0; side < SIDES; side++) {
		d->batch->side = side;
		for (size_t i = 0; i < ASKED; i++) {
			struct rules_question q = { .op = asked[i].op, .facts = t->facts };

			q.facts.stage = asked[i].stage;
			rules_ask(d->rules[side], &q, &t->days, &t->said[side][i]);
		}
	}
}

static bool ask_batch(struct diff *d)
{
	struct batch *b = d->batch;
	int wait_status = 0;
	pid_t child;

	fflush(stdout);
	child = fork();
	if (child == 0) {
		if (!sandbox_enter())
			_exit(2);
		sandbox_limit_time(BATCH_US);
		for (b->at = 0; b->at < b->count; b->at++)
			ask_ticket(d, &b->tickets[b->at]);
		_exit(0);
	}
	if (child < 0 || waitpid(child, &wait_status, 0) != child)
		return false;
	if (WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == 0)
		return true;
	d->ended = true;
	printf("%s: '%s', asked about it, %s\n", b->tickets[b->at % BATCH].number, d->names[b->side % SIDES], sandbox_end(wait_status));
	return false;
}

/* ---- comparing ----------------------------------------------------------------------------------------------- */

static const char *said_as_text(struct diff *d, const struct replayed *t, uint32_t side, size_t i)
{
	const struct rules_answer *a = &t->said[side][i];

	return a->status == RULES_OK && !rules_is_sane(asked[i].op, &a->any) ? "nothing usable -" : rules_case_got(d->scratch, asked[i].op, a);
}

/* All but its last word, the rule. */
static bool same_but_for_the_rule(const char *a, const char *b)
{
	const char *rule_a = strrchr(a, ' '), *rule_b = strrchr(b, ' ');

	return rule_a && rule_b && rule_a - a == rule_b - b && strncmp(a, b, (size_t)(rule_a - a)) == 0;
}

static const char *due_text(struct diff *d, const struct replayed *t, const struct rules_answer *answer)
{
	const struct rules_clock *said = &answer->any.clock;
	const struct clock_rule rule = { said->amount, (enum clock_unit)said->unit, (enum clock_start)said->start };
	const char *proof;
	int64_t due_ms;

	if (answer->status != RULES_OK || clock_due(d->scratch, &d->calendar, t->facts.region, &rule, t->facts.filed_ms, NULL, 0, &due_ms, &proof) != ST_OK)
		return "never";
	return time_text(d->scratch, due_ms);
}

static void compare(struct diff *d, const struct replayed *t)
{
	bool otherwise = false, reasons = false;

	for (size_t i = 0; i < ASKED; i++) {
		const char *before = said_as_text(d, t, 0, i), *after = said_as_text(d, t, 1, i);

		if (strcmp(before, after) == 0)
			continue;
		reasons = true;
		if (same_but_for_the_rule(before, after))
			continue;
		otherwise = true;
		printf("%s %s: %s -> %s", t->number, asked[i].word, before, after);
		if (asked[i].stage == RULES_STAGE_ANSWER)
			printf("; due %s -> %s", due_text(d, t, &t->said[0][i]), due_text(d, t, &t->said[1][i]));
		printf("\n");
	}
	d->otherwise += otherwise;
	d->reasons += reasons && !otherwise;
}

static enum status finish_batch(struct diff *d)
{
	struct batch *b = d->batch;

	if (b->count == 0)
		return ST_OK;
	if (!ask_batch(d))
		return d->ended ? ST_INVALID : ST_IO;
	for (uint32_t i = 0; i < b->count; i++) {
		compare(d, &b->tickets[i]);
		arena_reset(d->scratch);
	}
	d->tickets += b->count;
	b->count = 0;
	return ST_OK;
}

static enum status add_ticket(void *context, struct arena *row_arena, const void *of)
{
	const struct rules_replay_out *row = of;
	struct diff *d = context;
	struct replayed *t = &d->batch->tickets[d->batch->count++];

	(void)row_arena;
	*t = (struct replayed){ .facts = {
		.size = sizeof(t->facts), .kind = row->kind, .domain = row->item / 100, .item = row->item, .region = row->region,
		.source = row->source, .state = STATE_ACCEPTED, .filed_ms = row->filed_ms, .now_ms = row->filed_ms,
		.flags = (row->confidential ? RULES_CONFIDENTIAL : 0u) | (row->urgent ? RULES_LIFE_AT_RISK : 0u),
	} };
	snprintf(t->number, sizeof(t->number), "%s", row->number);
	rules_days_fill(&d->calendar, row->region, row->filed_ms, &t->days);
	return d->batch->count == BATCH ? finish_batch(d) : ST_OK;
}

/* ---- the verb -------------------------------------------------------------------------------------------------- */

/* False after saying why. */
static bool load(struct diff *d, const char *dir, uint32_t side, uint32_t *digits)
{
	struct rules_set *set = ARENA_NEW(d->cli.arena, struct rules_set);
	const char *name = d->names[side];
	const char *slash = strrchr(name, '/');
	const char *fault;

	if (strcmp(name, "00") == 0)
		return true;
	if (slash)
		dir = arena_strndup(d->cli.arena, name, (size_t)(slash - name));
	fault = rules_load_file(d->cli.arena, dir, slash ? slash + 1 : name, NULL, set);
	if (fault) {
		fprintf(stderr, "hotline: '%s': it %s\n", name, fault);
		return false;
	}
	d->rules[side] = set->plugins[0].rules;
	if (*digits && *digits != set->plugins[0].digits) {
		fprintf(stderr, "hotline: these are rules of two provinces\n");
		return false;
	}
	*digits = set->plugins[0].digits;
	return true;
}

static bool read_days(const char *text, int32_t *from, int32_t *until)
{
	char first[16] = "";

	return text && strlen(text) == 22 && memcpy(first, text, 10) && memcmp(text + 10, "..", 2) == 0 && day_from_text(first, from) &&
	       day_from_text(text + 12, until) && *from <= *until;
}

static enum status replay(struct diff *d, uint32_t digits, int32_t from, int32_t until)
{
	const struct rules_replay_in in = { ms_of_day(from), ms_of_day(until + 1), digits * 10000, digits * 10000 + 9999 };
	struct arena *row_arena = arena_new("row", ROW_BYTES);
	enum status status;

	d->scratch = arena_new("scratch", ROW_BYTES * 4);
	d->batch = mmap(NULL, sizeof(*d->batch), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (d->batch == MAP_FAILED)
		return ST_IO;
	TRY(calendar_load(d->cli.db, d->cli.arena, &d->calendar));
	status = db_each(d->cli.db, row_arena, SQL_rules_replay, &in, add_ticket, d);
	if (status == ST_OK)
		status = finish_batch(d);
	arena_free(row_arena);
	arena_free(d->scratch);
	return status;
}

int cli_rules_diff(int argc, char **argv)
{
	static struct diff d;
	int32_t from, until;
	uint32_t digits = 0;
	enum status status;

	if (argc < 4 || !read_days(cli_option(argc, argv, "--replay"), &from, &until))
		return CLI_USAGE;
	if (!cli_open_db(&d.cli))
		return CLI_WORLD;
	d.names[0] = argv[1];
	d.names[1] = argv[2];
	for (uint32_t side = 0; side < SIDES; side++)
		if (!load(&d, config_text(d.cli.config, "plugin.dir"), side, &digits))
			return CLI_REFUSED;
	status = digits ? replay(&d, digits, from, until) : ST_OK;
	if (status == ST_OK)
		printf("%llu tickets of %02u0000: %llu would have been decided otherwise, %llu the same by another rule\n",
		       (unsigned long long)d.tickets, digits, (unsigned long long)d.otherwise, (unsigned long long)d.reasons);
	cli_close(&d.cli);
	return status == ST_OK && d.otherwise > 0 ? CLI_REFUSED : cli_exit(status, "rules diff");
}
