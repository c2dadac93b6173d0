/* hotline refer --region R --text T [--json]: whose matter a text is. The same function as the portal, the desk and the API. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "domain/refer.h"
#include "pages/cli.h"
#include "store/refer_store.h"

static void print_json(struct arena *arena, const struct refer_result *result)
{
	struct buf out = buf_new(arena, 256);

	buf_printf(&out, "{\"outcome\":\"%s\",\"numbers\":[", refer_word(result->outcome));
	for (size_t i = 0; i < result->number_count; i++) {
		if (i > 0)
			buf_char(&out, ',');
		buf_json(&out, result->numbers[i]);
	}
	if (result->item)
		buf_printf(&out, "],\"item\":\"%04u\"}", result->item);
	else
		buf_text(&out, "],\"item\":null}");
	puts(out.text);
}

static enum status refer(struct cli *cli, const char *region, const char *text, bool json)
{
	struct refer_table table;
	struct refer_result result;
	const char *clean;

	TRY(text_clean(cli->arena, text, strlen(text), &clean));
	TRY(refer_load(cli->db, cli->arena, &table));
	refer_text(cli->arena, &table, (uint32_t)strtoul(region, NULL, 10), clean, &result);
	if (json) {
		print_json(cli->arena, &result);
		return ST_OK;
	}
	printf("%s", refer_word(result.outcome));
	for (size_t i = 0; i < result.number_count; i++)
		printf(" %s", result.numbers[i]);
	printf("\n");
	return ST_OK;
}

int cli_refer(int argc, char **argv)
{
	const char *region = cli_option(argc, argv, "--region");
	const char *text = cli_option(argc, argv, "--text");
	struct cli cli = { 0 };
	enum status status;

	if (!region || !text)
		return CLI_USAGE;
	if (!cli_open_db(&cli))
		return CLI_WORLD;
	status = refer(&cli, region, text, cli_flag(argc, argv, "--json"));
	cli_close(&cli);
	return cli_exit(status, "refer");
}
