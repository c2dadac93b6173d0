/* hotline clock: what a province's rules say of a stage, when it is due, and the days counted.
 *
 * --region R --kind K --item I --stage S --at "YYYY-MM-DD HH:MM:SS" [--amount N --unit U --start S] [--calendar-only] [--json]
 * With --amount the rules are not asked: --calendar-only counts exactly what was given. --batch: cli_clock_batch.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/now.h"
#include "domain/clock.h"
#include "domain/ticket.h"
#include "pages/cli.h"
#include "pages/decide.h"

struct asked {
	uint32_t region;
	int64_t at_ms;
	struct clock_rule rule;		/* --calendar-only */
	struct decide_facts facts;
	enum stage stage;
	bool calendar_only;
};

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static bool read_rule(int argc, char **argv, struct asked *asked)
{
	const char *amount = cli_option(argc, argv, "--amount");
	const char *start = cli_option(argc, argv, "--start");
	int unit = clock_unit_from_word(or_empty(cli_option(argc, argv, "--unit")));
	int64_t n;

	asked->calendar_only = cli_flag(argc, argv, "--calendar-only") || amount;
	if (!asked->calendar_only)
		return true;
	if (!amount || text_to_int(amount, 0, CLOCK_MINUTES_MAX, &n) != ST_OK || !unit)
		return false;
	asked->rule = (struct clock_rule){ (int32_t)n, (enum clock_unit)unit,
		start ? (enum clock_start)clock_start_from_word(start) : unit >= CLOCK_NATURAL_DAY ? CLOCK_FROM_NEXT_DAY : CLOCK_FROM_MOMENT };
	return true;
}

static bool read_asked(int argc, char **argv, struct asked *asked)
{
	const char *region = cli_option(argc, argv, "--region");
	const char *item = cli_option(argc, argv, "--item");

	*asked = (struct asked){ .stage = (enum stage)stage_from_word(cli_option(argc, argv, "--stage")) };
	if (!region || !time_from_text(or_empty(cli_option(argc, argv, "--at")), &asked->at_ms) || !read_rule(argc, argv, asked))
		return false;
	asked->region = (uint32_t)strtoul(region, NULL, 10);
	asked->facts = (struct decide_facts){
		.kind = (enum kind)kind_from_word(cli_option(argc, argv, "--kind")), .source = SOURCE_PHONE,
		.item = item ? (uint32_t)strtoul(item, NULL, 10) : 0, .region = asked->region,
		.filed_ms = asked->at_ms, .from_ms = asked->at_ms,
	};
	return asked->calendar_only || (asked->facts.kind && asked->stage);
}

static void add_lines(struct buf *out, struct arena *arena, const char *proof)
{
	bool first = true;

	while (*proof) {
		size_t len = strcspn(proof, "\n");

		if (!first)
			buf_char(out, ',');
		first = false;
		buf_json(out, arena_strndup(arena, proof, len));
		proof += len + (proof[len] == '\n');
	}
}

static void print(struct arena *arena, const struct event_clock *clock, bool json)
{
	struct buf out = buf_new(arena, 1024);

	if (!json) {
		printf("due %s\nrule %s %s%s\n%s\n%s", time_text(arena, clock->due_ms), clock->rule.id, clock->rule.version,
		       clock->rule.verified ? "" : " (default, unverified)", clock->rule.source, clock->proof);
		return;
	}
	buf_text(&out, "{\"due\":");
	buf_json(&out, time_text(arena, clock->due_ms));
	buf_text(&out, ",\"rule\":{\"id\":");
	buf_json(&out, clock->rule.id);
	buf_text(&out, ",\"version\":");
	buf_json(&out, clock->rule.version);
	buf_text(&out, ",\"source\":");
	buf_json(&out, clock->rule.source);
	buf_printf(&out, ",\"verified\":%s,\"fallback\":%s},\"amount\":%d,\"unit\":\"%s\",\"start\":\"%s\",\"proof\":[",
		   clock->rule.verified ? "true" : "false", clock->rule.fallback ? "true" : "false", clock->amount, clock->unit, clock->start);
	add_lines(&out, arena, clock->proof);
	buf_text(&out, "]}");
	puts(out.text);
}

static enum status count_given(struct site *site, const struct asked *asked, struct event_clock *clock)
{
	*clock = (struct event_clock){
		.from_ms = asked->at_ms, .amount = asked->rule.amount, .unit = clock_unit_word((int)asked->rule.unit),
		.start = clock_start_word((int)asked->rule.start), .rule = { "clock", "given", "", "", false, false },
	};
	return clock_due(site->arena, &site->calendar->calendar, asked->region, &asked->rule, asked->at_ms, NULL, 0, &clock->due_ms, &clock->proof);
}

static enum status answer(struct cli *cli, const struct asked *asked, bool json)
{
	struct site site = { .config = cli->config, .arena = cli->arena, .db = cli->db };
	const enum stage stages[] = { asked->stage, STAGE_NONE };
	struct decided decided;
	struct event_clock clock;

	TRY(calendar_live_open(cli->db, cli->arena, &site.calendar));
	if (asked->calendar_only) {
		TRY(count_given(&site, asked, &clock));
		print(cli->arena, &clock, json);
		return ST_OK;
	}
	site.rules = rules_client_new(cli->arena, config_text(cli->config, "rules.socket"));
	decide(&site, cli->arena, &asked->facts, stages, &decided);
	if (decided.clock_count == 0)
		return ST_INVALID;
	print(cli->arena, &decided.clocks[0], json);
	return ST_OK;
}

int cli_clock(int argc, char **argv)
{
	struct cli cli = { 0 };
	struct asked asked;
	enum status status;

	if (cli_flag(argc, argv, "--batch"))
		return cli_clock_batch(cli_option(argc, argv, "--calendar"));
	if (!read_asked(argc, argv, &asked))
		return CLI_USAGE;
	if (!cli_open_db(&cli))
		return CLI_WORLD;
	status = answer(&cli, &asked, cli_flag(argc, argv, "--json"));
	cli_close(&cli);
	return cli_exit(status, "clock");
}
