/* hotline rules list [--markdown]: the plugins of the folder, and how the running rules program gets on with them.
 * hotline rules release NN: a province in quarantine is asked again, at once.
 * hotline rules check and diff: cli_rules_check.c, cli_rules_diff.c.
 */
#include "pages/cli_rules.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/now.h"
#include "pages/cli_rules_table.h"
#include "rules/faults.h"

bool cli_rules_dir(struct cli *cli, const char **dir)
{
	*dir = getenv("HOTLINE_PLUGINS");
	if (*dir) {
		cli->arena = arena_new("rules", 64u << 20);
		return true;
	}
	if (!cli_open_config(cli))
		return false;
	*dir = config_text(cli->config, "plugin.dir");
	return true;
}

int cli_rules_digits(const char *text)
{
	return strlen(text) == 2 && strspn(text, "0123456789") == 2 ? atoi(text) : -1;
}

/* ---- list --------------------------------------------------------------------------------------------------- */

/* NULL: no rules program has run here, or none is asked about. */
static const struct fault_file *look_at_faults(struct cli *cli)
{
	return cli->config ? faults_look(arena_printf(cli->arena, "%s/%s", config_text(cli->config, "run.dir"), FAULTS_FILE)) : NULL;
}

static const struct fault_record *record_of(const struct fault_file *faults, const struct rules_plugin *plugin)
{
	for (size_t i = 0; faults && i < RULES_FILES_MAX; i++)
		if (strcmp(faults->records[i].file, plugin->file) == 0 && memcmp(faults->records[i].hash, plugin->hash, HASH_BYTES) == 0)
			return &faults->records[i];
	return NULL;
}

static const char *day_or_open(struct arena *arena, int32_t day)
{
	return day ? day_text(arena, day) : "open";
}

static void print_plugin(struct cli *cli, const struct rules_plugin *plugin, const struct fault_record *record)
{
	const struct province_rules *r = plugin->rules;

	if (plugin->fault) {
		log_error("refused rules '%s': it %s; the national default answers for that province", plugin->file, plugin->fault);
		return;
	}
	printf("%06u  %-11s %-12s %s..%s  %.16s  %s  %s\n", r->province, record ? conduct_word(record->conduct) : "loads", r->version,
	       day_or_open(cli->arena, r->effective_from), day_or_open(cli->arena, r->effective_until),
	       text_hex(cli->arena, plugin->hash, HASH_BYTES), r->name, r->source);
	if (record && record->faults > 0)
		printf("        %u faults; the last %s: %s\n", record->faults, time_text(cli->arena, record->last_ms), record->last);
}

static int list(struct cli *cli, const char *dir, bool markdown)
{
	const struct fault_file *faults = look_at_faults(cli);
	struct rules_set *set = ARENA_NEW(cli->arena, struct rules_set);
	enum status status = rules_load(cli->arena, dir, NULL, set);

	if (status == ST_OK && markdown) {
		status = cli_rules_table(cli->arena, set, dir);
	} else if (status == ST_OK) {
		for (size_t i = 0; i < set->count; i++)
			print_plugin(cli, &set->plugins[i], record_of(faults, &set->plugins[i]));
		printf("%zu loaded, %zu refused; all others are served by the national default\n", set->count - set->refused, set->refused);
	}
	if (faults)
		faults_close(faults);
	return status == ST_OK && set->refused > 0 ? CLI_REFUSED : cli_exit(status, "rules");
}

/* ---- release ------------------------------------------------------------------------------------------------- */

static int release(struct cli *cli, int digits)
{
	const char *path = arena_printf(cli->arena, "%s/%s", config_text(cli->config, "run.dir"), FAULTS_FILE);
	struct fault_file *faults = faults_open(path);
	int released;

	if (!faults) {
		fprintf(stderr, "hotline: cannot open '%s'\n", path);
		return CLI_WORLD;
	}
	released = faults_release(faults, (uint32_t)digits);
	faults_close(faults);
	printf("%d released\n", released);
	return released > 0 ? CLI_DONE : CLI_REFUSED;
}

/* ---- the verb -------------------------------------------------------------------------------------------------- */

int cli_rules(int argc, char **argv)
{
	const char *verb = argc > 1 ? argv[1] : "";
	struct cli cli = { 0 };
	const char *dir;
	int code = CLI_USAGE;

	if (strcmp(verb, "check") == 0)
		return cli_rules_check(argc - 1, argv + 1);
	if (strcmp(verb, "diff") == 0)
		return cli_rules_diff(argc - 1, argv + 1);
	if (strcmp(verb, "list") == 0) {
		if (!cli_rules_dir(&cli, &dir))
			return CLI_REFUSED;
		code = list(&cli, dir, cli_flag(argc, argv, "--markdown"));
	} else if (strcmp(verb, "release") == 0 && argc == 3 && cli_rules_digits(argv[2]) > 0) {
		if (!cli_open_config(&cli))
			return CLI_REFUSED;
		code = release(&cli, cli_rules_digits(argv[2]));
	} else {
		return CLI_USAGE;
	}
	cli_close(&cli);
	return code;
}
