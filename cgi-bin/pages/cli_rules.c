/* hotline rules check PROVINCE|all: loads the plugin as the rules program does and runs its golden cases and many
 * other matters.
 * hotline rules list: what is loaded from plugin.dir.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/now.h"
#include "base/text.h"
#include "pages/cli.h"
#include "rules/ask.h"
#include "rules/cases.h"
#include "rules/load.h"
#include "rules/sweep.h"

struct checking {
	struct arena *arena;
	const struct rules_set *set;
	int passed, failed;
};

static void fail_case(struct checking *c, const char *path, int line, const char *what)
{
	c->failed++;
	printf("%s line %d: %s\n", path, line, what);
}

/* Asked twice: the same question has the same answer. */
static void check_case(struct checking *c, const char *path, int line, const struct province_rules *rules,
		       const struct rules_case *golden)
{
	struct rules_answer first, second;
	const char *got;

	rules_ask(rules, &golden->question, &first);
	rules_ask(rules, &golden->question, &second);
	got = rules_case_got(c->arena, golden->question.op, &first);
	if (strcmp(got, golden->wanted) != 0)
		fail_case(c, path, line, arena_printf(c->arena, "wanted %s, got %s", golden->wanted, got));
	else if (!rules_case_rests(golden, &first))
		fail_case(c, path, line, arena_printf(c->arena, "%s does not rest on %s", got, golden->source));
	else if (memcmp(&first, &second, sizeof(first)) != 0)
		fail_case(c, path, line, "another answer to the same question");
	else
		c->passed++;
}

static void check_line(struct checking *c, const char *path, int line, const char *text)
{
	const struct province_rules *rules = NULL;
	const struct rules_facts *facts;
	struct rules_case golden;
	const char *fault;

	if (rules_case_read(c->arena, text, now_ms(), &golden, &fault) != ST_OK) {
		fail_case(c, path, line, fault);
		return;
	}
	/* The nation's own cases ask the national default, wherever they play. */
	facts = &golden.question.facts;
	if (!text_starts(strrchr(path, '/') + 1, "00_"))
		rules = rules_for(c->set, facts->region, day_of_ms(facts->filed_ms));
	check_case(c, path, line, rules, &golden);
}

static enum status check_file(struct checking *c, const char *path)
{
	struct bytes file;
	int line = 0;

	TRY(file_read(c->arena, path, &file));
	for (const char *at = (const char *)file.p; *at;) {
		size_t len = strcspn(at, "\n");
		const char *text = arena_strndup(c->arena, at, len);

		line++;
		at += len + (at[len] == '\n');
		if (*text != '#' && *text != '\0')
			check_line(c, path, line, text);
	}
	return ST_OK;
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

static int is_cases(const struct dirent *entry)
{
	const char *dot = strrchr(entry->d_name, '.');

	return dot && strcmp(dot, ".cases") == 0;
}

static enum status check_dir(struct checking *c, const char *dir, const char *which)
{
	struct dirent **entries;
	int count = scandir(dir, &entries, is_cases, alphasort);
	enum status status = count < 0 ? ST_NOT_FOUND : ST_OK;

	for (int i = 0; i < count; i++) {
		if (status == ST_OK && (strcmp(which, "all") == 0 || strncmp(entries[i]->d_name, which, 2) == 0))
			status = check_file(c, arena_printf(c->arena, "%s/%s", dir, entries[i]->d_name));
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	return status;
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
	if (status == ST_OK && strcmp(argv[1], "list") == 0) {
		list(&set);
	} else if (status == ST_OK) {
		status = check_dir(&c, dir, argv[2]);
		check_answers(&c, argv[2]);
		printf("%d cases hold, %d do not; %zu plugins loaded, %zu refused\n", c.passed, c.failed, set.count, set.refused);
	}
	arena_free(c.arena);
	if (status == ST_OK && (c.failed > 0 || set.refused > 0 || (strcmp(argv[1], "check") == 0 && c.passed == 0)))
		return CLI_REFUSED;
	return cli_exit(status, "rules");
}
