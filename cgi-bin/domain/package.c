/* Writing and reading the parts of a package; see package.h. */
#include "domain/package.h"

#include <jansson.h>
#include <string.h>

#include "domain/export.h"
#include "domain/package_scan.h"

const char *package_part_name(enum package_part part)
{
	static const char *const names[PACKAGE_PARTS] = {
		[PACKAGE_RECORDS] = "records.jsonl", [PACKAGE_RECORD_SUMS] = "records.sums",
		[PACKAGE_EVENTS] = "events.jsonl", [PACKAGE_EVENT_SUMS] = "events.sums",
		[PACKAGE_TEXTS] = "texts.jsonl", [PACKAGE_TEXT_SUMS] = "texts.sums", [PACKAGE_CSV] = "records.csv",
		[PACKAGE_COLUMNS] = "columns.json", [PACKAGE_CHECKPOINTS] = "checkpoints.txt",
		[PACKAGE_INTRODUCTIONS] = "introductions.txt", [PACKAGE_KEY] = "key.pem",
	};

	return names[part];
}

/* ---- writing ------------------------------------------------------------------------------------------------- */

static void add_text(struct buf *out, const char *key, const char *value)
{
	buf_printf(out, ",\"%s\":", key);
	buf_json(out, value);
}

static void add_hex(struct buf *out, const char *key, struct bytes value)
{
	add_text(out, key, text_hex(out->arena, value.p, value.n));
}

void package_add_event(struct buf *out, const struct package_event *event)
{
	const struct chain_link *link = &event->link;

	buf_text(out, "{\"ticket\":");
	buf_json(out, event->number);
	buf_printf(out, ",\"id\":%llu,\"seq\":%u,\"suite\":%u", (unsigned long long)event->id, link->seq, link->suite);
	add_hex(out, "prev", link->prev);
	add_hex(out, "hash", link->hash);
	add_text(out, "canonical", arena_strndup(out->arena, (const char *)link->canonical.p, link->canonical.n));
	buf_text(out, "}\n");
}

void package_add_text(struct buf *out, const struct package_text *text)
{
	buf_text(out, "{\"ticket\":");
	buf_json(out, text->number);
	buf_printf(out, ",\"id\":%llu,\"seq\":%u", (unsigned long long)text->id, text->seq);
	add_text(out, "field", text->field);
	add_hex(out, "salt", text->salt);
	add_text(out, "body", text->body);
	buf_text(out, "}\n");
}

void package_add_manifest(struct buf *out, const struct package_manifest *m)
{
	buf_printf(out, "{\"format\":\"%s\",\"made_ms\":%lld", PACKAGE_FORMAT, (long long)m->made_ms);
	add_text(out, "by", m->by);
	add_text(out, "why", m->why);
	add_text(out, "agreed", m->agreed);
	add_text(out, "from", m->from);
	add_text(out, "to", m->to);
	add_text(out, "province", m->province);
	add_text(out, "filter", m->filter);
	add_text(out, "profile", m->profile);
	add_text(out, "key", m->key);
	buf_printf(out, ",\"tickets\":%llu,\"events\":%llu,\"texts\":%llu,\"files\":{", (unsigned long long)m->tickets,
		   (unsigned long long)m->events, (unsigned long long)m->texts);
	for (int i = 0; i < PACKAGE_PARTS; i++)
		buf_printf(out, "%s\n\"%s\":{\"bytes\":%llu,\"sha256\":\"%s\"}", i > 0 ? "," : "",
			   package_part_name((enum package_part)i), (unsigned long long)m->files[i].bytes,
			   text_hex(out->arena, m->files[i].sha256, HASH_BYTES));
	buf_text(out, "\n}}\n");
}

/* ---- reading: an object with the members asked for, in any order -------------------------------------------- */

struct reading {
	struct arena *arena;
	json_t *object;
	bool good;
};

static void release(void *object)
{
	json_decref(object);
}

static struct reading read_object(struct arena *arena, struct bytes text)
{
	json_t *root = json_loadb((const char *)text.p, text.n, JSON_REJECT_DUPLICATES, NULL);

	if (root)
		arena_on_reset(arena, release, root);
	return (struct reading){ arena, root, json_is_object(root) };
}

static const char *text_at(struct reading *r, const char *key)
{
	const char *text = json_string_value(json_object_get(r->object, key));

	r->good = r->good && text;
	return text ? text : "";
}

static uint64_t number_at(struct reading *r, const char *key, uint64_t most)
{
	const json_t *number = json_object_get(r->object, key);
	json_int_t value = json_integer_value(number);

	r->good = r->good && json_is_integer(number) && value >= 0 && (uint64_t)value <= most;
	return (uint64_t)value;
}

static struct bytes hex_at(struct reading *r, const char *key, size_t n)
{
	uint8_t *data = arena_alloc(r->arena, n);
	const char *hex = text_at(r, key);

	r->good = r->good && strspn(hex, "0123456789abcdef") == strlen(hex) && text_from_hex(hex, data, n) == ST_OK;
	return (struct bytes){ data, n };
}

static struct bytes hash_at(struct reading *r, const char *key)
{
	return hex_at(r, key, HASH_BYTES);
}

static enum status verdict(const struct reading *r)
{
	return r->good ? ST_OK : ST_INVALID;
}

static enum status parse_record(struct arena *arena, struct bytes line, struct package_record *record)
{
	struct reading r = read_object(arena, line);

	*record = (struct package_record){ .number = text_at(&r, "number"), .state = text_at(&r, "state"),
		.last_seq = (uint32_t)number_at(&r, "last_seq", UINT32_MAX), .last_hash = hash_at(&r, "last_hash") };
	return verdict(&r);
}

enum status package_read_record(struct arena *arena, struct bytes line, struct package_record *record)
{
	return package_scan_record(arena, line, record) ? ST_OK : parse_record(arena, line, record);
}

static enum status parse_event(struct arena *arena, struct bytes line, struct package_event *event)
{
	struct reading r = read_object(arena, line);
	const char *canonical = text_at(&r, "canonical");

	*event = (struct package_event){ .number = text_at(&r, "ticket"), .id = number_at(&r, "id", INT64_MAX), .link = {
		.seq = (uint32_t)number_at(&r, "seq", UINT32_MAX), .suite = (uint32_t)number_at(&r, "suite", 255),
		.prev = hash_at(&r, "prev"), .hash = hash_at(&r, "hash"),
		.canonical = { (const uint8_t *)canonical, strlen(canonical) } } };
	return verdict(&r);
}

enum status package_read_event(struct arena *arena, struct bytes line, struct package_event *event)
{
	return package_scan_event(arena, line, event) ? ST_OK : parse_event(arena, line, event);
}

static enum status parse_text(struct arena *arena, struct bytes line, struct package_text *text)
{
	struct reading r = read_object(arena, line);

	*text = (struct package_text){ .number = text_at(&r, "ticket"), .id = number_at(&r, "id", INT64_MAX),
		.seq = (uint32_t)number_at(&r, "seq", UINT32_MAX), .field = text_at(&r, "field"),
		.salt = hex_at(&r, "salt", SALT_BYTES), .body = text_at(&r, "body") };
	return verdict(&r);
}

enum status package_read_text(struct arena *arena, struct bytes line, struct package_text *text)
{
	return package_scan_text(arena, line, text) ? ST_OK : parse_text(arena, line, text);
}

struct package_commitments {
	struct package_scanned scanned;
	bool is_scanned;
	struct reading texts;	/* when it is not */
};

const struct package_commitments *package_read_commitments(struct arena *arena, struct bytes canonical)
{
	struct package_commitments *c = ARENA_NEW(arena, struct package_commitments);
	struct reading event;

	c->is_scanned = package_scan_commitments(arena, canonical, &c->scanned);
	if (c->is_scanned)
		return c;
	event = read_object(arena, canonical);
	c->texts = (struct reading){ arena, json_object_get(event.object, "texts"), event.good };
	return c;
}

static bool is_scanned(const struct package_scanned *scanned, const char *field, struct bytes hex)
{
	size_t n = strlen(field);

	for (size_t i = 0; i < scanned->count; i++)
		if (scanned->fields[i].n == n && memcmp(scanned->fields[i].p, field, n) == 0)
			return scanned->hashes[i].n == hex.n && memcmp(scanned->hashes[i].p, hex.p, hex.n) == 0;
	return false;
}

bool package_text_fits(struct arena *arena, const struct package_commitments *c, const struct package_text *text)
{
	const struct bytes parts[] = { text->salt, { (const uint8_t *)text->body, strlen(text->body) } };
	struct reading texts = c->texts;
	uint8_t hash[HASH_BYTES];

	crypto_sha256_parts(parts, 2, hash);
	if (c->is_scanned)
		return is_scanned(&c->scanned, text->field, (struct bytes){ (const uint8_t *)text_hex(arena, hash, HASH_BYTES), 2 * HASH_BYTES });
	return memcmp(hash, hash_at(&texts, text->field).p, HASH_BYTES) == 0 && texts.good;
}

static void read_files(struct reading *r, struct package_manifest *m)
{
	const json_t *files = json_object_get(r->object, "files");

	r->good = r->good && json_object_size(files) == PACKAGE_PARTS;
	for (int i = 0; i < PACKAGE_PARTS; i++) {
		struct reading file = { r->arena, json_object_get(files, package_part_name((enum package_part)i)), r->good };

		m->files[i].bytes = number_at(&file, "bytes", INT64_MAX);
		memcpy(m->files[i].sha256, hash_at(&file, "sha256").p, HASH_BYTES);
		r->good = file.good;
	}
}

/* What the first packages did not say. */
static const char *optional_at(struct reading *r, const char *key)
{
	return json_object_get(r->object, key) ? text_at(r, key) : "";
}

static const char *profile_at(struct reading *r)
{
	const char *word = json_object_get(r->object, "profile") ? text_at(r, "profile") : "all";
	enum export_profile profile;

	r->good = r->good && export_profile_from_word(word, &profile) == ST_OK;
	return word;
}

enum status package_read_manifest(struct arena *arena, struct bytes text, struct package_manifest *m)
{
	struct reading r = read_object(arena, text);

	r.good = r.good && text_equal(text_at(&r, "format"), PACKAGE_FORMAT);
	*m = (struct package_manifest){ .made_ms = (int64_t)number_at(&r, "made_ms", INT64_MAX), .by = text_at(&r, "by"),
		.why = text_at(&r, "why"), .agreed = optional_at(&r, "agreed"), .filter = optional_at(&r, "filter"), .from = text_at(&r, "from"), .to = text_at(&r, "to"),
		.province = text_at(&r, "province"), .profile = profile_at(&r), .key = text_at(&r, "key"),
		.tickets = number_at(&r, "tickets", INT64_MAX), .events = number_at(&r, "events", INT64_MAX),
		.texts = number_at(&r, "texts", INT64_MAX) };
	read_files(&r, m);
	return verdict(&r);
}
