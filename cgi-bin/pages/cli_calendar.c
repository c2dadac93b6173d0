/* hotline calendar: days off and make-up days shown, and notices of them brought in.
 *
 * show YEAR [--region R]: the days that are not as others, as a table that import reads; with a region, those that hold there.
 * import FILE [--year Y] [--source TEXT] [--apply]: FILE is a table (domain/calendar_table.h) or the JSON of an npm
 * package (domain/calendar_json.h). What would change is shown; --apply changes it and counts running deadlines again.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/now.h"
#include "domain/calendar_json.h"
#include "pages/cli.h"
#include "pages/recount.h"
#include "statements.h"
#include "store/calendar_store.h"

static const char *dash(const char *text)
{
	return *text ? text : "-";
}

static void print_row(struct arena *arena, const char *mark, const struct calendar_entry *e)
{
	printf("%s%s\t%s\t%s\t%s\t%s\t%s\n", mark, day_text(arena, e->row.day), dash(e->row.scope), e->row.worked ? "work" : "off",
	       e->row.name, e->row.announced ? "announced" : "provisional", e->source);
}

/* ---- show ----------------------------------------------------------------------------------------------- */

/* Does this row decide its day in the region? */
static bool holds(const struct calendar *calendar, const struct calendar_row *row, uint32_t region)
{
	const struct calendar_row *decides = calendar_row_for(calendar, region, row->day);

	return decides && strcmp(decides->scope, row->scope) == 0;
}

static int show(struct cli *cli, int year, const char *region)
{
	uint32_t code = region ? (uint32_t)strtoul(region, NULL, 10) : 0;
	int32_t first = day_from_date(year, 1, 1);
	int32_t end = day_from_date(year + 1, 1, 1);
	struct calendar_table table;
	struct calendar calendar;
	int worked = 0;

	if (calendar_entries_load(cli->db, cli->arena, &table) != ST_OK)
		return CLI_WORLD;
	calendar = calendar_of_table(&table);
	printf("day\tscope\tworked\tname\tstatus\tsource\n");
	for (size_t i = 0; i < table.count; i++) {
		const struct calendar_row *row = &table.entries[i].row;

		if (row->day >= first && row->day < end && (!region || holds(&calendar, row, code)))
			print_row(cli->arena, "", &table.entries[i]);
	}
	for (int32_t day = first; day < end; day++)
		worked += calendar_day(&calendar, code, day).worked;
	printf("# %d: %d working days%s%s; %s\n", year, worked, region ? " in " : "", region ? region : "",
	       calendar_is_settled(&calendar, first) ? "its notice is out" : "provisional, its notice is not out");
	return CLI_DONE;
}

/* ---- import: reading ------------------------------------------------------------------------------------ */

struct import {
	struct cli cli;
	const char *path;
	const char *source;
	int year;
	struct calendar_table notice;
	struct calendar_diff diff;
};

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static int complain(const struct import *im)
{
	for (size_t i = 0; i < im->notice.complaint_count; i++) {
		const struct calendar_complaint *c = &im->notice.complaints[i];

		if (c->line > 0)
			fprintf(stderr, "%s, line %zu: %s\n", im->path, c->line, c->what);
		else
			fprintf(stderr, "%s: %s\n", im->path, c->what);
	}
	fprintf(stderr, "hotline: nothing was changed\n");
	return CLI_REFUSED;
}

static int read_notice(struct import *im)
{
	struct arena *arena = im->cli.arena;
	struct bytes content;

	if (file_read(arena, im->path, &content) != ST_OK)
		return CLI_WORLD;
	if (calendar_is_json((const char *)content.p))
		calendar_json_read(arena, (const char *)content.p, im->source, &im->notice);
	else
		calendar_table_read(arena, (char *)(uintptr_t)content.p, im->source, &im->notice);
	if (im->notice.complaint_count == 0 && im->notice.count == 0)
		calendar_table_complain(&im->notice, 0, "there is no day in it");
	if (im->notice.complaint_count > 0)
		return complain(im);
	if (im->year == 0)
		im->year = calendar_year_of(&im->notice);
	if (im->year == 0) {
		fprintf(stderr, "%s: it speaks of several years: say whose notice it is with --year\n", im->path);
		return CLI_REFUSED;
	}
	calendar_keep_year(&im->notice, im->year);
	return CLI_DONE;
}

/* ---- import: what would change ---------------------------------------------------------------------------- */

static int compare_notice(struct import *im)
{
	struct arena *arena = im->cli.arena;
	struct calendar_table now;

	if (calendar_entries_load(im->cli.db, arena, &now) != ST_OK)
		return CLI_WORLD;
	im->diff = calendar_diff_of(arena, &now, &im->notice, im->year);
	for (size_t i = 0; i < im->diff.count; i++) {
		const struct calendar_difference *d = &im->diff.all[i];

		if (d->before)
			print_row(arena, "- ", d->before);
		if (d->after)
			print_row(arena, "+ ", d->after);
	}
	printf("notice of %d: %zu days differ, %zu are as they were\n", im->year, im->diff.count, im->diff.same);
	return CLI_DONE;
}

/* ---- import: applying ----------------------------------------------------------------------------------- */

static enum status apply(struct import *im)
{
	struct arena *arena = im->cli.arena;
	struct recounted totals;

	printf("applying it, and waiting until all programs count by it\n");
	fflush(stdout);
	TRY(recount_change(im->cli.db, arena, &im->diff, &(struct staff_act_insert_in){
		.at_ms = now_ms(), .staff_id = 0, .program = "hotline", .act = "calendar_changed", .object = arena_printf(arena, "%d", im->year),
		.detail = arena_printf(arena, "%s: %zu days", im->source, im->diff.count) }, im->source, &totals));
	printf("%" PRIu64 " tickets with running clocks: %" PRIu64 " counted anew; %" PRIu64 " clocks are due later, %" PRIu64
	       " would be due earlier and keep their date\n", totals.seen, totals.told, totals.later, totals.kept);
	return ST_OK;
}

static int import(struct import *im, bool really)
{
	int code = read_notice(im);

	if (code == CLI_DONE)
		code = compare_notice(im);
	if (code != CLI_DONE)
		return code;
	if (really)
		return cli_exit(apply(im), "calendar import");
	printf("nothing was changed; --apply does it and counts running deadlines again\n");
	return CLI_DONE;
}

/* ---- the verb ------------------------------------------------------------------------------------------- */

static bool read_year(const char *text, int *year)
{
	int64_t n;

	if (!text || text_to_int(text, CALENDAR_YEAR_FIRST, CALENDAR_YEAR_LAST, &n) != ST_OK)
		return false;
	*year = (int)n;
	return true;
}

int cli_calendar(int argc, char **argv)
{
	struct import im = { 0 };
	const char *year = cli_option(argc, argv, "--year");
	bool shows = argc >= 3 && strcmp(argv[1], "show") == 0;
	int code;

	if (argc < 3 || (!shows && strcmp(argv[1], "import") != 0))
		return CLI_USAGE;
	if (shows ? !read_year(argv[2], &im.year) : year && !read_year(year, &im.year))
		return CLI_USAGE;
	if (!cli_open_db(&im.cli))
		return CLI_WORLD;
	im.path = argv[2];
	im.source = cli_option(argc, argv, "--source");
	if (!im.source)
		im.source = base_name(im.path);
	code = shows ? show(&im.cli, im.year, cli_option(argc, argv, "--region")) : import(&im, cli_flag(argc, argv, "--apply"));
	cli_close(&im.cli);
	return code;
}
