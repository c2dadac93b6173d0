/* Checking a package file by file and line by line; see package_check.h. */
#include "pages/package_check.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "base/keyring.h"
#include "base/now.h"
#include "domain/package.h"
#include "pages/package_lines.h"

#define LINE_ARENA_BYTES ((size_t)8 * 1024 * 1024)
#define SMALL_BYTES (1024 * 1024)	/* what is read whole: the manifest, the dictionary, keys */

struct verifying {
	struct arena *arena;
	struct arena *line_arena;	/* emptied after each ticket's record and each event */
	const char *dir;
	const uint8_t *trusted;		/* NULL: nobody said which key to trust */
	const struct proof_keys *log_keys;
	uint8_t signer[KEY_BYTES];
	struct package_manifest manifest;
	uint64_t tickets, events;
	struct lines *texts;
	struct arena *text_arena;	/* of the text at hand */
	struct package_text text;	/* the next one that no event has claimed yet */
	enum next text_state;
};

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
		return package_wrong(package_part_name(PACKAGE_KEY), "not an Ed25519 public key in PEM form");
	if (v->trusted && memcmp(v->trusted, v->signer, KEY_BYTES) != 0 &&
	    (keyring_leads_to(v->arena, PAIR_ED25519, v->trusted, read_small(v, package_part_name(PACKAGE_INTRODUCTIONS)), v->signer, &leads) != ST_OK || !leads))
		return package_wrong(package_part_name(PACKAGE_KEY), "not the key that was given, nor introduced by it");
	return true;
}

static bool check_manifest(struct verifying *v)
{
	struct bytes text = read_small(v, PACKAGE_MANIFEST);
	struct bytes signature = read_small(v, PACKAGE_SIGNATURE);
	char id[KEY_ID_CHARS + 1];

	if (there(v, PACKAGE_UNFINISHED))
		return package_wrong(PACKAGE_UNFINISHED, "the package was never finished");
	if (!there(v, PACKAGE_MANIFEST))
		return package_wrong(PACKAGE_MANIFEST, "missing: this is not a package, or not a whole one");
	if (!check_signer(v))
		return false;
	if (signature.n != SIGNATURE_BYTES || !crypto_signed(v->signer, text, signature.p))
		return package_wrong(PACKAGE_SIGNATURE, "not the signature of %s by %s", PACKAGE_MANIFEST, package_part_name(PACKAGE_KEY));
	if (package_read_manifest(v->arena, text, &v->manifest) != ST_OK)
		return package_wrong(PACKAGE_MANIFEST, "not a manifest of '%s'", PACKAGE_FORMAT);
	crypto_key_id(v->signer, id);
	if (strcmp(id, v->manifest.key) != 0)
		return package_wrong(PACKAGE_MANIFEST, "names another key than the one that signed it");
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
		return package_wrong(stray, "not among the signed files");
	for (int i = 0; i < PACKAGE_PARTS; i++)
		if (!there(v, package_part_name((enum package_part)i)))
			return package_wrong(package_part_name((enum package_part)i), "missing");
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
		return package_wrong(name, "not the bytes that were signed");
	return true;
}

static bool check_others(const struct verifying *v)
{
	static const enum package_part parts[] = { PACKAGE_RECORD_SUMS, PACKAGE_EVENT_SUMS, PACKAGE_TEXT_SUMS, PACKAGE_CSV, PACKAGE_COLUMNS,
						   PACKAGE_CHECKPOINTS, PACKAGE_INTRODUCTIONS, PACKAGE_KEY };

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (!check_whole(v, parts[i]))
			return false;
	return true;
}

/* ---- checkpoints, where somebody was handed the keys of the log --------------------------------------------------- */

static bool check_ed25519(const struct verifying *v, const char *text, const struct note *note)
{
	const uint8_t *const keys[] = { v->log_keys->log, v->log_keys->old_log };
	bool signed_by = !v->log_keys->log;
	struct note again;

	for (size_t i = 0; i < 2 && keys[i] && !signed_by; i++)
		signed_by = note_read(v->arena, text, keys[i], &again, &signed_by) == ST_OK && signed_by;
	return signed_by || package_wrong(package_part_name(PACKAGE_CHECKPOINTS), "%s is not signed by the log's key that was given", note->origin);
}

static bool check_sm2(const struct verifying *v, const char *text, const struct note *note)
{
	const uint8_t *const keys[] = { v->log_keys->sm2, v->log_keys->old_sm2 };
	enum note_sm2 found = v->log_keys->sm2 ? NOTE_SM2_NONE : NOTE_SM2_SIGNED;

	for (size_t i = 0; i < 2 && keys[i] && found == NOTE_SM2_NONE; i++)
		found = note_sm2(v->arena, text, keys[i]);
	if (found == NOTE_SM2_WRONG)
		return package_wrong(package_part_name(PACKAGE_CHECKPOINTS), "the SM2 signature of %s is damaged", note->origin);
	return found == NOTE_SM2_SIGNED ||
	       package_wrong(package_part_name(PACKAGE_CHECKPOINTS), "%s carries no SM2 signature of the key that was given", note->origin);
}

static bool check_checkpoints(const struct verifying *v)
{
	static const uint8_t nobody[KEY_BYTES];
	const char *at = (const char *)read_small(v, package_part_name(PACKAGE_CHECKPOINTS)).p, *text;
	struct note note;
	bool signed_by;

	if (!v->log_keys->log && !v->log_keys->sm2)
		return true;
	while ((text = note_list_next(v->arena, &at))) {
		if (note_read(v->arena, text, nobody, &note, &signed_by) != ST_OK)
			return package_wrong(package_part_name(PACKAGE_CHECKPOINTS), "not a list of checkpoints");
		if (!check_ed25519(v, text, &note) || !check_sm2(v, text, &note))
			return false;
		if (note_is_stripped(v->arena, text))
			return package_wrong(package_part_name(PACKAGE_CHECKPOINTS), "%s was signed with SM2 too, and that line was taken away", note.origin);
	}
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
		return lines_wrong(records, "", "not a record");
	strcpy(t->number, record.number);
	strcpy(t->state, record.state);
	memcpy(t->last_hash, record.last_hash.p, HASH_BYTES);
	t->last_seq = record.last_seq;
	return true;
}

/* ---- texts: each belongs to the event that committed to it ------------------------------------------------------------ */

static bool next_text(struct verifying *v)
{
	struct bytes line;

	v->text_state = lines_next(v->texts, &line);
	if (v->text_state != NEXT_LINE)
		return v->text_state == NEXT_END;
	arena_reset(v->text_arena);
	if (package_read_text(v->text_arena, line, &v->text) == ST_OK)
		return true;
	v->text_state = NEXT_WRONG;
	return lines_wrong(v->texts, "", "not a text");
}

/* All texts of this event; event lies in the line arena. */
static bool check_texts(struct verifying *v, const struct package_event *event)
{
	const struct package_commitments *commitments = NULL;
	const char *before = "";

	while (v->text_state == NEXT_LINE && v->text.id == event->id && v->text.seq == event->link.seq) {
		if (!commitments)
			commitments = package_read_commitments(v->line_arena, event->link.canonical);
		if (strcmp(v->text.number, event->number) != 0 || strcmp(v->text.field, before) <= 0 ||
		    !package_text_fits(v->line_arena, commitments, &v->text))
			return lines_wrong(v->texts, event->number, "not the words that the event committed to");
		before = arena_strdup(v->line_arena, v->text.field);
		if (!next_text(v))
			return false;
	}
	return true;
}

/* One event of the ticket at hand; before: the highest id of the tickets before it. */
static bool check_event(struct verifying *v, struct lines *events, struct at_hand *t, struct chain *chain, uint64_t before)
{
	struct package_event event;
	struct bytes line;
	const char *fault;
	enum next next = lines_next(events, &line);

	if (next == NEXT_WRONG)
		return false;
	if (next == NEXT_END) {
		events->line++;
		return lines_wrong(events, t->number, "an event is missing");
	}
	arena_reset(v->line_arena);
	if (package_read_event(v->line_arena, line, &event) != ST_OK)
		return lines_wrong(events, "", "not an event");
	if (strcmp(event.number, t->number) != 0)
		return lines_wrong(events, t->number, "an event is missing");
	if (chain->seq == 0 ? event.id <= before : event.id != t->id)
		return lines_wrong(events, t->number, "its id does not follow those before it");
	t->id = event.id;
	fault = chain_add(chain, &event.link);
	return fault ? lines_wrong(events, t->number, fault) : check_texts(v, &event);
}

static bool check_ticket(struct verifying *v, struct lines *records, struct lines *events, struct bytes line, uint64_t *last_id)
{
	struct at_hand t = { 0 };
	struct chain chain = chain_begin(t.number);
	const char *fault;

	if (!read_record(records, v->line_arena, line, &t))
		return false;
	do {	/* a ticket without any event does not exist */
		if (!check_event(v, events, &t, &chain, *last_id))
			return false;
		v->events++;
	} while (chain.seq < t.last_seq);
	fault = chain_end(&chain, t.last_seq, (struct bytes){ t.last_hash, HASH_BYTES }, t.state);
	if (fault)
		return lines_wrong(records, t.number, fault);
	*last_id = t.id;
	v->tickets++;
	return true;
}

static bool check_all(struct verifying *v, struct lines *records, struct lines *events)
{
	struct bytes line;
	uint64_t last_id = 0;
	enum next next;

	if (!next_text(v))
		return false;
	while ((next = lines_next(records, &line)) == NEXT_LINE)
		if (!check_ticket(v, records, events, line, &last_id))
			return false;
	if (next == NEXT_WRONG)
		return false;
	next = lines_next(events, &line);
	if (next == NEXT_LINE)
		lines_wrong(events, "", "an event of no ticket");
	if (next == NEXT_END && v->text_state == NEXT_LINE)
		return lines_wrong(v->texts, v->text.number, "words of no event");
	return next == NEXT_END && lines_end(records, v->manifest.tickets) && lines_end(events, v->manifest.events) &&
	       lines_end(v->texts, v->manifest.texts);
}

static bool check_lines(struct verifying *v)
{
	struct lines records = lines_open(v->arena, v->dir, &v->manifest, PACKAGE_RECORDS, PACKAGE_RECORD_SUMS);
	struct lines events = lines_open(v->arena, v->dir, &v->manifest, PACKAGE_EVENTS, PACKAGE_EVENT_SUMS);
	struct lines texts = lines_open(v->arena, v->dir, &v->manifest, PACKAGE_TEXTS, PACKAGE_TEXT_SUMS);
	bool open = records.file && records.sums && events.file && events.sums && texts.file && texts.sums;
	bool good;

	v->texts = &texts;
	good = open ? check_all(v, &records, &events) : package_wrong(v->dir, "cannot be read");
	lines_close(&records);
	lines_close(&events);
	lines_close(&texts);
	return good;
}

/* ---- all -------------------------------------------------------------------------------------------------------- */

static void tell(const struct verifying *v)
{
	const struct package_manifest *m = &v->manifest;
	int year, month, mday;

	date_from_day(day_of_ms(m->made_ms), &year, &month, &mday);
	printf("ok: %llu tickets, %llu events, %llu texts; made %04d-%02d-%02d by %s, filed %s..%s, province %s%s; signed by key %s%s\n",
	       (unsigned long long)v->tickets, (unsigned long long)v->events, (unsigned long long)m->texts, year, month, mday, m->by, m->from, m->to,
	       *m->province ? m->province : "all", strcmp(m->profile, "no_text") == 0 ? ", without what people wrote" : "", m->key, v->trusted ? "" : " (which it carries itself: compare it, or give --key)");
}

bool package_check(struct arena *arena, const char *dir, const uint8_t *trusted, const struct proof_keys *log_keys)
{
	struct verifying v = { .arena = arena, .line_arena = arena_new("line", LINE_ARENA_BYTES),
			       .text_arena = arena_new("text", LINE_ARENA_BYTES), .dir = dir, .trusted = trusted,
			       .log_keys = log_keys };
	bool good = check_manifest(&v) && check_listing(&v) && check_others(&v) && check_checkpoints(&v) && check_lines(&v);

	if (good)
		tell(&v);
	arena_free(v.text_arena);
	arena_free(v.line_arena);
	return good;
}
