/* Is a topic's score what the G-test says, by figures counted elsewhere; are words the pairs that say something; is a week a Monday's? */
#include <math.h>
#include <string.h>

#include "base/now.h"
#include "base/text.h"
#include "domain/topic.h"
#include "unit.h"

/* Counted by Python from the sums of x ln x, rounded to four places. */
static const struct { int64_t now, before, all_now, all_before; double g; } tables[] = {
	{ 10, 20, 100, 200, -0.0000 },
	{ 12, 2, 100, 100, 8.4628 },
	{ 2, 12, 100, 100, -8.4628 },
	{ 5, 0, 1000, 1000, 6.9440 },
	{ 6, 0, 7, 400, 56.7741 },
	{ 0, 4, 50, 50, -5.7119 },
	{ 30, 30, 30, 300, 117.8822 },
	{ 5, 0, 10, 0, 0 },
	{ 0, 0, 10, 10, 0 },
	{ 0, 0, 0, 0, 0 },
};

START_TEST(scores_are_those_of_the_test)
{
	double g = topic_score(tables[_i].now, tables[_i].before, tables[_i].all_now, tables[_i].all_before);

	ck_assert_msg(fabs(g - tables[_i].g) < 0.0001, "%f, not %f", g, tables[_i].g);
}
END_TEST

START_TEST(few_and_falling_do_not_rise)
{
	ck_assert(topic_rises(TOPIC_PLATE, 3, 3.84));
	ck_assert(!topic_rises(TOPIC_PLATE, 2, 50));
	ck_assert(!topic_rises(TOPIC_PLATE, 30, 3.83));
	ck_assert(!topic_rises(TOPIC_WORD, 5, 10.82));
	ck_assert(topic_rises(TOPIC_WORD, 5, 10.83));
	ck_assert(!topic_rises(TOPIC_WORD, 50, -20));
}
END_TEST

static const struct { const char *text, *words; } texts[] = {
	{ "充电桩坏了，充电桩前排队", "充电 电桩 桩坏 桩前 前排 排队" },
	{ "我的司机是拒载的", "司机 拒载" },
	{ "B12路公交 bus 2026", "路公 公交" },
	{ "的的的", "" },
	{ "", "" },
};

START_TEST(words_are_pairs_that_say_something)
{
	const char *words[TOPIC_WORDS_MAX];
	size_t count = topic_words(arena, texts[_i].text, words);
	struct buf out = buf_new(arena, 64);

	for (size_t i = 0; i < count; i++)
		buf_printf(&out, "%s%s", i > 0 ? " " : "", words[i]);
	ck_assert_str_eq(out.text, texts[_i].words);
}
END_TEST

/* Each pair with its counts, then the names that are left. */
static const struct { struct topic topics[5]; size_t count; const char *names; } joins[] = {
	{ { { "电桩", 6, 0, 9, NULL, 0 }, { "充电", 6, 0, 9, NULL, 0 }, { "桩坏", 6, 0, 9, NULL, 0 }, { "排队", 6, 0, 9, NULL, 0 } }, 4, "充电桩坏 排队" },
	{ { { "充电", 6, 0, 9, NULL, 0 }, { "电桩", 5, 0, 9, NULL, 0 } }, 2, "充电 电桩" },
	{ { { "充电", 6, 1, 9, NULL, 0 }, { "电桩", 6, 0, 9, NULL, 0 } }, 2, "充电 电桩" },
	{ { { "朋友", 6, 0, 9, NULL, 0 }, { "友朋", 6, 0, 9, NULL, 0 } }, 2, "朋友朋" },
	{ { { "天天", 6, 0, 9, NULL, 0 } }, 1, "天天" },
};

START_TEST(pairs_counted_alike_are_one_word)
{
	struct topic topics[5];
	struct buf out = buf_new(arena, 64);

	memcpy(topics, joins[_i].topics, sizeof(topics));
	topic_join(arena, topics, joins[_i].count);
	for (size_t i = 0; i < joins[_i].count; i++)
		if (!topics[i].joined)
			buf_printf(&out, "%s%s", out.len > 0 ? " " : "", topics[i].name);
	ck_assert_str_eq(out.text, joins[_i].names);
}
END_TEST

START_TEST(a_week_begins_on_monday)
{
	int32_t monday = day_from_date(2026, 11, 30);

	for (int i = 0; i < 7; i++)
		ck_assert_int_eq(topic_week(monday + i), monday);
	ck_assert_int_eq(topic_week(monday - 1), monday - 7);
}
END_TEST

UNIT(topic)
{
	tcase_add_loop_test(tc, scores_are_those_of_the_test, 0, ROWS(tables));
	tcase_add_test(tc, few_and_falling_do_not_rise);
	tcase_add_loop_test(tc, words_are_pairs_that_say_something, 0, ROWS(texts));
	tcase_add_loop_test(tc, pairs_counted_alike_are_one_word, 0, ROWS(joins));
	tcase_add_test(tc, a_week_begins_on_monday);
}
