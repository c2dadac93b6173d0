/* Reading what we write ourselves; see package_scan.h. */
#include "domain/package_scan.h"

#include <string.h>

struct scan {
	struct arena *arena;
	const char *p, *end;
	bool good;
};

static struct scan scan_of(struct arena *arena, struct bytes line)
{
	return (struct scan){ arena, (const char *)line.p, (const char *)line.p + line.n, true };
}

static void skip(struct scan *s, const char *wanted)
{
	size_t n = strlen(wanted);

	s->good = s->good && (size_t)(s->end - s->p) >= n && memcmp(s->p, wanted, n) == 0;
	if (s->good)
		s->p += n;
}

/* As json writes one: no sign, no leading zero. */
static uint64_t number(struct scan *s, uint64_t most)
{
	const char *begin = s->p;
	uint64_t value = 0;

	while (s->p < s->end && *s->p >= '0' && *s->p <= '9' && s->p - begin < 19)
		value = value * 10 + (uint64_t)(*s->p++ - '0');
	s->good = s->good && s->p > begin && (*begin != '0' || s->p - begin == 1) && value <= most;
	return value;
}

/* What a backslash and this letter stand for; 0: \u, or nothing. */
static char escaped(char letter)
{
	static const char letters[] = "\\/bfnrt", stand_for[] = "\\/\b\f\n\r\t";
	const char *at;

	if (letter == '"')	/* nearly all of them */
		return letter;
	at = letter ? strchr(letters, letter) : NULL;
	return at ? stand_for[at - letters] : '\0';
}

/* Up to the closing quote, which is passed too. wide: it is not ASCII alone. */
static size_t unquote(struct scan *s, char *out, bool *wide)
{
	size_t n = 0;

	for (; s->p < s->end && *s->p != '"'; s->p++) {
		char c = *s->p;

		if (c == '\\' && s->p + 1 < s->end)
			c = escaped(*++s->p);
		else if ((unsigned char)c < 0x20)
			c = '\0';
		s->good = s->good && c != '\0';
		*wide = *wide || (unsigned char)c >= 0x80;
		out[n++] = c;
	}
	skip(s, "\"");
	return n;
}

/* What a string can come to at most: up to its first quote, or, if a backslash stands before that, to the end of the line. */
static size_t room_for(const struct scan *s)
{
	const char *quote = memchr(s->p, '"', (size_t)(s->end - s->p));

	return quote && !memchr(s->p, '\\', (size_t)(quote - s->p)) ? (size_t)(quote - s->p) : (size_t)(s->end - s->p);
}

static const char *text(struct scan *s)
{
	char *out = arena_alloc(s->arena, room_for(s) + 1);
	bool wide = false;
	size_t n = unquote(s, out, &wide);

	out[n] = '\0';
	s->good = s->good && (!wide || text_is_utf8(out, n));
	return out;
}

/* Hex digits in lower case and a closing quote. */
static struct bytes hex(struct scan *s, size_t n)
{
	uint8_t *data = arena_alloc(s->arena, n);
	char digits[2 * HASH_BYTES + 1];

	s->good = s->good && (size_t)(s->end - s->p) > 2 * n && 2 * n < sizeof(digits);
	if (s->good) {
		memcpy(digits, s->p, 2 * n);
		digits[2 * n] = '\0';
		s->p += 2 * n;
		s->good = !strpbrk(digits, "ABCDEF") && text_from_hex(digits, data, n) == ST_OK;
	}
	skip(s, "\"");
	return (struct bytes){ data, n };
}

static bool ends(struct scan *s)
{
	skip(s, "}");
	return s->good && s->p == s->end;
}

bool package_scan_event(struct arena *arena, struct bytes line, struct package_event *event)
{
	struct scan s = scan_of(arena, line);
	const char *canonical;

	*event = (struct package_event){ .number = "" };
	skip(&s, "{\"ticket\":\"");
	event->number = text(&s);
	skip(&s, ",\"id\":");
	event->id = number(&s, INT64_MAX);
	skip(&s, ",\"seq\":");
	event->link.seq = (uint32_t)number(&s, UINT32_MAX);
	skip(&s, ",\"suite\":");
	event->link.suite = (uint32_t)number(&s, 255);
	skip(&s, ",\"prev\":\"");
	event->link.prev = hex(&s, HASH_BYTES);
	skip(&s, ",\"hash\":\"");
	event->link.hash = hex(&s, HASH_BYTES);
	skip(&s, ",\"canonical\":\"");
	canonical = text(&s);
	event->link.canonical = (struct bytes){ (const uint8_t *)canonical, strlen(canonical) };
	return ends(&s);
}

bool package_scan_text(struct arena *arena, struct bytes line, struct package_text *words)
{
	struct scan s = scan_of(arena, line);

	*words = (struct package_text){ .number = "" };
	skip(&s, "{\"ticket\":\"");
	words->number = text(&s);
	skip(&s, ",\"id\":");
	words->id = number(&s, INT64_MAX);
	skip(&s, ",\"seq\":");
	words->seq = (uint32_t)number(&s, UINT32_MAX);
	skip(&s, ",\"field\":\"");
	words->field = text(&s);
	skip(&s, ",\"salt\":\"");
	words->salt = hex(&s, SALT_BYTES);
	skip(&s, ",\"body\":\"");
	words->body = text(&s);
	return ends(&s);
}

/* ---- objects whose keys are many: each is looked at, and none may stand twice ---------------------------------------------- */

#define DEPTH_MAX 16

static bool at(const struct scan *s, char c)
{
	return s->good && s->p < s->end && *s->p == c;
}

/* The raw text of a string, its quotes passed. */
static struct bytes string(struct scan *s)
{
	const char *begin;
	bool wide = false;

	skip(s, "\"");
	begin = s->p;
	for (; s->good && s->p < s->end && *s->p != '"'; s->p++) {
		wide = wide || (unsigned char)*s->p >= 0x80;
		s->good = (unsigned char)*s->p >= 0x20 && (*s->p != '\\' || (s->p + 1 < s->end && escaped(*++s->p)));
	}
	s->good = s->good && (!wide || text_is_utf8(begin, (size_t)(s->p - begin)));
	skip(s, "\"");
	return (struct bytes){ (const uint8_t *)begin, s->good ? (size_t)(s->p - 1 - begin) : 0 };
}

struct keys {
	struct bytes keys[PACKAGE_SCAN_KEYS];
	size_t count;
};

static bool equal(struct bytes a, struct bytes b)
{
	return a.n == b.n && memcmp(a.p, b.p, a.n) == 0;
}

static bool is(struct bytes a, const char *word)
{
	return equal(a, (struct bytes){ (const uint8_t *)word, strlen(word) });
}

/* The next key of the object, its colon passed; false at the object's end, which is passed too. A key in escapes is somebody else's. */
static bool next_key(struct scan *s, struct keys *seen, struct bytes *key)
{
	if (at(s, '}')) {
		s->p++;
		return false;
	}
	if (seen->count > 0)
		skip(s, ",");
	*key = string(s);
	skip(s, ":");
	s->good = s->good && seen->count < PACKAGE_SCAN_KEYS && !memchr(key->p, '\\', key->n);
	for (size_t i = 0; s->good && i < seen->count; i++)
		s->good = !equal(seen->keys[i], *key);
	if (s->good)
		seen->keys[seen->count++] = *key;
	return s->good;
}

static void value(struct scan *s, int depth);

static void object(struct scan *s, int depth)
{
	struct keys seen = { .count = 0 };
	struct bytes key;

	skip(s, "{");
	while (s->good && next_key(s, &seen, &key))
		value(s, depth + 1);
}

static void list(struct scan *s, int depth)
{
	skip(s, "[");
	if (!at(s, ']'))
		do
			value(s, depth + 1);
		while (at(s, ',') && s->p++);
	skip(s, "]");
}

static void value(struct scan *s, int depth)
{
	if (depth > DEPTH_MAX)
		s->good = false;
	else if (at(s, '"'))
		string(s);
	else if (at(s, '{'))
		object(s, depth);
	else if (at(s, '['))
		list(s, depth);
	else if (at(s, 't'))
		skip(s, "true");
	else if (at(s, 'f'))
		skip(s, "false");
	else
		number(s, INT64_MAX);
}

bool package_scan_record(struct arena *arena, struct bytes line, struct package_record *record)
{
	struct scan s = scan_of(arena, line);
	struct keys seen = { .count = 0 };
	struct bytes key;
	int wanted = 0;

	*record = (struct package_record){ .number = "", .state = "" };
	skip(&s, "{");
	while (s.good && next_key(&s, &seen, &key)) {
		const char **word = is(key, "number") ? &record->number : is(key, "state") ? &record->state : NULL;

		if (word || is(key, "last_hash"))
			skip(&s, "\"");
		if (word)
			*word = text(&s);
		else if (is(key, "last_hash"))
			record->last_hash = hex(&s, HASH_BYTES);
		else if (is(key, "last_seq"))
			record->last_seq = (uint32_t)number(&s, UINT32_MAX);
		else
			value(&s, 1);
		wanted += word || is(key, "last_hash") || is(key, "last_seq");
	}
	return s.good && s.p == s.end && wanted == 4;
}

static void commitments(struct scan *s, struct package_scanned *scanned)
{
	struct keys seen = { .count = 0 };

	skip(s, "{");
	while (s->good && next_key(s, &seen, &scanned->fields[scanned->count]))
		scanned->hashes[scanned->count++] = string(s);
}

bool package_scan_commitments(struct arena *arena, struct bytes canonical, struct package_scanned *scanned)
{
	struct scan s = scan_of(arena, canonical);
	struct keys seen = { .count = 0 };
	struct bytes key;

	scanned->count = 0;
	skip(&s, "{");
	while (s.good && next_key(&s, &seen, &key))
		if (is(key, "texts"))
			commitments(&s, scanned);
		else
			value(&s, 1);
	return s.good && s.p == s.end;
}
