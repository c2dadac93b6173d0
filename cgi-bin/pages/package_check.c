/* Checking a package file by file and line by line; see package_check.h. */
#include "pages/package_check.h"

#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/keyring.h"
#include "base/now.h"
#include "domain/package.h"

#define LINE_ARENA_BYTES ((size_t)8 * 1024 * 1024)
#define SMALL_BYTES (1024 * 1024)	/* what is read whole: the manifest, the dictionary, keys */

struct verifying {
	struct arena *arena;
	struct arena *line_arena;	/* emptied after each ticket's record and each event */
	const char *dir;
	const uint8_t *trusted;		/* NULL: nobody said which key to trust */
	uint8_t signer[KEY_BYTES];
	struct package_manifest manifest;
	uint64_t tickets, events;
};

/* ---- verdicts ----------------------------------------------------------------------------------------------- */

static bool wrong(const char *file, const char *format, ...) PRINTF_LIKE(2, 3);

static bool wrong(const char *file, const char *format, ...)
{
	va_list args;

	printf("wrong: %s: ", file);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	return false;
}

static const char *path_of(const struct verifying *v, const char *name)
{
	return arena_printf(v->arena, "%s/%s", v->dir, name);
}

/* ---- small files -------------------------------------------------------------------------------------------- */

static bool there(const struct verifying *v, const char *name)
{
	FILE *file = fopen(path_of(v, name), "re");

	if (file)
		fclose(file);
	return file != NULL;
}

/* A file that is not there reads as empty; one too large as its beginning: neither will be what was signed. */
static struct bytes read_small(const struct verifying *v, const char *name)
{
	FILE *file = fopen(path_of(v, name), "re");
	char *text = arena_alloc(v->arena, SMALL_BYTES + 1);
	size_t n = file ? fread(text, 1, SMALL_BYTES, file) : 0;

	if (file)
		fclose(file);
	return (struct bytes){ (const uint8_t *)text, n };
}

static bool check_signer(struct verifying *v)
{
	bool leads = true;

	if (crypto_public_from_pem(v->arena, PAIR_ED25519, read_small(v, package_part_name(PACKAGE_KEY)), v->signer) != ST_OK)
		return wrong(package_part_name(PACKAGE_KEY), "not an Ed25519 public key in PEM form");
	if (v->trusted && memcmp(v->trusted, v->signer, KEY_BYTES) != 0 &&
	    (keyring_leads_to(v->arena, v->trusted, read_small(v, package_part_name(PACKAGE_INTRODUCTIONS)), v->signer, &leads) != ST_OK || !leads))
		return wrong(package_part_name(PACKAGE_KEY), "not the key that was given, nor introduced by it");
	return true;
}

static bool check_manifest(struct verifying *v)
{
	struct bytes text = read_small(v, PACKAGE_MANIFEST);
	struct bytes signature = read_small(v, PACKAGE_SIGNATURE);
	char id[KEY_ID_CHARS + 1];

	if (there(v, PACKAGE_UNFINISHED))
		return wrong(PACKAGE_UNFINISHED, "the package was never finished");
	if (!there(v, PACKAGE_MANIFEST))
		return wrong(PACKAGE_MANIFEST, "missing: this is not a package, or not a whole one");
	if (!check_signer(v))
		return false;
	if (signature.n != SIGNATURE_BYTES || !crypto_signed(v->signer, text, signature.p))
		return wrong(PACKAGE_SIGNATURE, "not the signature of %s by %s", PACKAGE_MANIFEST, package_part_name(PACKAGE_KEY));
	if (package_read_manifest(v->arena, text, &v->manifest) != ST_OK)
		return wrong(PACKAGE_MANIFEST, "not a manifest of '%s'", PACKAGE_FORMAT);
	crypto_key_id(v->signer, id);
	if (strcmp(id, v->manifest.key) != 0)
		return wrong(PACKAGE_MANIFEST, "names another key than the one that signed it");
	return true;
}

/* ---- what lies in the directory --------------------------------------------------------------------------------- */

static bool is_known(const char *name)
{
	for (int i = 0; i < PACKAGE_PARTS; i++)
		if (strcmp(name, package_part_name((enum package_part)i)) == 0)
			return true;
	return strcmp(name, PACKAGE_MANIFEST) == 0 || strcmp(name, PACKAGE_SIGNATURE) == 0 || strcmp(name, ".") == 0 ||
	       strcmp(name, "..") == 0;
}

static bool check_listing(const struct verifying *v)
{
	DIR *stream = opendir(v->dir);
	const char *stray = NULL;
	struct dirent *entry;

	while (stream && (entry = readdir(stream)))
		if (!is_known(entry->d_name) && (!stray || strcmp(entry->d_name, stray) < 0))
			stray = arena_strdup(v->arena, entry->d_name);
	if (stream)
		closedir(stream);
	if (stray)
		return wrong(stray, "not among the signed files");
	for (int i = 0; i < PACKAGE_PARTS; i++)
		if (!there(v, package_part_name((enum package_part)i)))
			return wrong(package_part_name((enum package_part)i), "missing");
	return true;
}

/* Size and hash of a file whose lines are not looked at. */
static bool check_whole(const struct verifying *v, enum package_part part)
{
	const char *name = package_part_name(part);
	const struct package_file *signed_as = &v->manifest.files[part];
	FILE *file = fopen(path_of(v, name), "re");
	struct crypto_hash *hash = crypto_hash_begin(v->arena);
	uint8_t block[65536], found[HASH_BYTES];
	uint64_t bytes = 0;
	size_t n;

	while (file && (n = fread(block, 1, sizeof(block), file)) > 0) {
		crypto_hash_update(hash, block, n);
		bytes += n;
	}
	if (file)
		fclose(file);
	crypto_hash_end(hash, found);
	if (bytes != signed_as->bytes || memcmp(found, signed_as->sha256, HASH_BYTES) != 0)
		return wrong(name, "not the bytes that were signed");
	return true;
}

static bool check_others(const struct verifying *v)
{
	static const enum package_part parts[] = { PACKAGE_RECORD_SUMS, PACKAGE_EVENT_SUMS, PACKAGE_CSV, PACKAGE_COLUMNS,
						   PACKAGE_CHECKPOINTS, PACKAGE_INTRODUCTIONS, PACKAGE_KEY };

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (!check_whole(v, parts[i]))
			return false;
	return true;
}

/* ---- lines, each against its sum ------------------------------------------------------------------------------------ */

struct lines {
	const char *name;
	const struct package_file *signed_as;
	FILE *file, *sums;
	char *room;		/* PACKAGE_LINE_BYTES */
	struct crypto_hash *hash;
	uint64_t line, bytes;
};

static struct lines lines_open(const struct verifying *v, enum package_part part, enum package_part sums)
{
	return (struct lines){
		.name = package_part_name(part), .signed_as = &v->manifest.files[part],
		.file = fopen(path_of(v, package_part_name(part)), "re"), .sums = fopen(path_of(v, package_part_name(sums)), "re"),
		.room = arena_alloc(v->arena, PACKAGE_LINE_BYTES), .hash = crypto_hash_begin(v->arena),
	};
}

static void lines_close(struct lines *l)
{
	if (l->file)
		fclose(l->file);
	if (l->sums)
		fclose(l->sums);
}

static bool wrong_line(const struct lines *l, const char *ticket, const char *why)
{
	printf("wrong: %s:%llu: %s%s%s\n", l->name, (unsigned long long)l->line, *ticket ? ticket : "", *ticket ? ": " : "", why);
	return false;
}

static bool fits_sum(struct lines *l, size_t len)
{
	char sum[2 * HASH_BYTES + 1];
	uint8_t hash[HASH_BYTES], wanted[HASH_BYTES];

	if (fread(sum, 1, sizeof(sum), l->sums) != sizeof(sum) || sum[2 * HASH_BYTES] != '\n')
		return false;
	sum[2 * HASH_BYTES] = '\0';
	crypto_sha256(l->room, len, hash);
	return text_from_hex(sum, wanted, HASH_BYTES) == ST_OK && memcmp(hash, wanted, HASH_BYTES) == 0;
}

enum next { NEXT_LINE, NEXT_END, NEXT_WRONG };

/* line: without its newline, in l->room until the next call. */
static enum next lines_next(struct lines *l, struct bytes *line)
{
	size_t len = 0;
	int c = 0;

	while (len < PACKAGE_LINE_BYTES && c != '\n' && (c = getc_unlocked(l->file)) != EOF)
		l->room[len++] = (char)c;
	if (len == 0 && getc(l->sums) == EOF)
		return NEXT_END;
	l->line++;
	if (len == 0 || !fits_sum(l, len) || l->room[len - 1] != '\n') {
		wrong_line(l, "", len == 0 ? "missing" : "not the line that was signed");
		return NEXT_WRONG;
	}
	crypto_hash_update(l->hash, l->room, len);
	l->bytes += len;
	*line = (struct bytes){ (const uint8_t *)l->room, len - 1 };
	return NEXT_LINE;
}

static bool lines_end(struct lines *l, uint64_t counted)
{
	uint8_t hash[HASH_BYTES];

	crypto_hash_end(l->hash, hash);
	if (l->bytes != l->signed_as->bytes || memcmp(hash, l->signed_as->sha256, HASH_BYTES) != 0)
		return wrong(l->name, "not the bytes that were signed");
	if (l->line != counted)
		return wrong(PACKAGE_MANIFEST, "counts %llu lines of %s, there are %llu", (unsigned long long)counted, l->name,
			     (unsigned long long)l->line);
	return true;
}

/* ---- chains ---------------------------------------------------------------------------------------------------- */

/* The ticket at hand, out of reach of the line arena. */
struct at_hand {
	char number[64];
	char state[CHAIN_WORD_CHARS];
	uint32_t last_seq;
	uint8_t last_hash[HASH_BYTES];
	uint64_t id;
};

static bool read_record(struct lines *records, struct arena *arena, struct bytes line, struct at_hand *t)
{
	struct package_record record;

	arena_reset(arena);
	if (package_read_record(arena, line, &record) != ST_OK || strlen(record.number) >= sizeof(t->number) ||
	    strlen(record.state) >= sizeof(t->state))
		return wrong_line(records, "", "not a record");
	strcpy(t->number, record.number);
	strcpy(t->state, record.state);
	memcpy(t->last_hash, record.last_hash.p, HASH_BYTES);
	t->last_seq = record.last_seq;
	return true;
}

/* One event of the ticket at hand; before: the highest id of the tickets before it. */
static bool check_event(struct lines *events, struct arena *arena, struct at_hand *t, struct chain *chain, uint64_t before)
{
	struct package_event event;
	struct bytes line;
	const char *fault;
	enum next next = lines_next(events, &line);

	if (next == NEXT_WRONG)
		return false;
	if (next == NEXT_END) {
		events->line++;
		return wrong_line(events, t->number, "an event is missing");
	}
	arena_reset(arena);
	if (package_read_event(arena, line, &event) != ST_OK)
		return wrong_line(events, "", "not an event");
	if (strcmp(event.number, t->number) != 0)
		return wrong_line(events, t->number, "an event is missing");
	if (chain->seq == 0 ? event.id <= before : event.id != t->id)
		return wrong_line(events, t->number, "its id does not follow those before it");
	t->id = event.id;
	fault = chain_add(chain, &event.link);
	return fault ? wrong_line(events, t->number, fault) : true;
}

static bool check_ticket(struct verifying *v, struct lines *records, struct lines *events, struct bytes line, uint64_t *last_id)
{
	struct at_hand t = { 0 };
	struct chain chain = chain_begin(t.number);
	const char *fault;

	if (!read_record(records, v->line_arena, line, &t))
		return false;
	do {	/* a ticket without any event does not exist */
		if (!check_event(events, v->line_arena, &t, &chain, *last_id))
			return false;
		v->events++;
	} while (chain.seq < t.last_seq);
	fault = chain_end(&chain, t.last_seq, (struct bytes){ t.last_hash, HASH_BYTES }, t.state);
	if (fault)
		return wrong_line(records, t.number, fault);
	*last_id = t.id;
	v->tickets++;
	return true;
}

static bool check_all(struct verifying *v, struct lines *records, struct lines *events)
{
	struct bytes line;
	uint64_t last_id = 0;
	enum next next;

	while ((next = lines_next(records, &line)) == NEXT_LINE)
		if (!check_ticket(v, records, events, line, &last_id))
			return false;
	if (next == NEXT_WRONG)
		return false;
	next = lines_next(events, &line);
	if (next == NEXT_LINE)
		wrong_line(events, "", "an event of no ticket");
	return next == NEXT_END && lines_end(records, v->manifest.tickets) && lines_end(events, v->manifest.events);
}

static bool check_lines(struct verifying *v)
{
	struct lines records = lines_open(v, PACKAGE_RECORDS, PACKAGE_RECORD_SUMS);
	struct lines events = lines_open(v, PACKAGE_EVENTS, PACKAGE_EVENT_SUMS);
	bool good = records.file && records.sums && events.file && events.sums ? check_all(v, &records, &events)
									       : wrong(v->dir, "cannot be read");

	lines_close(&records);
	lines_close(&events);
	return good;
}

/* ---- all -------------------------------------------------------------------------------------------------------- */

static void tell(const struct verifying *v)
{
	const struct package_manifest *m = &v->manifest;
	int year, month, mday;

	date_from_day(day_of_ms(m->made_ms), &year, &month, &mday);
	printf("ok: %llu tickets, %llu events; made %04d-%02d-%02d by %s, filed %s..%s, province %s; signed by key %s%s\n",
	       (unsigned long long)v->tickets, (unsigned long long)v->events, year, month, mday, m->by, m->from, m->to,
	       *m->province ? m->province : "all", m->key, v->trusted ? "" : " (which it carries itself: compare it, or give --key)");
}

bool package_check(struct arena *arena, const char *dir, const uint8_t *trusted)
{
	struct verifying v = { .arena = arena, .line_arena = arena_new("line", LINE_ARENA_BYTES), .dir = dir, .trusted = trusted };
	bool good = check_manifest(&v) && check_listing(&v) && check_others(&v) && check_lines(&v);

	if (good)
		tell(&v);
	arena_free(v.line_arena);
	return good;
}
