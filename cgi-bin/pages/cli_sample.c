/* hotline sample: samples of periods that nobody can steer. show [ID] · list ID · prove ID · redraw FILE … · commit NN FROM UNTIL
 *
 * list writes what was drawn and from what (domain/sample_list.h); redraw, which needs no database, draws it again. A month is committed
 * to and drawn by the worker; commit adds a period of one's own, which must lie in the future.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/now.h"
#include "domain/proof.h"
#include "pages/cli.h"
#include "pages/cli_sample.h"
#include "pages/sample_walk.h"
#include "store/log_store.h"
#include "store/sample_store.h"

#define SHOWN 200
#define ROW_BYTES ((size_t)1 << 20)
#define LEAD_MS 2000	/* a period that begins sooner can hardly be committed to before */

static int refuse(const char *why)
{
	fprintf(stderr, "hotline: refused: %s\n", why);
	return CLI_REFUSED;
}

/* ---- one sample, read ------------------------------------------------------------------------------------------- */

static enum status load(struct cli *cli, const char *typed, struct sample_row *sample)
{
	int64_t id;

	TRY(text_to_int(typed, 1, UINT32_MAX, &id));
	return sample_by_id(cli->db, cli->arena, &(struct sample_by_id_in){ (uint32_t)id }, sample);
}

/* ---- show ----------------------------------------------------------------------------------------------------------- */

static const char *standing(const struct sample_row *s)
{
	static const struct { const char *word, *said; } words[] = {
		{ "committed", "committed to" }, { "waiting", "waits for the log" }, { "drawn", "drawn" }, { "void", "void: committed to after it had begun" },
	};
	const char *word = sample_standing(s);

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i].word, word) == 0)
			return words[i].said;
	return word;
}

static enum status show_all(struct cli *cli)
{
	struct sample_row *rows;
	size_t count;

	TRY(sample_all_list(cli->db, cli->arena, &(struct sample_all_in){ .most = SHOWN }, &rows, &count));
	for (size_t i = 0; i < count; i++)
		printf("%u  %06u  %s .. %s  %s\n", rows[i].id, rows[i].province, time_text(cli->arena, rows[i].from_ms),
		       time_text(cli->arena, rows[i].until_ms), standing(&rows[i]));
	return ST_OK;
}

static void print_estimate(const char *what, const struct stratum *s, bool known, const struct estimate *e)
{
	printf("%s: %" PRIu64 " closings, %" PRIu64 " drawn, %" PRIu64 " answered", what, s->whole, s->drawn, s->answered);
	if (s->drawn)
		printf(" (%.1f %%)", 100.0 * (double)s->answered / (double)s->drawn);
	if (known)
		printf("; satisfied %.1f %%, 95 %% interval %.1f .. %.1f %%\n", 100 * e->share, 100 * e->low, 100 * e->high);
	else
		printf("; too few answers for a share\n");
}

static void print_strata(const struct sample_strata *strata)
{
	struct estimate e = { 0 };
	struct stratum sum;
	bool known;

	for (size_t i = 0; i < strata->count; i++) {
		char what[SAMPLE_RULE_CHARS + 24];

		snprintf(what, sizeof(what), "%s at %u/1000", strata->of[i].rule, strata->of[i].per_mille);
		known = estimate_one(&strata->of[i].s, &e);
		print_estimate(what, &strata->of[i].s, known, &e);
	}
	known = sample_sum(strata, &sum, &e);
	print_estimate("all strata", &sum, known, &e);
	if (strata->outside)
		printf("%" PRIu64 " closings lie outside: no rule of sampling spoke of them\n", strata->outside);
}

static int show_one(struct cli *cli, const char *typed)
{
	struct sample_strata *strata = ARENA_NEW(cli->arena, struct sample_strata);
	struct sample_head head;
	struct sample_row s;
	enum status status = load(cli, typed, &s);

	if (status != ST_OK)
		return cli_exit(status, typed);
	printf("sample %u of %06u, %s .. %s: %s\n", s.id, s.province, time_text(cli->arena, s.from_ms), time_text(cli->arena, s.until_ms), standing(&s));
	printf("commitment %s, ", text_hex(cli->arena, s.commitment.p, s.commitment.n));
	if (s.entry < 0)
		printf("not in the log yet\n");
	else
		printf("entry %" PRId64 " of the log\n", s.entry);
	if (strcmp(sample_standing(&s), "drawn") != 0)
		return CLI_DONE;
	status = sample_head_load(cli->db, cli->arena, &s, &head);
	if (status != ST_OK)
		return cli_exit(status, "sample");
	printf("secret %s\nseed %s\nlog entries %" PRIu64 " .. %" PRIu64 "\n", text_hex(cli->arena, head.secret, HASH_BYTES),
	       text_hex(cli->arena, head.seed, HASH_BYTES), head.from_size, head.until_size);
	status = sample_walk(cli->db, &head, strata, NULL, NULL);
	if (status == ST_OK)
		print_strata(strata);
	return cli_exit(status, "sample");
}

/* ---- list, prove, commit ------------------------------------------------------------------------------------------ */

/* Each line is written from the same place: the buffer would grow with the list. */
static void print_line(void *context, const struct sample_line *line, const struct sample_frame_out *row)
{
	struct arena *arena = context;
	struct buf text = buf_new(arena, 256);

	(void)row;
	sample_add_line(&text, line);
	fputs(text.text, stdout);
	arena_reset(arena);
}

static int list(struct cli *cli, const char *typed)
{
	struct sample_strata *strata = ARENA_NEW(cli->arena, struct sample_strata);
	struct arena *line_arena;
	struct buf text = buf_new(cli->arena, 4096);
	struct sample_head head;
	struct sample_row s;
	enum status status = load(cli, typed, &s);

	if (status != ST_OK)
		return cli_exit(status, typed);
	if (!s.drawn_ms)
		return refuse("it is not drawn yet: its period has not ended, or the log has no checkpoint since");
	if (strcmp(sample_standing(&s), "void") == 0)
		return refuse("it is void: its secret was committed to after the period had begun");
	status = sample_head_load(cli->db, cli->arena, &s, &head);
	if (status != ST_OK)
		return cli_exit(status, "sample");
	sample_add_head(&text, &head);
	fputs(text.text, stdout);
	line_arena = arena_new("sample line", ROW_BYTES);
	status = sample_walk(cli->db, &head, strata, print_line, line_arena);
	arena_free(line_arena);
	return cli_exit(status, "sample");
}

static int prove(struct cli *cli, const char *typed)
{
	struct buf proof = buf_new(cli->arena, 4096);
	struct sample_row s;
	enum status status = load(cli, typed, &s);

	if (status != ST_OK)
		return cli_exit(status, typed);
	status = log_prove(cli->db, cli->arena, 0, arena_printf(cli->arena, "sample %06u %" PRId64 " %" PRId64, s.province, s.from_ms, s.until_ms),
			   &(struct event_row){ .seq = s.id, .hash = s.commitment }, &proof);
	if (status == ST_NOT_FOUND)
		return refuse("its commitment waits for the next checkpoint: ask again in a minute");
	if (status == ST_OK)
		fputs(proof.text, stdout);
	return cli_exit(status, "sample");
}

static int commit(struct cli *cli, char **argv)
{
	struct sample_period period;
	int64_t now = now_ms(), province;
	uint32_t id;
	enum status status;

	if (text_to_int(argv[2], 11, 99, &province) != ST_OK || !time_from_text(argv[3], &period.from_ms) || !time_from_text(argv[4], &period.until_ms))
		return CLI_USAGE;
	period.province = (uint32_t)province * 10000;
	if (period.from_ms < now + LEAD_MS || period.until_ms <= period.from_ms)
		return refuse("a period begins after it was committed to, and ends after it began");
	status = sample_begin(cli->db, cli->arena, &period, now, &id);
	if (status == ST_DUPLICATE)
		return refuse("there is a sample of this period already");
	if (status == ST_OK)
		printf("%u\n", id);
	return cli_exit(status, "sample");
}

static int run(struct cli *cli, int argc, char **argv)
{
	if (strcmp(argv[1], "show") == 0 && argc == 2)
		return cli_exit(show_all(cli), "sample");
	if (strcmp(argv[1], "show") == 0 && argc == 3)
		return show_one(cli, argv[2]);
	if (strcmp(argv[1], "list") == 0 && argc == 3)
		return list(cli, argv[2]);
	if (strcmp(argv[1], "prove") == 0 && argc == 3)
		return prove(cli, argv[2]);
	if (strcmp(argv[1], "commit") == 0 && argc == 5)
		return commit(cli, argv);
	return CLI_USAGE;
}

int cli_sample(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "redraw") == 0)
		return cli_sample_redraw(argc - 1, argv + 1);
	return cli_with_db(argc, argv, run);
}
