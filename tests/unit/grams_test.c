/* Is text cut into the pairs and words that grams.h promises, and does a query ask for exactly its characters? */
#include <string.h>

#include "domain/grams.h"
#include "unit.h"

static const struct { const char *text, *grams; } cuts[] = {
	{ "坐公交车", "坐公 公交 交车 车" },
	{ "车", "车" },
	{ "公交，司机", "公交 交 司机 机" },
	{ "粤B12345拒载", "粤 b12345 拒载 载" },
	{ "ＪＴ４４０３ Bus", "jt4403 bus" },
	{ "好👍的", "好 的" },
	{ "𠮷野家", "𠮷野 野家 家" },
	{ "", "" },
	{ "，。!?", "" },
};

START_TEST(text_becomes_pairs_and_words)
{
	struct buf buf = buf_new(arena, 16);

	grams_add(&buf, cuts[_i].text);
	ck_assert_str_eq(buf.text, cuts[_i].grams);
}
END_TEST

static const struct { const char *typed, *query; } queries[] = {
	{ "公交", "+公交" },
	{ "公交车", "+\"公交 交车\"" },
	{ "车", "+车*" },
	{ "粤B123", "+\"粤 b123\"" },
	{ "ＢＵＳ", "+bus*" },
	{ "公交，司机", "+\"公交 交 司机\"" },
	{ "公交B12", "+\"公交 交 b12\"" },
	{ "公交 拒载", "+公交 +拒载" },
	{ "\"公交\" -(拒载)* @8 ~<>", "+公交 +拒载 +8*" },
	{ "  ", "" },
	{ "'; --", "" },
	{ "a b c d e f g h i j", "+a* +b* +c* +d* +e* +f* +g* +h*" },
};

START_TEST(a_query_asks_for_its_characters_and_no_operator_gets_through)
{
	ck_assert_str_eq(grams_query(arena, queries[_i].typed), queries[_i].query);
}
END_TEST

static const struct { const char *typed, *grams, *pattern; } asked[] = {
	{ "公交", "公交", "" },
	{ "公交车", "公交 交车", "^(?=.* 公交 交车 )" },
	{ "车", "车*", "" },
	{ "粤B123", "粤 b123", "^(?=.* 粤 b123 )" },
	{ "ＢＵＳ 拒载", "bus* 拒载", "^(?=.* bus)(?=.* 拒载 )" },
	{ ".*(拒载)[a-z]+\\", "拒载 载 a z", "^(?=.* 拒载 载 a z )" },
	{ "  ", "", "" },
};

START_TEST(an_index_is_asked_for_each_gram_and_the_pattern_for_their_order)
{
	struct gram grams[GRAMS_ASKED_MAX];
	struct buf text = buf_new(arena, 64);
	const char *pattern;
	size_t count = grams_asked(arena, asked[_i].typed, grams, &pattern);

	for (size_t i = 0; i < count; i++)
		buf_printf(&text, "%s%s%s", i ? " " : "", grams[i].text, grams[i].begins ? "*" : "");
	ck_assert_str_eq(text.text, asked[_i].grams);
	ck_assert_str_eq(pattern, asked[_i].pattern);
}
END_TEST

START_TEST(nothing_is_searched_when_nothing_was_typed)
{
	ck_assert_str_eq(grams_query(arena, NULL), "");
}
END_TEST

START_TEST(neighbouring_texts_make_no_phrase)
{
	struct buf buf = buf_new(arena, 16);

	grams_add(&buf, "公");
	grams_add(&buf, "交");
	ck_assert_ptr_null(strstr(buf.text, "公 交"));
	ck_assert_ptr_null(strstr(buf.text, "公交"));
}
END_TEST

START_TEST(long_words_are_cut_alike_on_both_sides)
{
	char word[201];
	struct buf buf = buf_new(arena, 16);

	memset(word, 'x', 200);
	word[200] = '\0';
	grams_add(&buf, word);
	ck_assert_uint_eq(buf.len, GRAMS_WORD_BYTES);
	ck_assert_int_eq(strncmp(grams_query(arena, word) + 1, buf.text, buf.len), 0);
}
END_TEST

UNIT(grams)
{
	tcase_add_loop_test(tc, text_becomes_pairs_and_words, 0, ROWS(cuts));
	tcase_add_loop_test(tc, a_query_asks_for_its_characters_and_no_operator_gets_through, 0, ROWS(queries));
	tcase_add_loop_test(tc, an_index_is_asked_for_each_gram_and_the_pattern_for_their_order, 0, ROWS(asked));
	tcase_add_test(tc, nothing_is_searched_when_nothing_was_typed);
	tcase_add_test(tc, neighbouring_texts_make_no_phrase);
	tcase_add_test(tc, long_words_are_cut_alike_on_both_sides);
}
