/* hotline clock --batch [--calendar FILE]: many deadlines in one go, a case a line in, an answer a line out.
 *
 * in:  region <tab> YYYY-MM-DD HH:MM:SS[.mmm] <tab> amount <tab> unit <tab> start [<tab> from/until,from/until…]
 * out: due <tab> the proof's lines, with "; " between them; "refused" for an amount, unit or start out of range
 *
 * The last column in is when the person was waited for. With a calendar file (domain/calendar_table.h) no settings and
 * no database are needed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/now.h"
#include "domain/calendar_table.h"
#include "domain/clock.h"
#include "pages/cli.h"
#include "store/calendar_store.h"

#define BATCH_ARENA_BYTES ((size_t)16 * 1024 * 1024)
#define BATCH_PAUSES_MAX 64
#define COLUMNS 6

struct batch_case {
	uint32_t region;
	int64_t at_ms;
	struct clock_rule rule;
	struct clock_pause pauses[BATCH_PAUSES_MAX];
	size_t pause_count;
};

/* ---- one case ------------------------------------------------------------------------------------------- */

static bool read_pauses(char *cell, struct batch_case *c)
{
	char *next;

	for (char *pause = cell; pause && *pause && strcmp(pause, "-") != 0; pause = next) {
		char *until = strchr(pause, '/');
		struct clock_pause *into = &c->pauses[c->pause_count++];

		next = strchr(pause, ',');
		if (next)
			*next++ = '\0';
		if (!until || c->pause_count == BATCH_PAUSES_MAX)
			return false;
		*until++ = '\0';
		if (!time_from_text(pause, &into->from_ms) || !time_from_text(until, &into->until_ms))
			return false;
	}
	return true;
}

static bool read_case(char *line, struct batch_case *c)
{
	char *cells[COLUMNS] = { NULL };
	int64_t region, amount;
	char *rest;
	int n = 0;

	for (char *cell = strtok_r(line, "\t\n", &rest); cell && n < COLUMNS; cell = strtok_r(NULL, "\t\n", &rest))
		cells[n++] = cell;
	*c = (struct batch_case){ 0 };
	if (n < COLUMNS - 1 || text_to_int(cells[0], 0, 999999, &region) != ST_OK || !time_from_text(cells[1], &c->at_ms) ||
	    text_to_int(cells[2], INT32_MIN, INT32_MAX, &amount) != ST_OK || !read_pauses(cells[5], c))
		return false;
	c->region = (uint32_t)region;
	c->rule = (struct clock_rule){ (int32_t)amount, (enum clock_unit)clock_unit_from_word(cells[3]),
				       (enum clock_start)clock_start_from_word(cells[4]) };
	return true;
}

static void answer_case(struct arena *arena, const struct calendar *calendar, const struct batch_case *c)
{
	const char *proof;
	int64_t due;

	if (clock_due(arena, calendar, c->region, &c->rule, c->at_ms, c->pauses, c->pause_count, &due, &proof) != ST_OK) {
		puts("refused");
		return;
	}
	printf("%s.%03d\t", time_text(arena, due), (int)(((due % 1000) + 1000) % 1000));
	while (*proof) {
		size_t len = strcspn(proof, "\n");

		printf("%.*s%s", (int)len, proof, proof[len] && proof[len + 1] ? "; " : "");
		proof += len + (proof[len] == '\n');
	}
	putchar('\n');
}

static int answer_all(const struct calendar *calendar)
{
	struct arena *arena = arena_new("case", BATCH_ARENA_BYTES);
	int code = CLI_DONE;
	char *line = NULL;
	size_t room = 0;

	for (size_t number = 1; code == CLI_DONE && getline(&line, &room, stdin) >= 0; number++) {
		struct batch_case c;

		if (read_case(line, &c)) {
			answer_case(arena, calendar, &c);
		} else {
			fprintf(stderr, "hotline: clock: line %zu is no case\n", number);
			code = CLI_REFUSED;
		}
		arena_reset(arena);
	}
	free(line);
	arena_free(arena);
	return code;
}

/* ---- the calendar --------------------------------------------------------------------------------------- */

static int read_calendar(struct arena *arena, const char *path, struct calendar *calendar)
{
	struct calendar_table table;
	struct bytes content;

	if (file_read(arena, path, &content) != ST_OK)
		return CLI_WORLD;
	calendar_table_read(arena, (char *)(uintptr_t)content.p, path, &table);
	for (size_t i = 0; i < table.complaint_count; i++)
		fprintf(stderr, "%s, line %zu: %s\n", path, table.complaints[i].line, table.complaints[i].what);
	*calendar = calendar_of_table(&table);
	return table.complaint_count > 0 ? CLI_REFUSED : CLI_DONE;
}

int cli_clock_batch(const char *calendar_path)
{
	struct cli cli = { 0 };
	struct calendar calendar;
	int code;

	if (calendar_path) {
		cli.arena = arena_new("calendar", BATCH_ARENA_BYTES);
		code = read_calendar(cli.arena, calendar_path, &calendar);
	} else if (!cli_open_db(&cli)) {
		return CLI_WORLD;
	} else {
		code = cli_exit(calendar_load(cli.db, cli.arena, &calendar), "clock");
	}
	if (code == CLI_DONE)
		code = answer_all(&calendar);
	cli_close(&cli);
	return code;
}
