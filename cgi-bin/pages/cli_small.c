/* hotline config, number: verbs that need no database. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "domain/number.h"
#include "pages/cli.h"

int cli_config(int argc, char **argv)
{
	struct cli cli = { 0 };

	(void)argv;
	if (argc != 1)
		return CLI_USAGE;
	if (!getenv("HOTLINE_CONF")) {
		config_print(NULL, stdout);
		return CLI_DONE;
	}
	if (!cli_open_config(&cli))
		return CLI_REFUSED;
	config_print(cli.config, stdout);
	cli_close(&cli);
	return CLI_DONE;
}

/* hotline number check N: the canonical number, or why it is none. */
int cli_number(int argc, char **argv)
{
	struct arena *arena;
	const char *number;
	enum status status;

	if (argc < 3 || strcmp(argv[1], "check") != 0)
		return CLI_USAGE;
	arena = arena_new("cli", 1 << 20);
	status = number_parse(arena, argv[2], &number);
	if (status == ST_OK)
		printf("%s\n", number);
	else
		printf("not a ticket number, or a digit is wrong: %s\n", argv[2]);
	arena_free(arena);
	return status == ST_OK ? CLI_DONE : CLI_REFUSED;
}
