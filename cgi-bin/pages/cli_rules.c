/* hotline rules check PROVINCE|all: loads the plugin as the rules program does and runs its golden cases and many
 * other matters.
 * hotline rules list: what is loaded from plugin.dir; --markdown: docs/provinces.md, see cli_rules_table.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pages/cli.h"
#include "pages/cli_rules_table.h"
#include "rules/ask.h"
#include "rules/cases.h"
#include "rules/load.h"
#include "rules/sweep.h"

struct checking {
	struct arena *arena;
	const struct rules_set *set;
	int passed, failed;
};

static void fail_case(struct checking *c, const struct rules_case_at *at, const char *what)
{
	c->failed++;
	printf("%s line %d: %s\n", at->path, at->line, what);
}

/* Asked twice: the same question has the same answer. */
static void check_case(void *context, const struct rules_case_at *at)
{
	struct checking *c = context;
	struct rules_answer first, second;
	const char *got;

	if (at->fault) {
		fail_case(c, at, at->fault);
		return;
	}
	rules_ask(at->rules, &at->golden.question, &first);
	rules_ask(at->rules, &at->golden.question, &second);
	got = rules_case_got(c->arena, at->golden.question.op, &first);
	if (strcmp(got, at->golden.wanted) != 0)
		fail_case(c, at, arena_printf(c->arena, "wanted %s, got %s", at->golden.wanted, got));
	else if (!rules_case_rests(&at->golden, &first))
		fail_case(c, at, arena_printf(c->arena, "%s does not rest on %s", got, at->golden.source));
	else if (memcmp(&first, &second, sizeof(first)) != 0)
		fail_case(c, at, "another answer to the same question");
	else
		c->passed++;
}

/* Thousands of matters put to every operation: what no case asks must have a usable answer all the same. */
static void check_answers(struct checking *c, const char *which)
{
	for (size_t i = 0; i <= c->set->count; i++) {
		const struct province_rules *rules = i < c->set->count ? c->set->loaded[i] : &national_rules;
		struct rules_question q;
		bool differs;

		if (strcmp(which, "all") != 0 && rules->province / 10000 != strtoul(which, NULL, 10))
			continue;
		for (uint32_t op = 0; op < RULES_OPS; op++) {
			if (rules_sweep(rules, op, &q, &differs))
				continue;
			c->failed++;
			printf("%06u %s: %s for kind %u item %u region %06u stage %u day %d%s\n", rules->province, rules_case_word(op),
			       differs ? "two answers" : "no usable answer", q.facts.kind, q.facts.item, q.facts.region, q.facts.stage,
			       q.facts.day, differs ? "" : "; has each row of its table a rule and a source?");
		}
	}
}

static void list(const struct rules_set *set)
{
	for (size_t i = 0; i < set->count; i++)
		printf("%06u  %-12s %s  %s\n", set->loaded[i]->province, set->loaded[i]->version, set->loaded[i]->name, set->loaded[i]->source);
	printf("%zu loaded, %zu refused; all others are served by the national default\n", set->count, set->refused);
}

int cli_rules(int argc, char **argv)
{
	const char *dir = getenv("HOTLINE_PLUGINS");
	struct checking c = { .arena = arena_new("rules", 64u << 20) };
	const struct config *config;
	struct rules_set set;
	enum status status;

	if (argc < 2 || (strcmp(argv[1], "list") != 0 && (strcmp(argv[1], "check") != 0 || argc < 3)))
		return CLI_USAGE;
	if (!dir) {
		if (config_load(c.arena, NULL, &config) != ST_OK)
			return CLI_REFUSED;
		dir = config_text(config, "plugin.dir");
	}
	status = rules_load(c.arena, dir, &set);
	c.set = &set;
	if (status == ST_OK && strcmp(argv[1], "list") == 0 && cli_flag(argc, argv, "--markdown")) {
		status = cli_rules_table(c.arena, &set, dir);
	} else if (status == ST_OK && strcmp(argv[1], "list") == 0) {
		list(&set);
	} else if (status == ST_OK) {
		status = rules_cases_each(c.arena, &set, dir, argv[2], check_case, &c);
		check_answers(&c, argv[2]);
		printf("%d cases hold, %d do not; %zu plugins loaded, %zu refused\n", c.passed, c.failed, set.count, set.refused);
	}
	arena_free(c.arena);
	if (status == ST_OK && (c.failed > 0 || set.refused > 0 || (strcmp(argv[1], "check") == 0 && c.passed == 0)))
		return CLI_REFUSED;
	return cli_exit(status, "rules");
}
