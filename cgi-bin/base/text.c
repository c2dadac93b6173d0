/* UTF-8 text: measuring, cleaning, building; see text.h. Unicode facts come from utf8proc. */
#include "base/text.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/log.h"

/* ---- building ------------------------------------------------------------------------------- */

struct buf buf_new(struct arena *arena, size_t room)
{
	struct buf buf = { .arena = arena, .room = room < 64 ? 64 : room };

	buf.text = arena_alloc(arena, buf.room);
	return buf;
}

static void buf_reserve(struct buf *buf, size_t more)
{
	size_t room = buf->room;
	char *text;

	if (more < room - buf->len)
		return;
	while (room - buf->len <= more)
		room *= 2;
	text = arena_alloc(buf->arena, room);
	memcpy(text, buf->text, buf->len);
	buf->text = text;
	buf->room = room;
}

void buf_add(struct buf *buf, const void *data, size_t len)
{
	if (len == 0)
		return;
	buf_reserve(buf, len);
	memcpy(buf->text + buf->len, data, len);
	buf->len += len;
	buf->text[buf->len] = '\0';
}

void buf_text(struct buf *buf, const char *text)
{
	if (text)
		buf_add(buf, text, strlen(text));
}

void buf_char(struct buf *buf, char c)
{
	buf_add(buf, &c, 1);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	buf_text(buf, arena_vprintf(buf->arena, format, args));
	va_end(args);
}

void buf_url(struct buf *buf, const char *text)
{
	for (; *text; text++) {
		if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~", *text))
			buf_char(buf, *text);
		else
			buf_printf(buf, "%%%02X", (unsigned char)*text);
	}
}

const char *text_ids(struct arena *arena, const uint64_t *ids, size_t count)
{
	struct buf out = buf_new(arena, 22 * count + 3);

	buf_char(&out, '[');
	for (size_t i = 0; i < count; i++)
		buf_printf(&out, "%s%" PRIu64, i ? "," : "", ids[i]);
	buf_char(&out, ']');
	return out.text;
}

void buf_json(struct buf *buf, const char *text)
{
	buf_char(buf, '"');
	for (; text && *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c == '"' || c == '\\') {
			buf_char(buf, '\\');
			buf_char(buf, (char)c);
		} else if (c == '\n') {
			buf_text(buf, "\\n");
		} else if (c < 0x20) {
			buf_printf(buf, "\\u%04x", c);
		} else {
			buf_char(buf, (char)c);
		}
	}
	buf_char(buf, '"');
}

void buf_codepoint(struct buf *buf, uint32_t c)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t len = utf8proc_encode_char((utf8proc_int32_t)c, bytes);

	buf_add(buf, bytes, (size_t)len);
}

/* ---- measuring ------------------------------------------------------------------------------ */

bool text_is_utf8(const char *text, size_t len)
{
	const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)text;
	size_t at = 0;

	while (at < len) {
		utf8proc_int32_t c;
		utf8proc_ssize_t step = utf8proc_iterate(p + at, (utf8proc_ssize_t)(len - at), &c);

		if (step <= 0 || c == 0)
			return false;
		at += (size_t)step;
	}
	return true;
}

uint32_t text_next(const char **text)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t step;

	if (!**text)
		return 0;
	step = utf8proc_iterate((const utf8proc_uint8_t *)*text, -1, &c);
	if (step <= 0) {	/* cannot be: callers promise valid text. Step on all the same. */
		(*text)++;
		return 0xfffd;
	}
	*text += step;
	return (uint32_t)c;
}

size_t text_chars(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += ((unsigned char)*text & 0xc0) != 0x80;
	return count;
}

/* ---- from outside to inside ------------------------------------------------------------------- */

/* Marks that reorder or hide what stands around them; a reader must see what was stored. */
static bool is_bidi_control(uint32_t c)
{
	return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
	       c == 0x200e || c == 0x200f || c == 0x061c || c == 0xfeff;
}

static bool is_dropped(uint32_t c)
{
	if (c == '\n' || c == '\t')
		return false;
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || is_bidi_control(c) ||
	       c == 0x2028 || c == 0x2029 || (c & 0xfffe) == 0xfffe;
}

static bool is_space(uint32_t c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == 0x3000 || c == 0xa0;
}

static const char *trim(const char *start, char *end)
{
	for (;;) {
		const char *next = start;

		if (!is_space(text_next(&next)))
			break;
		start = next;
	}
	while (end > start) {
		char *last = end - 1;

		while (last > start && ((unsigned char)*last & 0xc0) == 0x80)
			last--;
		const char *p = last;
		if (!is_space(text_next(&p)))
			break;
		end = last;
		*end = '\0';
	}
	return start;
}

/* utf8proc mallocs its result; copy it to the arena so that it ends with the request. */
static char *map(struct arena *arena, const char *text, utf8proc_option_t options)
{
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)text, 0, &mapped,
					    options | UTF8PROC_NULLTERM);
	char *copy;

	if (len < 0)
		log_panic("cannot normalise text", "utf8proc", (size_t)-len);
	copy = arena_strndup(arena, (const char *)mapped, (size_t)len);
	free(mapped);
	return copy;
}

static bool is_ascii(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0x80)
			return false;
	return true;
}

enum status text_clean(struct arena *arena, const char *raw, size_t len, const char **clean)
{
	struct buf kept;
	const char *p;
	char *normal;

	*clean = "";
	if (!text_is_utf8(raw, len))
		return ST_INVALID;
	kept = buf_new(arena, len + 1);
	p = arena_strndup(arena, raw, len);
	while (*p) {
		const char *from = p;
		uint32_t c = text_next(&p);

		if (c == '\r') {
			buf_char(&kept, '\n');
			if (*p == '\n')
				p++;
		} else if (!is_dropped(c)) {
			buf_add(&kept, from, (size_t)(p - from));
		}
	}
	normal = is_ascii(kept.text) ? kept.text : map(arena, kept.text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	*clean = trim(normal, normal + strlen(normal));
	return ST_OK;
}

const char *text_half_width(struct arena *arena, const char *text)
{
	struct buf out = buf_new(arena, strlen(text) + 1);

	while (*text) {
		uint32_t c = text_next(&text);

		if (c >= 0xff01 && c <= 0xff5e)
			c -= 0xfee0;
		else if (c == 0x3000)
			c = ' ';
		buf_codepoint(&out, c);
	}
	return out.text;
}

const char *text_fold(struct arena *arena, const char *text)
{
	return map(arena, text, UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD |
				UTF8PROC_IGNORE);
}

const char *text_cut(struct arena *arena, const char *text, size_t max)
{
	const char *p = text;

	for (size_t i = 0; i < max; i++)
		if (!text_next(&p))
			return text;
	if (!*p)
		return text;
	return arena_printf(arena, "%.*s…", (int)(p - text), text);
}

bool text_empty(const char *text)
{
	return !text || !*text;
}

bool text_equal(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

bool text_starts(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

enum status text_to_int(const char *text, int64_t low, int64_t high, int64_t *value)
{
	char *end;
	long long n;

	if (text_empty(text) || !((*text >= '0' && *text <= '9') || *text == '-'))
		return ST_INVALID;
	errno = 0;
	n = strtoll(text, &end, 10);
	if (*end || errno || n < low || n > high)
		return ST_INVALID;
	*value = n;
	return ST_OK;
}

/* ---- bytes as text ---------------------------------------------------------------------------- */

char *text_hex(struct arena *arena, const void *data, size_t len)
{
	static const char digits[] = "0123456789abcdef";
	const uint8_t *p = data;
	char *hex = arena_alloc(arena, len * 2 + 1);

	for (size_t i = 0; i < len; i++) {
		hex[2 * i] = digits[p[i] >> 4];
		hex[2 * i + 1] = digits[p[i] & 15];
	}
	return hex;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

enum status text_from_hex(const char *hex, void *data, size_t len)
{
	uint8_t *out = data;

	if (strlen(hex) != 2 * len)
		return ST_INVALID;
	for (size_t i = 0; i < len; i++) {
		int high = hex_digit(hex[2 * i]);
		int low = hex_digit(hex[2 * i + 1]);

		if (high < 0 || low < 0)
			return ST_INVALID;
		out[i] = (uint8_t)(high << 4 | low);
	}
	return ST_OK;
}

static const char base32_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

char *text_base32(struct arena *arena, const void *data, size_t len)
{
	const uint8_t *p = data;
	char *out = arena_alloc(arena, (len * 8 + 4) / 5 + 1);
	size_t at = 0;
	uint32_t bits = 0;
	int have = 0;

	for (size_t i = 0; i < len; i++) {
		bits = bits << 8 | p[i];
		for (have += 8; have >= 5; have -= 5)
			out[at++] = base32_digits[bits >> (have - 5) & 31];
	}
	if (have > 0)
		out[at++] = base32_digits[bits << (5 - have) & 31];
	return out;
}

enum status text_from_base32(const char *text, void *data, size_t room, size_t *len)
{
	uint8_t *out = data;
	uint32_t bits = 0;
	int have = 0;

	*len = 0;
	for (; *text; text++) {
		char c = (*text >= 'a' && *text <= 'z') ? (char)(*text - 'a' + 'A') : *text;
		const char *digit = strchr(base32_digits, c);

		if (c == ' ' || c == '=')
			continue;
		if (!digit)
			return ST_INVALID;
		bits = bits << 5 | (uint32_t)(digit - base32_digits);
		have += 5;
		if (have < 8)
			continue;
		if (*len == room)
			return ST_TOO_LARGE;
		have -= 8;
		out[(*len)++] = (uint8_t)(bits >> have);
	}
	return ST_OK;
}

/* ---- masks ------------------------------------------------------------------------------------ */

const char *text_mask_phone(struct arena *arena, const char *phone)
{
	size_t len = phone ? strlen(phone) : 0;
	size_t head;
	size_t tail;
	char *masked;

	if (len == 0)
		return "";
	if (len < 5)
		return "****";
	tail = len >= 11 ? 4 : 3;
	head = len >= 11 ? len - 8 : len > 7 ? len - 7 : 1;
	masked = arena_strndup(arena, phone, len);
	for (size_t i = head; i < len - tail; i++)
		if (masked[i] >= '0' && masked[i] <= '9')
			masked[i] = '*';
	return masked;
}

const char *text_mask_name(struct arena *arena, const char *name)
{
	const char *p = name;

	if (text_empty(name))
		return "";
	text_next(&p);
	return arena_printf(arena, "%.*s*", (int)(p - name), name);
}
