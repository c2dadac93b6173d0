/* hotline incident: what the public is told about faults and planned work. list · open · say ID · end ID
 *
 * Nothing that was said is ever changed or taken back: a mistake is put right by saying so.
 */
#include <stdio.h>
#include <string.h>

#include "base/crypto.h"
#include "base/now.h"
#include "domain/incident.h"
#include "domain/region.h"
#include "pages/cli.h"
#include "statements.h"
#include "store/incident_store.h"
#include "store/reference_store.h"

#define NEWEST 20

static int refuse(const char *why)
{
	fprintf(stderr, "hotline: refused: %s\n", why);
	return CLI_REFUSED;
}

/* "" when it is not there. */
static const char *words(struct cli *cli, int argc, char **argv, const char *name)
{
	const char *typed = cli_option(argc, argv, name);
	const char *clean;

	return typed && text_clean(cli->arena, typed, strlen(typed), &clean) == ST_OK ? clean : "";
}

static int list(struct cli *cli)
{
	struct incident_row *rows;
	size_t count;
	enum status status = incident_newest_list(cli->db, cli->arena, &(struct incident_newest_in){ now_ms(), now_ms(), NEWEST }, &rows, &count);

	for (size_t i = 0; status == ST_OK && i < count; i++)
		printf("%u\t%s\t%s\t%06u\t%s\t%s\t%s\n", rows[i].id, rows[i].planned ? "planned" : "fault", rows[i].part, rows[i].region,
		       time_text(cli->arena, rows[i].begins_ms), rows[i].ends_ms ? time_text(cli->arena, rows[i].ends_ms) : "-", rows[i].title);
	return cli_exit(status, "incident");
}

/* What a reader takes in, and what the table holds. */
static const char *fault_of_words(const char *text, const char *text_en, size_t most)
{
	if (!*text)
		return "the Chinese words are missing";
	return text_chars(text) > most || text_chars(text_en) > 2 * most ? "too many words" : NULL;
}

/* What is to be said of it, now; each time that the verb is run it is another intent. */
static struct incident_note read_note(struct cli *cli, int argc, char **argv)
{
	struct incident_note note = { .now_ms = now_ms(), .body = words(cli, argc, argv, "--text"), .body_en = words(cli, argc, argv, "--text-en") };

	crypto_random(note.key, sizeof(note.key));
	return note;
}

static const char *read_times(int argc, char **argv, struct incident_open_in *in)
{
	const char *from = cli_option(argc, argv, "--from");
	const char *until = cli_option(argc, argv, "--until");

	in->begins_ms = now_ms();
	if (from && !time_from_text(from, &in->begins_ms))
		return "--from is a time as \"2026-10-01 23:00:00\"";
	if (until && !time_from_text(until, &in->ends_ms))
		return "--until is a time as \"2026-10-01 23:00:00\"";
	if (in->planned && !until)
		return "planned work has an end: --until TIME";
	return in->ends_ms && in->ends_ms <= in->begins_ms ? "it ends before it begins" : NULL;
}

static const char *read_incident(struct cli *cli, int argc, char **argv, struct incident_open_in *in)
{
	struct regions regions;
	const char *fault;
	int64_t region;

	*in = (struct incident_open_in){ .part = words(cli, argc, argv, "--part"), .planned = cli_flag(argc, argv, "--planned"),
		.title = words(cli, argc, argv, "--title"), .title_en = words(cli, argc, argv, "--title-en") };
	if (!incident_is_part(in->part))
		return "--part is phone, portal, notice or desk";
	fault = fault_of_words(in->title, in->title_en, INCIDENT_TITLE_CHARS);
	if (fault)
		return fault;
	if (cli_option(argc, argv, "--region")) {
		if (text_to_int(words(cli, argc, argv, "--region"), 0, 999999, &region) != ST_OK || regions_load(cli->db, cli->arena, &regions) != ST_OK ||
		    (region != 0 && !region_find(&regions, (uint32_t)region)))
			return "--region is a code of six digits, or 0 for everywhere";
		in->region = (uint32_t)region;
	}
	return read_times(argc, argv, in);
}

static int open_one(struct cli *cli, int argc, char **argv)
{
	struct incident_note note = read_note(cli, argc, argv);
	const char *fault = read_incident(cli, argc, argv, &note.open);
	enum status status;

	if (!fault)
		fault = fault_of_words(note.body, note.body_en, INCIDENT_WORDS_CHARS);
	if (fault)
		return refuse(fault);
	status = incident_write(cli->db, cli->arena, &note);
	if (status == ST_OK)
		printf("%u\n", note.id);
	return cli_exit(status, "incident");
}

static int go_on(struct cli *cli, bool over, const char *which, int argc, char **argv)
{
	struct incident_note note = read_note(cli, argc, argv);
	const char *fault = over && !*note.body ? NULL : fault_of_words(note.body, note.body_en, INCIDENT_WORDS_CHARS);
	struct incident_row row;
	int64_t id;
	enum status status;

	if (text_to_int(which, 1, UINT32_MAX, &id) != ST_OK ||
	    incident_find(cli->db, cli->arena, &(struct incident_find_in){ (uint32_t)id }, &row) != ST_OK)
		return refuse("there is no such incident");
	if (fault)
		return refuse(fault);
	note.id = row.id;
	note.ends_ms = over ? note.now_ms : 0;
	status = incident_write(cli->db, cli->arena, &note);
	if (status == ST_CONFLICT)
		return refuse("it is over already; hotline incident say ID says more of it");
	return cli_exit(status, "incident");
}

static int incident(struct cli *cli, int argc, char **argv)
{
	if (strcmp(argv[1], "list") == 0)
		return list(cli);
	if (strcmp(argv[1], "open") == 0)
		return open_one(cli, argc, argv);
	if (argc > 2 && strcmp(argv[1], "say") == 0)
		return go_on(cli, false, argv[2], argc, argv);
	if (argc > 2 && strcmp(argv[1], "end") == 0)
		return go_on(cli, true, argv[2], argc, argv);
	return CLI_USAGE;
}

int cli_incident(int argc, char **argv)
{
	return cli_with_db(argc, argv, incident);
}
