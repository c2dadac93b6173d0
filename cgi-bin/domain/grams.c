/* Pairs and words; see grams.h. */
#include "domain/grams.h"

#include <string.h>
#include <utf8proc.h>

static bool is_han(uint32_t c)
{
	return (c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff) || c == 0x3007;
}

static bool is_word(uint32_t c)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);

	return !is_han(c) && (category <= UTF8PROC_CATEGORY_LO || category == UTF8PROC_CATEGORY_ND) &&
	       category != UTF8PROC_CATEGORY_CN;
}

/* One gram after another; count says how many there were. */
struct grams {
	struct buf *buf;
	size_t count;
	bool word;	/* the last one was a word, not Han */
	size_t tail;	/* the last one is the end of a longer Han run: the length without it; else 0 */
};

static void begin_gram(struct grams *g)
{
	if (g->buf->len > 0 && g->buf->text[g->buf->len - 1] != '"')
		buf_char(g->buf, ' ');
	g->count++;
}

static void add_word(struct grams *g, const char **text, uint32_t c)
{
	const char *next = *text;
	size_t begin;

	begin_gram(g);
	g->word = true;
	g->tail = 0;
	begin = g->buf->len;
	while (is_word(c)) {
		if (g->buf->len - begin < GRAMS_WORD_BYTES)
			buf_codepoint(g->buf, c);
		*text = next;
		c = text_next(&next);
	}
}

/* Each pair of the run, and its last character alone, so that it can be found by itself. */
static void add_han(struct grams *g, const char **text, uint32_t c)
{
	const char *next = *text;
	uint32_t following;
	size_t pairs = 0;

	for (; is_han(following = text_next(&next)); pairs++) {
		begin_gram(g);
		buf_codepoint(g->buf, c);
		buf_codepoint(g->buf, following);
		*text = next;
		c = following;
	}
	g->word = false;
	g->tail = pairs > 0 ? g->buf->len : 0;
	begin_gram(g);
	buf_codepoint(g->buf, c);
}

static void add_all(struct grams *g, const char *folded)
{
	uint32_t c;

	while ((c = text_next(&folded)) != 0) {
		if (is_han(c))
			add_han(g, &folded, c);
		else if (is_word(c))
			add_word(g, &folded, c);
	}
}

void grams_add(struct buf *grams, const char *text)
{
	struct grams g = { .buf = grams };

	if (text_empty(text))
		return;
	if (grams->len > 0)
		buf_text(grams, " " GRAMS_BORDER);
	add_all(&g, text_fold(grams->arena, text));
}

/* What a part of a query asks for: grams side by side, or one of them, which longer ones may begin with. */
struct phrase { char *text; size_t count; bool begins; };

static struct phrase phrase_of(struct arena *arena, const char *part)
{
	struct buf text = buf_new(arena, 64);
	struct grams g = { .buf = &text };

	add_all(&g, part);
	if (g.tail > 0) {	/* in the text the run may go on here */
		text.text[g.tail] = '\0';
		g.count--;
	}
	return (struct phrase){ text.text, g.count, g.count == 1 && (g.word || text_chars(text.text) == 1) };
}

/* +"公交 交车" is a phrase; +公* and +b12* are beginnings. */
static void add_part(struct buf *query, const char *part)
{
	struct phrase phrase = phrase_of(query->arena, part);

	if (phrase.count > 1)
		buf_printf(query, "%s+\"%s\"", query->len > 0 ? " " : "", phrase.text);
	else if (phrase.count == 1)
		buf_printf(query, "%s+%s%s", query->len > 0 ? " " : "", phrase.text, phrase.begins ? "*" : "");
}

const char *grams_query(struct arena *arena, const char *typed)
{
	struct buf query = buf_new(arena, 128);
	char *rest = arena_strdup(arena, text_fold(arena, typed ? typed : ""));
	char *part;

	for (int i = 0; i < GRAMS_QUERY_PARTS && (part = strtok_r(rest, " \t\n", &rest)); i++)
		add_part(&query, part);
	return query.text;
}

size_t grams_asked(struct arena *arena, const char *typed, struct gram grams[GRAMS_ASKED_MAX], const char **pattern)
{
	struct buf all = buf_new(arena, 128);
	char *rest = arena_strdup(arena, text_fold(arena, typed ? typed : ""));
	char *part, *gram;
	size_t count = 0;

	for (int i = 0; i < GRAMS_QUERY_PARTS && (part = strtok_r(rest, " \t\n", &rest)); i++) {
		struct phrase phrase = phrase_of(arena, part);
		char *words = arena_strdup(arena, phrase.text);

		if (phrase.count > 0)	/* letters, digits and blanks alone: nothing of it means anything else */
			buf_printf(&all, "(?=.* %s%s)", phrase.text, phrase.begins ? "" : " ");
		while (count < GRAMS_ASKED_MAX && (gram = strtok_r(words, " ", &words)))
			grams[count++] = (struct gram){ gram, phrase.begins };
	}
	*pattern = count > 1 ? arena_printf(arena, "^%s", all.text) : "";
	return count;
}
