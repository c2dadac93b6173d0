/* Do the checked-in trigger words send people where they belong, by phrases that were labelled beforehand? */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "domain/refer.h"
#include "unit.h"

#define COLUMNS 7
#define CELL_CHARS 200	/* trigger_word.phrase */
#define PHRASES_MIN 300
#define PHRASES_EN_MIN 600

/* Tab-separated rows behind the comments and the header line; cuts the file's text in place. */
struct rows { char *at; char *cell[COLUMNS]; };

static char *table_text(const char *path)
{
	struct bytes file;

	ck_assert_msg(file_read(arena, path, &file) == ST_OK, "cannot read %s: run in the source tree", path);
	return arena_strndup(arena, (const char *)file.p, file.n);
}

static bool rows_next(struct rows *rows)
{
	char *line;

	do {
		line = strsep(&rows->at, "\n");
	} while (line && (*line == '#' || *line == '\0'));
	for (size_t i = 0; line && i < COLUMNS; i++) {
		rows->cell[i] = strsep(&line, "\t");
		if (!line)
			return true;
	}
	return line != NULL;
}

static const char *cell(const struct rows *rows, size_t i)
{
	return strcmp(rows->cell[i], "-") == 0 ? "" : rows->cell[i];
}

static void load(struct refer_table *table)
{
	struct rows rows = { .at = table_text("sql/seed/triggers.tsv") };
	struct refer_trigger *made = ARENA_ARRAY(arena, 8192, struct refer_trigger);
	size_t n = 0;

	ck_assert(rows_next(&rows));
	while (rows_next(&rows)) {
		char *phrases = rows.cell[0];
		char *phrase;

		ck_assert_msg(text_chars(phrases) <= CELL_CHARS, "longer than the table's column: %s", phrases);
		while ((phrase = strsep(&phrases, "|")) != NULL) {
			ck_assert_uint_lt(n, 8192);
			made[n++] = (struct refer_trigger){ text_fold(arena, phrase), cell(&rows, 1), cell(&rows, 2),
							    (uint32_t)atoi(rows.cell[3]), atoi(rows.cell[4]), cell(&rows, 5) };
		}
	}
	refer_table_make(arena, made, n, table);
}

static bool number_is_one_of(const char *number, const char *list)
{
	size_t len = strlen(number);

	for (const char *p = list; (p = strstr(p, number)) != NULL; p += len)
		if (p[len] == ' ' || p[len] == '\0')
			return true;
	return false;
}

static bool right(const struct refer_result *result, const char *want, const char *numbers)
{
	if (strcmp(refer_word(result->outcome), want) != 0)
		return false;
	return !*numbers || (result->number_count > 0 && number_is_one_of(result->numbers[0], numbers));
}

struct score { int all, right, ours, ours_away, missed_emergencies; };

static void count(struct score *score, const struct refer_result *result, const struct rows *rows)
{
	const char *want = rows->cell[1];
	bool good = right(result, want, cell(rows, 3));

	score->all++;
	score->right += good;
	if (strcmp(want, "accept") == 0) {
		score->ours++;
		score->ours_away += result->outcome == REFER_REFER || result->outcome == REFER_EMERGENCY;
	}
	score->missed_emergencies += strcmp(want, "emergency") == 0 && result->outcome != REFER_EMERGENCY;
	if (!good)
		printf("# %s: %s, wanted %s: %s %s [%s | %s]\n", rows->cell[0], refer_word(result->outcome), want, rows->cell[4],
		       result->number_count ? result->numbers[0] : "", result->ours ? result->ours->phrase : "",
		       result->others ? result->others->phrase : "");
}

static void count_half(const char *file, const char *half, struct score *score)
{
	struct arena *one = arena_new("one text", LIMIT_ARENA_BYTES);
	struct rows rows = { .at = table_text(file) };
	struct refer_result result;
	struct refer_table table;

	load(&table);
	ck_assert(rows_next(&rows));
	while (rows_next(&rows)) {
		if (strcmp(rows.cell[0], half) != 0)
			continue;
		arena_reset(one);
		refer_text(one, &table, (uint32_t)atoi(rows.cell[2]), rows.cell[4], &result);
		count(score, &result, &rows);
	}
	arena_free(one);
	printf("# %s %s: %d of %d right, %d of %d of ours sent away, %d emergencies missed\n", file, half, score->right, score->all,
	       score->ours_away, score->ours, score->missed_emergencies);
	fflush(stdout);
}

static const struct { const char *file, *half; int least; int right_percent; } halves[] = {
	{ "tests/fixtures/refer_phrases.tsv", "tune", PHRASES_MIN / 2, 95 },
	{ "tests/fixtures/refer_phrases.tsv", "held", PHRASES_MIN / 2, 95 },
	{ "tests/fixtures/refer_phrases_en.tsv", "tune", PHRASES_EN_MIN / 2, 95 },
	{ "tests/fixtures/refer_phrases_en.tsv", "held", PHRASES_EN_MIN / 2, 90 },
};

START_TEST(people_are_sent_where_they_belong)
{
	struct score score = { 0 };

	count_half(halves[_i].file, halves[_i].half, &score);
	ck_assert_int_ge(score.all, halves[_i].least);
	ck_assert_int_eq(score.missed_emergencies, 0);
	ck_assert_msg(score.right * 100 >= score.all * halves[_i].right_percent, "%s %s: %d of %d right", halves[_i].file, halves[_i].half,
		      score.right, score.all);
	ck_assert_msg(score.ours_away * 100 <= score.ours * 2, "%s %s: %d of %d of ours away", halves[_i].file, halves[_i].half,
		      score.ours_away, score.ours);
}
END_TEST

static const struct refer_trigger few[] = {
	{ "公交", "accept", "", 3309, 4, "" },
	{ "bus", "accept", "", 3309, 4, "" },
	{ "快递 !公交", "refer", "12305", 7301, 4, "" },
	{ "高铁站", "refer", "12306", 7101, 1, "" },
	{ "高速 抛锚", "refer", "12122", 0, 12, "" },
	{ "高速 抛锚", "refer", "96166 12122", 0, 12, "11" },
	{ "着火", "emergency", "119 110", 7403, 9, "" },
	{ "追尾", "emergency", "122 110", 7402, 3, "" },
	{ "现在", "urgent", "", 0, 3, "" },
	{ "去年", "calm", "", 0, 7, "" },
	{ "退票", "ask", "", 0, 3, "" },
	{ "航班", "refer", "12326", 7201, 9, "" },
	{ "另外", "both", "", 0, 1, "" },
	{ "铁", "no such outcome", "1", 0, 99, "" },
	{ "on_fire bus,coach", "emergency", "119 110", 7403, 9, "" },
	{ "ferry,boat cant_swim,help !toy,model", "emergency", "12395 110", 7405, 9, "" },
};

static const struct { uint32_t region; const char *text; enum refer_outcome outcome; const char *number; } said[] = {
	{ 110000, "", REFER_ASK, "" },
	{ 110000, "车", REFER_ASK, "" },
	{ 110000, "公交不来", REFER_ACCEPT, "" },
	{ 110000, "公 交 不 来，到 高 铁 站", REFER_ACCEPT, "" },
	{ 110000, "到高铁站", REFER_REFER, "12306" },
	{ 110000, "快 递不来", REFER_REFER, "12305" },
	{ 110000, "快递不来，公交也不来", REFER_ACCEPT, "" },
	{ 110000, "ＢＵＳ到高铁站", REFER_ACCEPT, "" },
	{ 110000, "business 高铁站", REFER_REFER, "12306" },
	{ 440300, "高速上抛锚", REFER_REFER, "12122" },
	{ 110105, "抛锚在高速", REFER_REFER, "96166" },
	{ 110000, "着火", REFER_EMERGENCY, "119" },
	{ 110000, "去年着火", REFER_ASK, "" },
	{ 110000, "去年公交着火", REFER_ACCEPT, "" },
	{ 110000, "追尾", REFER_ASK, "" },
	{ 110000, "现在追尾", REFER_EMERGENCY, "122" },
	{ 110000, "公交着火了，快递也没到", REFER_EMERGENCY, "119" },
	{ 110000, "退票", REFER_ASK, "" },
	{ 110000, "公交退票", REFER_ACCEPT, "" },
	{ 110000, "公交去赶航班", REFER_REFER, "12326" },
	{ 110000, "公交不来，另外航班也取消", REFER_ASK, "12326" },
	{ 110000, "公交不来，另外站台也脏", REFER_ACCEPT, "" },
	{ 110000, "The bus is on fire", REFER_EMERGENCY, "119" },
	{ 110000, "on\n fire, the coach", REFER_EMERGENCY, "119" },
	{ 110000, "Is there a fire place on the bus", REFER_ACCEPT, "" },
	{ 110000, "a coach on fires", REFER_ASK, "" },
	{ 110000, "ferry! I can't swim", REFER_EMERGENCY, "12395" },
	{ 110000, "The ferry\u2019s crew can\u2019t swim", REFER_EMERGENCY, "12395" },
	{ 110000, "boat, help", REFER_EMERGENCY, "12395" },
	{ 110000, "ferry, boat", REFER_ASK, "" },
	{ 110000, "help, a model boat", REFER_ASK, "" },
};

START_TEST(what_fired_is_weighed_as_the_header_says)
{
	struct refer_result result;
	struct refer_table table;

	refer_table_make(arena, few, sizeof(few) / sizeof(few[0]), &table);
	refer_text(arena, &table, said[_i].region, said[_i].text, &result);
	ck_assert_msg(result.outcome == said[_i].outcome, "%s: %s", said[_i].text, refer_word(result.outcome));
	ck_assert_msg(strcmp(result.number_count ? result.numbers[0] : "", said[_i].number) == 0, "%s", said[_i].text);
}
END_TEST

/* A letter of the beginning, then much that is only named. */
static enum refer_outcome outcome_of_letter(const char *beginning, const char *rest)
{
	struct buf text = buf_new(arena, 1024);
	struct refer_result result;
	struct refer_table table;

	refer_table_make(arena, few, sizeof(few) / sizeof(few[0]), &table);
	buf_text(&text, beginning);
	for (int i = 0; i < 80; i++)
		buf_text(&text, "。");
	buf_text(&text, rest);
	refer_text(arena, &table, 440300, text.text, &result);
	return result.outcome;
}

START_TEST(a_letter_is_about_what_it_begins_with)
{
	ck_assert_int_eq(outcome_of_letter("公交不来", "误了航班"), REFER_ACCEPT);
	ck_assert_int_eq(outcome_of_letter("航班取消", "改坐公交"), REFER_REFER);
	ck_assert_int_eq(outcome_of_letter("公交误了航班", "都不管"), REFER_REFER);
	ck_assert_int_eq(outcome_of_letter("公交不来", "车上着火"), REFER_EMERGENCY);
}
END_TEST

START_TEST(words_of_one_phrase_far_apart_are_about_two_things)
{
	struct buf text = buf_new(arena, 1024);
	struct refer_result result;
	struct refer_table table;

	refer_table_make(arena, few, sizeof(few) / sizeof(few[0]), &table);
	buf_text(&text, "高速");
	for (int i = 0; i < REFER_NEAR_BYTES; i++)
		buf_text(&text, "，");
	buf_text(&text, "抛锚");
	refer_text(arena, &table, 440300, text.text, &result);
	ck_assert_int_eq(result.outcome, REFER_ASK);
}
END_TEST

/* What it costs to read a text of trigger words only, in this process's own time. */
static double cost(const struct refer_table *table, int characters)
{
	struct buf text = buf_new(arena, 1024);
	struct refer_result result;
	clock_t from;

	for (int i = 0; i < characters / 4; i++)
		buf_text(&text, "高速公交");
	from = clock();
	for (int i = 0; i < 10; i++)
		refer_text(arena, table, 110000, text.text, &result);
	return (double)(clock() - from);
}

/* Ten times the text costs about ten times as much; a hundred times would be one reading for each word. */
START_TEST(the_longest_text_costs_no_more_a_character_than_a_short_one)
{
	struct refer_table table;
	double ratio;

	load(&table);
	ratio = cost(&table, 20000) / (cost(&table, 2000) + 1);
	printf("# 20,000 characters cost %.1f times what 2,000 do\n", ratio);
	ck_assert_msg(ratio < 40, "ten times the text costs %.1f times as much", ratio);
}
END_TEST

UNIT(refer)
{
	tcase_add_loop_test(tc, people_are_sent_where_they_belong, 0, ROWS(halves));
	tcase_add_loop_test(tc, what_fired_is_weighed_as_the_header_says, 0, ROWS(said));
	tcase_add_test(tc, a_letter_is_about_what_it_begins_with);
	tcase_add_test(tc, words_of_one_phrase_far_apart_are_about_two_things);
	tcase_add_test(tc, the_longest_text_costs_no_more_a_character_than_a_short_one);
}
