/* A sample's list drawn again; see cli_sample.h.
 *
 * Of the list alone: was the secret committed to before, is the seed what secret and root come to, is each line drawn as it is said? With
 * the log's key: is the root that of a signed checkpoint of just that size? With a package: is each of its closings of that time in the list,
 * under the rule and rate that its ticket's own event says? Events within a margin of either end may belong to the neighbouring period.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/crypto_pair.h"
#include "base/file.h"
#include "domain/note.h"
#include "domain/package.h"
#include "domain/event_read.h"
#include "domain/sample_list.h"
#include "domain/ticket.h"
#include "pages/cli.h"
#include "pages/cli_sample.h"

#define ARENA_BYTES ((size_t)4 << 30)	/* of address space: a list of ten million lines */
#define EVENT_ARENA_BYTES ((size_t)16 << 20)
#define LINES_MAX 10000000
#define MARGIN_S 600	/* an event so near to the end of a period may stand in the log behind it */
#define MARGIN_S_MAX 86400

struct redraw {
	struct arena *arena;
	const char *path;
	struct sample_head head;
	struct sample_line *lines;	/* by hash, once read */
	size_t count;
	uint64_t chosen;
	uint64_t seen;			/* closings of a package that the list has */
	int64_t margin_ms;
	const uint8_t *sm2_key;		/* NULL: not asked for */
};

static bool wrong(const char *file, uint64_t line, const char *why)
{
	if (line)
		printf("wrong: %s:%" PRIu64 ": %s\n", file, line, why);
	else
		printf("wrong: %s: %s\n", file, why);
	return false;
}

/* ---- the list ---------------------------------------------------------------------------------------------------- */

static bool read_head(struct redraw *r, FILE *file)
{
	const char *lines[SAMPLE_HEAD_LINES];
	char *line = NULL;
	size_t room = 0, count = 0;

	for (ssize_t n; count < SAMPLE_HEAD_LINES && (n = getline(&line, &room, file)) > 0; count++)
		lines[count] = arena_strndup(r->arena, line, (size_t)n - (line[n - 1] == '\n'));
	free(line);
	if (count < SAMPLE_HEAD_LINES || sample_read_head(r->arena, lines, &r->head) != ST_OK)
		return wrong(r->path, 0, "not a list of a sample");
	return true;
}

static bool add_line(struct redraw *r, char *text, ssize_t n, uint64_t number)
{
	struct sample_line *line = &r->lines[r->count];
	const char *fault;

	if (n < 1 || text[n - 1] != '\n')
		return wrong(r->path, number, "cut short");
	text[n - 1] = '\0';
	if (sample_read_line(text, line) != ST_OK)
		return wrong(r->path, number, "not a closing");
	if (r->count > 0 && line->n <= line[-1].n)
		return wrong(r->path, number, "not in the order of the log");
	fault = sample_line_fault(&r->head, line);
	if (fault)
		return wrong(r->path, number, fault);
	r->chosen += line->sampled == SAMPLED_CHOSEN;
	r->count++;
	return true;
}

static bool read_lines(struct redraw *r, FILE *file)
{
	size_t room_of_lines = 1024, room = 0;
	char *text = NULL;
	bool good = true;
	ssize_t n;

	r->lines = malloc(room_of_lines * sizeof(*r->lines));
	while (good && r->lines && (n = getline(&text, &room, file)) > 0) {
		good = add_line(r, text, n, SAMPLE_HEAD_LINES + r->count + 1);
		if (r->count == LINES_MAX)
			good = wrong(r->path, 0, "too long");
		else if (r->count == room_of_lines)
			r->lines = realloc(r->lines, (room_of_lines *= 2) * sizeof(*r->lines));
	}
	free(text);
	return good && r->lines;
}

static bool check_note(struct redraw *r, const uint8_t key[KEY_BYTES])
{
	struct note note;
	bool signed_by;

	if (note_read(r->arena, r->head.note, key, &note, &signed_by) != ST_OK || !signed_by)
		return wrong(r->path, 0, "its checkpoint is not signed by the key that was given");
	if (r->sm2_key && note_sm2(r->arena, r->head.note, r->sm2_key) != NOTE_SM2_SIGNED)
		return wrong(r->path, 0, "the SM2 signature of its checkpoint is damaged, or there is none of the key that was given");
	if (note_is_stripped(r->arena, r->head.note))
		return wrong(r->path, 0, "its checkpoint was signed with SM2 too, and that line was taken away");
	if (strcmp(note.origin, note_origin(r->arena, r->head.period.province)) != 0 || note.size != r->head.until_size ||
	    memcmp(note.root, r->head.root, HASH_BYTES) != 0)
		return wrong(r->path, 0, "its root is not that of the signed checkpoint");
	return true;
}

static bool check_list(struct redraw *r, const uint8_t *key)
{
	FILE *file = fopen(r->path, "r");
	const char *fault;
	bool good;

	if (!file)
		return wrong(r->path, 0, "cannot be read");
	good = read_head(r, file);
	fault = good ? sample_head_fault(r->arena, &r->head) : NULL;
	if (fault)
		good = wrong(r->path, 0, fault);
	good = good && read_lines(r, file) && (!key || check_note(r, key));
	fclose(file);
	return good;
}

/* ---- a package beside it ------------------------------------------------------------------------------------------- */

static int by_hash(const void *a, const void *b)
{
	return memcmp(((const struct sample_line *)a)->hash, ((const struct sample_line *)b)->hash, HASH_BYTES);
}

/* The ticket at hand, as far as its events were read. */
struct closing {
	uint64_t id;
	uint32_t region;
	bool has_rule;
	struct sample_line rule;
};

static bool check_closing(struct redraw *r, const char *path, uint64_t number, const struct closing *c, const struct package_event *e, const struct event_said *said)
{
	const struct sample_period *p = &r->head.period;
	struct sample_line key = { 0 };
	const struct sample_line *line;

	if (!c->has_rule || e->link.hash.n != HASH_BYTES)
		return true;
	memcpy(key.hash, e->link.hash.p, HASH_BYTES);
	line = r->count ? bsearch(&key, r->lines, r->count, sizeof(key), by_hash) : NULL;
	if (line) {
		r->seen++;
		return strcmp(line->rule, c->rule.rule) == 0 && line->per_mille == c->rule.per_mille ? true :
		       wrong(path, number, arena_printf(r->arena, "ticket %s: the list has it under another rule or rate", e->number));
	}
	if (region_province(c->region) != p->province || said->at_ms < p->from_ms + r->margin_ms || said->at_ms >= p->until_ms - r->margin_ms)
		return true;
	return wrong(path, number, arena_printf(r->arena, "ticket %s: closed in the period, and the list does not have it", e->number));
}

static bool check_event(struct redraw *r, struct arena *arena, const char *path, uint64_t number, struct bytes text, struct closing *c)
{
	struct package_event e;
	struct event_said said;

	arena_reset(arena);
	if (package_read_event(arena, text, &e) != ST_OK || event_read(e.link.canonical, &said) != ST_OK)
		return wrong(path, number, "not an event");
	if (e.id != c->id)
		*c = (struct closing){ .id = e.id };
	if (said.region)
		c->region = said.region;
	if (said.type == EVENT_ANSWERED_AT_ONCE || said.type == EVENT_APPROVED || said.type == EVENT_ANSWERED_TOGETHER)
		c->has_rule = sample_stratum(arena, e.link.canonical, &c->rule);
	if (said.to != STATE_CLOSED || said.from == STATE_CLOSED)
		return true;
	return check_closing(r, path, number, c, &e, &said);
}

static bool check_package(struct redraw *r, const char *dir)
{
	const char *path = arena_printf(r->arena, "%s/%s", dir, package_part_name(PACKAGE_EVENTS));
	struct arena *arena = arena_new("redraw event", EVENT_ARENA_BYTES);
	FILE *file = fopen(path, "r");
	struct closing closing = { 0 };
	char *text = NULL;
	size_t room = 0;
	uint64_t number = 0;
	bool good = file != NULL;

	if (!file)
		wrong(path, 0, "cannot be read");
	qsort(r->lines, r->count, sizeof(*r->lines), by_hash);
	for (ssize_t n; good && (n = getline(&text, &room, file)) > 0;)
		good = check_event(r, arena, path, ++number, (struct bytes){ (const uint8_t *)text, (size_t)n - (text[n - 1] == '\n') }, &closing);
	free(text);
	arena_free(arena);
	if (file)
		fclose(file);
	return good;
}

static enum status read_key(struct arena *arena, const char *path, enum pair_kind kind, uint8_t *key)
{
	struct bytes pem;

	TRY(file_read(arena, path, &pem));
	return crypto_public_from_pem(arena, kind, pem, key);
}

/* ---- the verb ------------------------------------------------------------------------------------------------------- */

static bool redraw(struct redraw *r, const char *dir, const uint8_t *key)
{
	if (!check_list(r, key) || (dir && !check_package(r, dir)))
		return false;
	printf("ok: %zu closings, %" PRIu64 " drawn, as the seed %s draws them%s\n", r->count, r->chosen, text_hex(r->arena, r->head.seed, HASH_BYTES),
	       key ? "; the root is signed" : "");
	if (dir)
		printf("ok: %" PRIu64 " closings of the package stand in the list under their own rule and rate, and none is missing\n", r->seen);
	return true;
}

int cli_sample_redraw(int argc, char **argv)
{
	const char *dir = cli_option(argc, argv, "--package"), *key_file = cli_option(argc, argv, "--key");
	const char *sm2_file = cli_option(argc, argv, "--sm2-key");
	const char *margin = cli_option(argc, argv, "--margin");
	int64_t seconds = MARGIN_S;
	struct redraw r = { .arena = arena_new("redraw", ARENA_BYTES), .path = argc > 1 ? argv[1] : NULL };
	uint8_t key[KEY_BYTES], sm2_key[PUBLIC_BYTES_MAX];
	int code = CLI_USAGE;

	r.sm2_key = sm2_file ? sm2_key : NULL;
	if ((margin && text_to_int(margin, 0, MARGIN_S_MAX, &seconds) != ST_OK) || (sm2_file && !key_file))
		r.path = NULL;
	r.margin_ms = seconds * 1000;
	if (r.path && r.path[0] != '-' && argc == 2 + 2 * ((dir != NULL) + (key_file != NULL) + (sm2_file != NULL) + (margin != NULL)))
		code = (key_file && read_key(r.arena, key_file, PAIR_ED25519, key) != ST_OK) ||
		       (sm2_file && read_key(r.arena, sm2_file, PAIR_SM2, sm2_key) != ST_OK) ? CLI_WORLD :
		       redraw(&r, dir, key_file ? key : NULL) ? CLI_DONE : CLI_REFUSED;
	free(r.lines);
	arena_free(r.arena);
	return code;
}
