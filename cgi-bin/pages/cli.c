/* What the verbs of the hotline command share; see cli.h. */
#include "pages/cli.h"

#include <stdio.h>
#include <string.h>

#define CLI_ARENA_BYTES ((size_t)256 * 1024 * 1024)	/* seeds are read whole */

bool cli_open_config(struct cli *cli)
{
	cli->arena = arena_new("cli", CLI_ARENA_BYTES);
	if (config_load(cli->arena, NULL, &cli->config) == ST_OK)
		return true;
	fprintf(stderr, "hotline: set HOTLINE_CONF to the settings of a stack, e.g. run/conf/hotline.hdf\n");
	return false;
}

bool cli_open_db(struct cli *cli)
{
	if (!cli->config && !cli_open_config(cli))
		return false;
	if (db_open(cli->arena, cli->config, MAY_HOTLINE, &cli->db) == ST_OK)
		return true;
	fprintf(stderr, "hotline: the database does not answer at %s\n", config_text(cli->config, "db.socket"));
	return false;
}

void cli_close(struct cli *cli)
{
	arena_free(cli->arena);
	*cli = (struct cli){ 0 };
}

int cli_with_db(int argc, char **argv, int (*run)(struct cli *cli, int argc, char **argv))
{
	struct cli cli = { 0 };
	int code;

	if (argc < 2)
		return CLI_USAGE;
	if (!cli_open_db(&cli))
		return CLI_WORLD;
	code = run(&cli, argc, argv);
	cli_close(&cli);
	return code;
}

const char *cli_option(int argc, char **argv, const char *name)
{
	for (int i = 1; i + 1 < argc; i++)
		if (strcmp(argv[i], name) == 0)
			return argv[i + 1];
	return NULL;
}

bool cli_flag(int argc, char **argv, const char *name)
{
	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], name) == 0)
			return true;
	return false;
}

int cli_exit(enum status status, const char *what)
{
	if (status == ST_OK)
		return CLI_DONE;
	fprintf(stderr, "hotline: %s: %s\n", what, status_name(status));
	return status >= ST_UNAVAILABLE ? CLI_WORLD : CLI_REFUSED;
}
