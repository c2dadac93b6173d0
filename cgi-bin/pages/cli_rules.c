/* hotline rules check PROVINCE|all: loads the plugin as the rules program does and runs its golden cases.
 * hotline rules list: what is loaded from plugin.dir.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/now.h"
#include "domain/clock.h"
#include "domain/ticket.h"
#include "pages/cli.h"
#include "rules/ask.h"
#include "rules/load.h"

struct checking {
	struct arena *arena;
	const struct rules_set *set;
	int passed, failed;
};

static uint32_t flags_of(const char *words)
{
	static const struct { const char *word; uint32_t flag; } flags[] = {
		{ "life", RULES_LIFE_AT_RISK }, { "utilities", RULES_UTILITIES }, { "complex", RULES_COMPLEX },
		{ "confidential", RULES_CONFIDENTIAL }, { "dissatisfied", RULES_DISSATISFIED },
	};
	uint32_t all = 0;

	for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
		if (strstr(words, flags[i].word))
			all |= flags[i].flag;
	return all;
}

static void ask_case(struct checking *c, char *const *cell, struct rules_answer *answer)
{
	struct rules_question q = { .op = RULES_OP_CLOCK };

	q.facts = (struct rules_facts){
		.size = sizeof(q.facts), .kind = (uint32_t)kind_from_word(cell[0]), .item = (uint32_t)strtoul(cell[1], NULL, 10),
		.region = (uint32_t)strtoul(cell[2], NULL, 10), .stage = (uint32_t)stage_from_word(cell[3]),
		.flags = flags_of(cell[4]), .filed_ms = now_ms(), .now_ms = now_ms(),
	};
	q.facts.domain = q.facts.item / 100;
	rules_ask(rules_for(c->set, q.facts.region, day_of_ms(q.facts.filed_ms)), &q, answer);
}

static void check_case(struct checking *c, const char *path, int line, char *const *cell)
{
	struct rules_answer first, second;
	const struct rules_clock *got = &first.any.clock;

	ask_case(c, cell, &first);
	ask_case(c, cell, &second);
	if (first.status == RULES_OK && got->amount == strtol(cell[5], NULL, 10) &&
	    strcmp(clock_unit_word((int)got->unit), cell[6]) == 0 && strcmp(clock_start_word((int)got->start), cell[7]) == 0 &&
	    strcmp(got->because.rule, cell[8]) == 0 && memcmp(&first, &second, sizeof(first)) == 0) {
		c->passed++;
		return;
	}
	c->failed++;
	printf("%s line %d: wanted %s %s from %s by %s, got %d %s from %s by %s\n", path, line, cell[5], cell[6], cell[7], cell[8],
	       got->amount, clock_unit_word((int)got->unit), clock_start_word((int)got->start), got->because.rule);
}

static enum status check_file(struct checking *c, const char *path)
{
	struct bytes file;
	int line = 0;

	TRY(file_read(c->arena, path, &file));
	for (char *at = (char *)(uintptr_t)file.p; *at;) {
		size_t len = strcspn(at, "\n");
		char *text = arena_strndup(c->arena, at, len);
		char *cell[9];
		int n = 0;

		line++;
		at += len + (at[len] == '\n');
		if (*text == '#' || *text == '\0')
			continue;
		for (char *rest = text; n < 9 && (cell[n] = strsep(&rest, "\t")) != NULL;)
			n++;
		if (n < 9) {
			printf("%s line %d: a case has nine cells\n", path, line);
			c->failed++;
			continue;
		}
		check_case(c, path, line, cell);
	}
	return ST_OK;
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
		printf("%d cases hold, %d do not; %zu plugins loaded, %zu refused\n", c.passed, c.failed, set.count, set.refused);
	}
	arena_free(c.arena);
	if (status == ST_OK && (c.failed > 0 || set.refused > 0 || (strcmp(argv[1], "check") == 0 && c.passed == 0)))
		return CLI_REFUSED;
	return cli_exit(status, "rules");
}
