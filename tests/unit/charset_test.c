/* Is a file's charset told, and its text made UTF-8, wherever the bytes are cut? Bytes of GB18030 and UTF-16 are from Python's codecs. */
#include <string.h>

#include "base/charset.h"
#include "base/text.h"
#include "unit.h"

#define CASE(name, in, charset, out) { name, in, sizeof(in) - 1, charset, out }

/* "工单,A" and "𠮷" (U+20BB7), which GB18030 has in four bytes and UTF-16 in two units. */
static const struct { const char *name, *in; size_t n; enum charset charset; const char *out; } rows[] = {
	CASE("UTF-8", "工单,A𠮷", CHARSET_UTF8, "工单,A𠮷"),
	CASE("UTF-8 with a mark", "\xEF\xBB\xBF工单,A𠮷", CHARSET_UTF8, "工单,A𠮷"),
	CASE("GB18030", "\xB9\xA4\xB5\xA5,A\x95\x34\xb2\x35", CHARSET_GB18030, "工单,A𠮷"),
	CASE("GB18030 with a mark", "\x84\x31\x95\x33\xB9\xA4\xB5\xA5,A", CHARSET_GB18030, "工单,A"),
	CASE("UTF-16LE with a mark", "\xFF\xFE\xE5\x5D\x55\x53,\0A\0\x42\xD8\xB7\xDF", CHARSET_UTF16LE, "工单,A𠮷"),
	CASE("UTF-16BE with a mark", "\xFE\xFF\x5D\xE5\x53\x55\0,\0A", CHARSET_UTF16BE, "工单,A"),
	CASE("ASCII", "a,b\r\n", CHARSET_UTF8, "a,b\r\n"),
	CASE("nothing", "", CHARSET_UTF8, ""),
	CASE("a zero byte stays", "a\0b", CHARSET_UTF8, "a"),	/* as far as a C string shows it */
	CASE("UTF-8 with a broken byte is taken for GB18030", "\xE5\xB7\xA5\xFF,", CHARSET_GB18030, "宸\xEF\xBF\xBD\xEF\xBF\xBD,"),
	CASE("a mark says it, and what is broken is marked", "\xEF\xBB\xBF" "a\xFF" "b", CHARSET_UTF8, "a\xEF\xBF\xBD" "b"),
	CASE("half a character at the end", "\xEF\xBB\xBF" "a\xE5\xB7", CHARSET_UTF8, "a\xEF\xBF\xBD\xEF\xBF\xBD"),
	CASE("overlong UTF-8 is none", "\xEF\xBB\xBF\xC0\xAF", CHARSET_UTF8, "\xEF\xBF\xBD\xEF\xBF\xBD"),
};

static enum status add(void *context, const char *text, size_t len)
{
	buf_add(context, text, len);
	return ST_OK;
}

static const char *read_cut(enum charset charset, const char *data, size_t len, size_t cut)
{
	struct buf out = buf_new(arena, 64);
	struct charset_in *in;

	ck_assert_int_eq(charset_open(arena, charset, &in), ST_OK);
	if (cut > 0)
		ck_assert_int_eq(charset_feed(in, data, cut, add, &out), ST_OK);
	if (len > cut)
		ck_assert_int_eq(charset_feed(in, data + cut, len - cut, add, &out), ST_OK);
	ck_assert_int_eq(charset_feed(in, NULL, 0, add, &out), ST_OK);
	return out.text;
}

START_TEST(text_is_the_same_wherever_it_is_cut)
{
	for (size_t cut = 0; cut <= rows[_i].n; cut++) {
		struct charset_guess guess = { 0 };

		charset_guess(&guess, rows[_i].in, cut);
		charset_guess(&guess, rows[_i].in + cut, rows[_i].n - cut);
		ck_assert_msg(charset_guessed(&guess) == rows[_i].charset, "%s: %s", rows[_i].name, charset_word(charset_guessed(&guess)));
		ck_assert_msg(strcmp(read_cut(rows[_i].charset, rows[_i].in, rows[_i].n, cut), rows[_i].out) == 0, "%s, cut at %zu: %s", rows[_i].name, cut,
			      read_cut(rows[_i].charset, rows[_i].in, rows[_i].n, cut));
	}
}
END_TEST

/* More than any buffer inside holds, of characters whose halves fall on its borders. */
START_TEST(long_text_comes_whole)
{
	struct buf out = buf_new(arena, 64);
	struct charset_in *in;
	static char gb[30001];

	for (size_t i = 0; i + 3 <= sizeof(gb); i += 3)
		memcpy(gb + i, "\xB9\xA4,", 3);
	ck_assert_int_eq(charset_open(arena, CHARSET_GB18030, &in), ST_OK);
	for (size_t i = 0; i < 30000; i += 1000)
		ck_assert_int_eq(charset_feed(in, gb + i, 1000, add, &out), ST_OK);
	ck_assert_int_eq(charset_feed(in, NULL, 0, add, &out), ST_OK);
	ck_assert_uint_eq(out.len, 40000);
	for (size_t i = 0; i < out.len; i += 4)
		ck_assert(memcmp(out.text + i, "工,", 4) == 0);
}
END_TEST

UNIT(charset)
{
	tcase_add_loop_test(tc, text_is_the_same_wherever_it_is_cut, 0, ROWS(rows));
	tcase_add_test(tc, long_text_comes_whole);
}
