/* Trials of a set of rules; see conform.h. */
#include "rules/conform.h"

#include <alloca.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/now.h"
#include "rules/ask.h"
#include "rules/sandbox.h"
#include "rules/sweep.h"

#define TRIAL_US 500000		/* of processor; a sweep asks 8,000 times */
#define TRIAL_WAIT_S 2		/* by the clock on the wall, for one that sleeps */
#define SLEPT_MAX 2
#define PAGE 4096
#define STACK_BYTES 16384
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* What a child leaves behind, in memory that it shares with its parent. */
struct left_behind {
	struct rules_question question;		/* the last one asked */
	struct rules_answer answer;		/* to a golden case */
	char fault[320];
};

struct trial {
	const struct province_rules *rules;
	const struct rules_case_at *at;
	struct left_behind *left;
	uint64_t seed;
	uint32_t op;
};

/* ---- one child --------------------------------------------------------------------------------------------- */

static void find(struct trial *t, const char *fault)
{
	if (fault && !t->left->fault[0])
		snprintf(t->left->fault, sizeof(t->left->fault), "%s", fault);
}

/* False: it is still running when its time is up. */
static bool await(pid_t child, int *wait_status)
{
	const struct timespec limit = { TRIAL_WAIT_S, 0 };
	sigset_t ends;

	sigemptyset(&ends);
	sigaddset(&ends, SIGCHLD);
	for (;;) {
		if (waitpid(child, wait_status, WNOHANG) == child)
			return true;
		if (sigtimedwait(&ends, NULL, &limit) < 0 && errno == EAGAIN)
			break;
	}
	kill(child, SIGKILL);
	waitpid(child, wait_status, 0);
	return false;
}

/* What is wrong with it, or NULL. */
static const char *try_in_child(struct conformance *c, struct trial *t, void (*run)(struct trial *t))
{
	int wait_status = 0;
	sigset_t ends;
	pid_t child;

	sigemptyset(&ends);
	sigaddset(&ends, SIGCHLD);
	sigprocmask(SIG_BLOCK, &ends, NULL);
	memset(t->left, 0, sizeof(*t->left));
	/* Whoever slept so often sleeps again. */
	if (c->slept >= SLEPT_MAX)
		return "did not end in time";
	child = fork();
	if (child == 0) {
		if (!sandbox_enter())
			_exit(2);
		sandbox_limit_time(TRIAL_US);
		run(t);
		_exit(t->left->fault[0] != '\0');
	}
	if (child < 0)
		return "could not be tried: no process";
	if (!await(child, &wait_status)) {
		c->slept++;
		return "did not end in time";
	}
	if (WIFEXITED(wait_status) && WEXITSTATUS(wait_status) <= 1)
		return t->left->fault[0] ? arena_strdup(c->arena, t->left->fault) : NULL;
	return WIFEXITED(wait_status) ? "could not be tried: cannot be shut in" : sandbox_end(wait_status);
}

/* ---- what is asked ------------------------------------------------------------------------------------------ */

static struct rules_question plain(const struct trial *t, uint32_t op)
{
	int64_t at_ms = ms_of_day(20600) + 36000000;	/* 2026-05-27 10:00 */

	return (struct rules_question){ .op = op, .facts = { .kind = RULES_COMPLAINT, .domain = 33, .item = 3301,
		.region = t->rules->province + 100, .stage = RULES_STAGE_ANSWER, .filed_ms = at_ms, .now_ms = at_ms + 3600000,
		.due_ms = at_ms + 86400000, .day = 20600 } };
}

static const struct rules_world world_as_it_is = { .national = &national_rules };

static void ask_in(struct trial *t, const struct rules_question *q, const struct rules_world *world)
{
	struct rules_answer answer;

	t->left->question = *q;
	find(t, rules_ask_plugin(t->rules, &t->left->question, world, &answer));
}

static void ask_all_in(struct trial *t, const struct rules_world *world)
{
	for (uint32_t op = 0; op < RULES_OPS; op++) {
		struct rules_question q = plain(t, op);

		ask_in(t, &q, world);
	}
}

/* ---- trials -------------------------------------------------------------------------------------------------- */

static void try_plain(struct trial *t)
{
	ask_all_in(t, &world_as_it_is);
}

static __attribute__((noinline)) void paint_stack(int byte)
{
	volatile char *paint = alloca(STACK_BYTES);

	for (int i = 0; i < STACK_BYTES; i++)
		paint[i] = (char)byte;
}

/* Memory that was never written is the one thing a plugin without data of its own could remember by. */
static void try_stack(struct trial *t)
{
	for (uint32_t op = 0; op < RULES_OPS; op++) {
		struct rules_question q = plain(t, op);
		struct rules_answer first = { 0 }, second = { 0 };

		t->left->question = q;
		paint_stack(0);
		rules_ask_plugin(t->rules, &q, &world_as_it_is, &first);
		paint_stack(0xff);
		rules_ask_plugin(t->rules, &q, &world_as_it_is, &second);
		if (first.status != second.status || (first.status == RULES_OK && memcmp(&first.any, &second.any, rules_answer_bytes(op)) != 0))
			find(t, "gave another answer to the same question");
	}
}

static void try_truncated(struct trial *t)
{
	static const uint32_t sizes[] = { 1, 4, 8, 64, 128, sizeof(struct rules_facts) - 1, UINT32_MAX };

	for (size_t i = 0; i < COUNT(sizes); i++) {
		const struct rules_world world = { .national = &national_rules, .facts_bytes = sizes[i] };

		ask_all_in(t, &world);
	}
}

/* So many bytes that end where memory ends. */
static void *at_the_edge(size_t bytes)
{
	char *pages = mmap(NULL, (size_t)2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (pages == MAP_FAILED || mprotect(pages + PAGE, PAGE, PROT_NONE) != 0)
		return NULL;
	return pages + PAGE - bytes;
}

static int32_t no_national(const struct rules_host *host, uint32_t op, const struct rules_facts *facts, void *answer)
{
	(void)host, (void)op, (void)facts, (void)answer;
	return RULES_NO_OPINION;
}

static int32_t no_workday(const struct rules_host *host, int32_t day, int32_t n)
{
	(void)host, (void)n;
	return day;
}

static void no_log(const struct rules_host *host, uint32_t severity, const char *text)
{
	(void)host, (void)severity, (void)text;
}

/* Made before the child is shut in: no memory can be had in there. */
static struct { struct rules_facts *facts; void *answers[RULES_OPS]; } edges;

static void try_edges(struct trial *t)
{
	const struct rules_host host = { .size = sizeof(host), .abi_major = PROVINCE_RULES_MAJOR, .abi_minor = PROVINCE_RULES_MINOR,
					 .workday_add = no_workday, .national = no_national, .log = no_log };

	for (uint32_t op = 0; op < RULES_OPS; op++) {
		struct rules_question q = plain(t, op);
		union rules_any *any = edges.answers[op];

		t->left->question = q;
		*edges.facts = q.facts;
		edges.facts->size = sizeof(*edges.facts);
		memset(any, 0, rules_answer_bytes(op));
		*(uint32_t *)any = rules_answer_bytes(op);
		rules_call_op(t->rules, op, &host, edges.facts, any);
	}
}

static void try_unknown(struct trial *t)
{
	static const uint32_t odd[] = { 0, 4, 98, 99, 10000, INT32_MAX, UINT32_MAX };

	for (uint32_t op = 0; op < RULES_OPS; op++)
		for (size_t i = 0; i < COUNT(odd) * 8; i++) {
			struct rules_question q = plain(t, op);
			struct rules_facts *f = &q.facts;
			uint32_t *const fields[8] = { &f->kind, &f->domain, &f->item, &f->region, &f->source, &f->flags, &f->state, &f->stage };

			*fields[i % 8] = odd[i / 8];
			ask_in(t, &q, &world_as_it_is);
		}
}

static void try_dates(struct trial *t)
{
	static const int64_t times[] = { INT64_MIN, -1, 0, 1, INT32_MAX, INT64_C(253402300799999), INT64_MAX };
	static const int32_t days[] = { INT32_MIN, -1, 0, 1, 20600, 2932896, INT32_MAX };

	for (uint32_t op = 0; op < RULES_OPS; op++)
		for (size_t i = 0; i < COUNT(times) * 4; i++) {
			struct rules_question q = plain(t, op);

			switch (i % 4) {
			case 0: q.facts.filed_ms = times[i / 4]; break;
			case 1: q.facts.now_ms = times[i / 4]; break;
			case 2: q.facts.due_ms = times[i / 4]; break;
			default: q.facts.day = days[i / 4]; break;
			}
			ask_in(t, &q, &world_as_it_is);
		}
}

/* ---- a nation that says as much as fits, and one that says nothing --------------------------------------------- */

static void fill(char *text, size_t room)
{
	memset(text, 'x', room - 1);
	text[room - 1] = '\0';
}

static void fill_because(struct rules_because *because)
{
	fill(because->rule, sizeof(because->rule));
	fill(because->source, sizeof(because->source));
	because->verified = 1;
}

#define LOUD(op, type, ...) \
	static int32_t loud_##op(const struct rules_host *host, const struct rules_facts *facts, struct type *answer) \
	{ \
		(void)host, (void)facts; \
		*answer = (struct type){ .size = sizeof(*answer), __VA_ARGS__ }; \
		fill(answer->note, sizeof(answer->note)); \
		fill_because(&answer->because); \
		return RULES_OK; \
	}

LOUD(admit, rules_admission, .verdict = RULES_ACCEPT, .number = "123456789012345")
LOUD(route, rules_route, .level = 3, .unit = "123456789012345", .joint_unit = "123456789012345")
LOUD(clock, rules_clock, .amount = 400, .unit = RULES_WORKING_DAY, .start = RULES_FROM_NEXT_DAY)
LOUD(workday, rules_workday, .worked = RULES_DAY_OFF)
LOUD(hours, rules_hours, .count = 4, .from = { 0, 2, 4, 6 }, .until = { 1, 3, 5, 1440 })
LOUD(escalate, rules_escalation, .step = 9, .level = 3, .card = RULES_CARD_RED, .next_check_ms = INT64_MAX)
LOUD(sample, rules_sample, .per_mille = 1000)
LOUD(score, rules_score, .points_milli = 1, .full_milli = 1, .parts = 16)

static const struct province_rules loud = {
	.version = "loud", .admit = loud_admit, .route = loud_route, .clock = loud_clock, .workday = loud_workday,
	.office_hours = loud_hours, .escalate = loud_escalate, .sample = loud_sample, .score = loud_score,
};
static const struct province_rules silent = { .version = "silent" };

static void try_loud(struct trial *t)
{
	const struct rules_world world = { .national = &loud };

	ask_all_in(t, &world);
}

static void try_silent(struct trial *t)
{
	const struct rules_world world = { .national = &silent };

	ask_all_in(t, &world);
}

static const struct {
	const char *name;
	const char *intent;
	void (*run)(struct trial *t);
} trials[] = {
	{ "plain", "a plain matter has a usable answer to every question", try_plain },
	{ "stack", "an answer does not rest on what lay in memory before", try_stack },
	{ "truncated", "facts that say another size than expected end nothing", try_truncated },
	{ "edges", "nothing is read or written beyond what was given", try_edges },
	{ "unknown", "kinds, items, regions, flags and stages that there are none of have a usable answer", try_unknown },
	{ "dates", "the first and the last moment there is have a usable answer", try_dates },
	{ "note full", "a national answer with every text full can be adjusted", try_loud },
	{ "no nation", "a nation without an opinion can be borne", try_silent },
};

/* ---- the check ------------------------------------------------------------------------------------------------- */

static struct trial begin(const struct conformance *c)
{
	static struct left_behind *left;

	if (!left) {
		left = mmap(NULL, sizeof(*left), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
		edges.facts = at_the_edge(sizeof(*edges.facts));
		for (uint32_t op = 0; op < RULES_OPS; op++)
			edges.answers[op] = at_the_edge(rules_answer_bytes(op));
	}
	return (struct trial){ .rules = c->rules, .left = left, .seed = c->seed };
}

static void say_question(struct conformance *c, const struct rules_facts *f)
{
	fprintf(c->out, " for kind %u item %u region %06u flags %u stage %u day %d filed %lld now %lld due %lld", f->kind, f->item, f->region,
		f->flags, f->stage, f->day, (long long)f->filed_ms, (long long)f->now_ms, (long long)f->due_ms);
}

static void count(struct conformance *c, const char *name, const char *intent, const char *fault)
{
	if (fault)
		c->failed++;
	else
		c->passed++;
	if (!fault && c->told)
		fprintf(c->out, "holds  %-12s %s\n", name, intent);
}

static void try_one(struct conformance *c, size_t i)
{
	struct trial t = begin(c);
	const char *fault = try_in_child(c, &t, trials[i].run);

	count(c, trials[i].name, trials[i].intent, fault);
	if (!fault)
		return;
	fprintf(c->out, "%06u %s: %s: it %s", c->rules->province, trials[i].name, rules_case_word(t.left->question.op), fault);
	say_question(c, &t.left->question.facts);
	fprintf(c->out, "; wanted: %s\n", trials[i].intent);
}

static void run_sweep(struct trial *t)
{
	find(t, rules_sweep(t->rules, t->seed, t->op, &t->left->question));
}

void conform_sweep(struct conformance *c)
{
	for (uint32_t op = 0; op < RULES_OPS; op++) {
		struct trial t = begin(c);
		const char *fault;

		t.op = op;
		fault = try_in_child(c, &t, run_sweep);
		count(c, rules_case_word(op), "4,000 matters, ordinary and absurd, have a usable answer", fault);
		if (!fault)
			continue;
		fprintf(c->out, "%06u %s: %s, it %s", c->rules->province, rules_case_word(op),
			strstr(fault, "another answer") ? "two answers" : "no usable answer", fault);
		say_question(c, &t.left->question.facts);
		fprintf(c->out, "; has each row of its table a rule and a source? again: --reproduce %llu\n", (unsigned long long)c->seed);
	}
}

void conform_trials(struct conformance *c)
{
	for (size_t i = 0; i < COUNT(trials); i++)
		try_one(c, i);
	conform_sweep(c);
}

/* ---- golden cases ------------------------------------------------------------------------------------------------ */

/* The child only asks: what it leaves is judged out here, and not believed before. */
static void run_case(struct trial *t)
{
	t->left->question = t->at->golden.question;
	find(t, rules_ask(t->at->rules, &t->left->question, NULL, &t->left->answer));
}

static const char *case_fault(struct conformance *c, const struct rules_case *golden, const struct rules_answer *answer)
{
	const char *got;

	if (answer->status == RULES_OK && !rules_is_sane(golden->question.op, &answer->any))
		return "answered what cannot be";
	got = rules_case_got(c->arena, golden->question.op, answer);
	if (strcmp(got, golden->wanted) != 0)
		return arena_printf(c->arena, "wanted %s, got %s", golden->wanted, got);
	return rules_case_rests(golden, answer) ? NULL : arena_printf(c->arena, "%s does not rest on %s", got, golden->source);
}

void conform_case(void *context, const struct rules_case_at *at)
{
	struct conformance *c = context;
	struct trial t = begin(c);
	const char *fault = at->fault;

	t.at = at;
	if (!fault) {
		fault = try_in_child(c, &t, run_case);
		fault = fault ? arena_printf(c->arena, "it %s", fault) : case_fault(c, &at->golden, &t.left->answer);
	}
	count(c, arena_printf(c->arena, "line %d", at->line), at->fault ? "" : at->golden.wanted, fault);
	if (fault)
		fprintf(c->out, "%s line %d: %s\n", at->path, at->line, fault);
}
