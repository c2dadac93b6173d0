/* hotline sample: samples of periods that nobody can steer. show [ID] · list ID · prove ID · redraw FILE … · commit NN FROM UNTIL
 *
 * list writes what was drawn and from what (domain/sample_list.h); redraw, which needs no database, draws it again. A month is committed
 * to and drawn by the worker; commit adds a period of one's own, which must lie in the future.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/now.h"
#include "domain/estimate.h"
#include "domain/proof.h"
#include "domain/sample_list.h"
#include "domain/ticket.h"
#include "pages/cli.h"
#include "pages/cli_sample.h"
#include "store/log_store.h"
#include "store/sample_store.h"

#define SHOWN 200
#define ROW_BYTES ((size_t)1 << 20)
#define STRATA_MAX 64
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

static bool copy_hash(struct bytes from, uint8_t to[HASH_BYTES])
{
	if (from.n != HASH_BYTES)
		return false;
	memcpy(to, from.p, HASH_BYTES);
	return true;
}

static enum status head_of(struct cli *cli, const struct sample_row *s, struct sample_head *h)
{
	struct sample_note_out note;

	TRY(sample_note(cli->db, cli->arena, &(struct sample_note_in){ s->province, s->until_size }, &note));
	*h = (struct sample_head){ .period = { s->province, s->from_ms, s->until_ms }, .entry = (uint64_t)s->entry, .from_size = s->from_size,
				   .until_size = s->until_size, .note = note.note };
	if (s->entry < 0 || !copy_hash(s->commitment, h->commitment) || !copy_hash(s->secret, h->secret) || !copy_hash(s->root, h->root))
		return ST_BUG;
	sample_seed(h->secret, h->root, h->seed);
	return ST_OK;
}

struct framing {
	const struct sample_head *head;
	void (*told)(struct framing *framing, const struct sample_line *line, const struct sample_frame_out *row);
	struct buf *out;	/* of list */
	struct stratum_of {
		char rule[SAMPLE_RULE_CHARS + 1];
		uint32_t per_mille;
		struct stratum s;
	} strata[STRATA_MAX];
	size_t count;
	uint64_t outside;	/* closings of which no rule said anything */
};

static enum status frame_row(void *context, struct arena *row_arena, const void *data)
{
	struct framing *f = context;
	const struct sample_frame_out *row = data;
	struct sample_line line = { .n = row->n };

	if (!copy_hash(row->hash, line.hash))
		return ST_BUG;
	if (!sample_stratum(row_arena, row->canonical, &line)) {
		f->outside++;
		return ST_OK;
	}
	line.sampled = sample_decide(sample_lot(f->head->seed, line.hash), line.per_mille);
	f->told(f, &line, row);
	return ST_OK;
}

static enum status frame(struct cli *cli, struct framing *f)
{
	const struct sample_head *h = f->head;
	struct arena *row_arena = arena_new("sample row", ROW_BYTES);
	enum status status = db_each(cli->db, row_arena, SQL_sample_frame, &(struct sample_frame_in){
		EVENT_ANSWERED_AT_ONCE, EVENT_APPROVED, EVENT_ANSWERED_TOGETHER, h->period.province, h->from_size, h->until_size, STATE_CLOSED,
		STATE_CLOSED }, frame_row, f);

	arena_free(row_arena);
	return status;
}

/* ---- show ----------------------------------------------------------------------------------------------------------- */

static bool is_void(const struct sample_row *s)
{
	return s->drawn_ms && s->entry >= 0 && (uint64_t)s->entry >= s->from_size;
}

static const char *standing(const struct sample_row *s)
{
	if (is_void(s))
		return "void: committed to after it had begun";
	return s->drawn_ms ? "drawn" : s->entry < 0 ? "waits for the log" : "committed to";
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

/* Who was called back, or rated without: 4 and 5 of 5 are content. */
static void count_line(struct framing *f, const struct sample_line *line, const struct sample_frame_out *row)
{
	struct stratum_of *of = NULL;
	bool called = row->followed_up == 1 || row->followed_up == 2;

	for (size_t i = 0; i < f->count && !of; i++)
		if (strcmp(f->strata[i].rule, line->rule) == 0 && f->strata[i].per_mille == line->per_mille)
			of = &f->strata[i];
	if (!of && f->count == STRATA_MAX)
		return;
	if (!of) {
		of = &f->strata[f->count++];
		memcpy(of->rule, line->rule, sizeof(of->rule));
		of->per_mille = line->per_mille;
	}
	of->s.whole++;
	if (line->sampled != SAMPLED_CHOSEN)
		return;
	of->s.drawn++;
	of->s.answered += called || row->rating > 0;
	of->s.satisfied += called ? row->followed_up == 1 : row->rating >= 4;
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

static void print_strata(const struct framing *f)
{
	struct stratum strata[STRATA_MAX], sum = { 0 };
	struct estimate e = { 0 };
	bool known;

	for (size_t i = 0; i < f->count; i++) {
		const struct stratum_of *of = &f->strata[i];
		char what[SAMPLE_RULE_CHARS + 24];

		strata[i] = of->s;
		sum.whole += of->s.whole;
		sum.drawn += of->s.drawn;
		sum.answered += of->s.answered;
		snprintf(what, sizeof(what), "%s at %u/1000", of->rule, of->per_mille);
		known = estimate_one(&of->s, &e);
		print_estimate(what, &of->s, known, &e);
	}
	known = estimate_all(strata, f->count, &e);
	print_estimate("all strata", &sum, known, &e);
	if (f->outside)
		printf("%" PRIu64 " closings lie outside: no rule of sampling spoke of them\n", f->outside);
}

static int show_one(struct cli *cli, const char *typed)
{
	struct framing *f = ARENA_NEW(cli->arena, struct framing);
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
	if (!s.drawn_ms || is_void(&s))
		return CLI_DONE;
	status = head_of(cli, &s, &head);
	if (status != ST_OK)
		return cli_exit(status, "sample");
	printf("secret %s\nseed %s\nlog entries %" PRIu64 " .. %" PRIu64 "\n", text_hex(cli->arena, head.secret, HASH_BYTES),
	       text_hex(cli->arena, head.seed, HASH_BYTES), head.from_size, head.until_size);
	*f = (struct framing){ .head = &head, .told = count_line };
	status = frame(cli, f);
	if (status == ST_OK)
		print_strata(f);
	return cli_exit(status, "sample");
}

/* ---- list, prove, commit ------------------------------------------------------------------------------------------ */

static void print_line(struct framing *f, const struct sample_line *line, const struct sample_frame_out *row)
{
	(void)row;
	f->out->len = 0;
	sample_add_line(f->out, line);
	fputs(f->out->text, stdout);
}

static int list(struct cli *cli, const char *typed)
{
	struct framing *f = ARENA_NEW(cli->arena, struct framing);
	struct buf text = buf_new(cli->arena, 4096);
	struct sample_head head;
	struct sample_row s;
	enum status status = load(cli, typed, &s);

	if (status != ST_OK)
		return cli_exit(status, typed);
	if (!s.drawn_ms)
		return refuse("it is not drawn yet: its period has not ended, or the log has no checkpoint since");
	if (is_void(&s))
		return refuse("it is void: its secret was committed to after the period had begun");
	status = head_of(cli, &s, &head);
	if (status != ST_OK)
		return cli_exit(status, "sample");
	sample_add_head(&text, &head);
	fputs(text.text, stdout);
	*f = (struct framing){ .head = &head, .told = print_line, .out = &text };
	return cli_exit(frame(cli, f), "sample");
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
	struct cli cli = { 0 };
	int code;

	if (argc < 2)
		return CLI_USAGE;
	if (strcmp(argv[1], "redraw") == 0)
		return cli_sample_redraw(argc - 1, argv + 1);
	if (!cli_open_db(&cli))
		return CLI_WORLD;
	code = run(&cli, argc, argv);
	cli_close(&cli);
	return code;
}
