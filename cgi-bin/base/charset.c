/* Charsets of files; see charset.h. */
#include "base/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "base/log.h"

#define CARRY_BYTES 16		/* of a character that is cut: four at most */
#define OUT_BYTES 4096

static const struct { const char *word, *name, *mark; size_t mark_len; } charsets[CHARSET_END] = {
	[CHARSET_UTF8] = { "utf-8", "UTF-8", "\xEF\xBB\xBF", 3 },
	[CHARSET_GB18030] = { "gb18030", "GB18030", "\x84\x31\x95\x33", 4 },
	[CHARSET_UTF16LE] = { "utf-16le", "UTF-16LE", "\xFF\xFE", 2 },
	[CHARSET_UTF16BE] = { "utf-16be", "UTF-16BE", "\xFE\xFF", 2 },
};

const char *charset_word(int charset)
{
	return charset > 0 && charset < CHARSET_END ? charsets[charset].word : NULL;
}

/* ---- which one ------------------------------------------------------------------------------------------------------ */

/* Table 3-7 of the Unicode standard: how many bytes follow a first one, and within what the second lies. */
static void begin_character(struct charset_guess *g, uint8_t c)
{
	g->low = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
	g->high = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
	g->more = c < 0x80 ? 0 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
	g->broken |= c >= 0x80 && (c < 0xC2 || c > 0xF4);
}

void charset_guess(struct charset_guess *g, const void *data, size_t len)
{
	const uint8_t *p = data;

	for (size_t i = 0; i < len; i++, g->seen++) {
		if (g->seen < sizeof(g->head))
			g->head[g->seen] = p[i];
		if (g->broken)
			continue;
		if (g->more == 0) {
			begin_character(g, p[i]);
			continue;
		}
		g->broken = p[i] < g->low || p[i] > g->high;
		g->low = 0x80;
		g->high = 0xBF;
		g->more--;
	}
}

enum charset charset_guessed(const struct charset_guess *g)
{
	size_t head = g->seen < sizeof(g->head) ? g->seen : sizeof(g->head);

	for (int c = CHARSET_UTF8; c < CHARSET_END; c++)
		if (head >= charsets[c].mark_len && memcmp(g->head, charsets[c].mark, charsets[c].mark_len) == 0)
			return (enum charset)c;
	return g->broken || g->more ? CHARSET_GB18030 : CHARSET_UTF8;
}

/* ---- making UTF-8 --------------------------------------------------------------------------------------------------- */

struct charset_in {
	iconv_t iconv;
	size_t unit;		/* bytes that are passed over where there is no character */
	bool begun;		/* the first character has come by, which may be the mark */
	size_t carried;
	char carry[CARRY_BYTES];
	size_t len;
	char out[OUT_BYTES];
};

static void close_iconv(void *handle)
{
	iconv_close(((struct charset_in *)handle)->iconv);
}

enum status charset_open(struct arena *arena, enum charset charset, struct charset_in **result)
{
	struct charset_in *in = ARENA_NEW(arena, struct charset_in);

	*result = in;
	in->iconv = iconv_open("UTF-8", charsets[charset].name);
	if (in->iconv == (iconv_t)-1) {
		log_error("cannot convert from %s: %s", charsets[charset].name, strerror(errno));
		return ST_UNAVAILABLE;
	}
	in->unit = charset == CHARSET_UTF16LE || charset == CHARSET_UTF16BE ? 2 : 1;
	arena_on_reset(arena, close_iconv, in);
	return ST_OK;
}

/* What lies in out goes on; a mark in front of everything stays behind. */
static enum status flush(struct charset_in *in, charset_fn fn, void *context)
{
	size_t skip = !in->begun && in->len >= 3 && memcmp(in->out, charsets[CHARSET_UTF8].mark, 3) == 0 ? 3 : 0;
	size_t len = in->len;

	if (len == 0)
		return ST_OK;
	in->begun = true;
	in->len = 0;
	return len > skip ? fn(context, in->out + skip, len - skip) : ST_OK;
}

static enum status put_broken(struct charset_in *in, charset_fn fn, void *context)
{
	if (in->len + strlen(CHARSET_BROKEN) > OUT_BYTES)
		TRY(flush(in, fn, context));
	memcpy(in->out + in->len, CHARSET_BROKEN, strlen(CHARSET_BROKEN));
	in->len += strlen(CHARSET_BROKEN);
	return ST_OK;
}

/* All that is whole; what is left of it is the beginning of a character. */
static enum status convert(struct charset_in *in, char **data, size_t *left, charset_fn fn, void *context)
{
	while (*left > 0) {
		char *out = in->out + in->len;
		size_t room = OUT_BYTES - in->len;
		size_t done = iconv(in->iconv, data, left, &out, &room);

		in->len = OUT_BYTES - room;
		if (done != (size_t)-1 || errno == EINVAL)
			return ST_OK;
		if (errno == E2BIG) {
			TRY(flush(in, fn, context));
			continue;
		}
		TRY(put_broken(in, fn, context));
		iconv(in->iconv, NULL, NULL, NULL, NULL);
		*data += in->unit < *left ? in->unit : *left;
		*left -= in->unit < *left ? in->unit : *left;
	}
	return ST_OK;
}

/* A character that was cut is put together with as few of the next bytes as it wants. */
static enum status finish_carried(struct charset_in *in, const char **data, size_t *len, charset_fn fn, void *context)
{
	while (in->carried > 0 && *len > 0) {
		char *p = in->carry;
		size_t left;

		in->carry[in->carried++] = *(*data)++;
		(*len)--;
		left = in->carried;
		TRY(convert(in, &p, &left, fn, context));
		memmove(in->carry, p, left);
		in->carried = left;
	}
	return ST_OK;
}

enum status charset_feed(struct charset_in *in, const void *bytes, size_t len, charset_fn fn, void *context)
{
	const char *data = bytes;
	char *p;

	if (len == 0) {
		for (; in->carried > 0; in->carried--)
			TRY(put_broken(in, fn, context));
		return flush(in, fn, context);
	}
	TRY(finish_carried(in, &data, &len, fn, context));
	if (in->carried > 0)	/* all of it went there, and was not enough */
		return flush(in, fn, context);
	p = (char *)data;	/* iconv does not write there */
	TRY(convert(in, &p, &len, fn, context));
	/* A well-formed beginning is shorter than any character; more than fits is a libc that is not ours. */
	if (len > CARRY_BYTES / 2)
		return ST_BUG;
	memcpy(in->carry, p, len);
	in->carried = len;
	return flush(in, fn, context);
}
