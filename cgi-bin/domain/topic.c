/* Topics of a week; see topic.h. */
#include "domain/topic.h"

#include <math.h>
#include <string.h>

#include "base/now.h"
#include "base/text.h"
#include "domain/grams.h"

/* They join words or stand in any matter. */
#define JOINING "的了是在我他她它你您们有就都也很个这那之与和及或被给从向为以而但又再才请能可要想会让说着吗呢吧啊么什怎没不"
#define HAN_FROM 0x3400

static const char *const dims[TOPIC_END] = { NULL, "item", "plate", "line", "word" };
static const struct topic_rule rules[TOPIC_END] = { { 0, 0 }, { 5, 10.83 }, { 3, 3.84 }, { 3, 3.84 }, { 5, 10.83 } };

const char *topic_word(int dim)
{
	return dim > 0 && dim < TOPIC_END ? dims[dim] : NULL;
}

int topic_from_word(const char *word)
{
	for (int i = TOPIC_ITEM; i < TOPIC_END; i++)
		if (strcmp(dims[i], word) == 0)
			return i;
	return 0;
}

struct topic_rule topic_rule_of(enum topic_dim dim)
{
	return rules[dim];
}

/* ---- words ------------------------------------------------------------------------------------------------------------ */

static bool joins(uint32_t c)
{
	const char *rest = JOINING;
	uint32_t one;

	while ((one = text_next(&rest)) != 0)
		if (one == c)
			return true;
	return false;
}

static bool is_pair(const char *gram)
{
	uint32_t first = text_next(&gram), second = first ? text_next(&gram) : 0;

	return first >= HAN_FROM && second >= HAN_FROM && !*gram && !joins(first) && !joins(second);
}

static bool has(const char *const *words, size_t count, const char *word)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i], word) == 0)
			return true;
	return false;
}

size_t topic_words(struct arena *arena, const char *text, const char **words)
{
	struct buf grams = buf_new(arena, 1024);
	char *rest, *gram;
	size_t count = 0;

	grams_add(&grams, text_cut(arena, text, TOPIC_TEXT_CHARS));
	rest = grams.text;
	while (count < TOPIC_WORDS_MAX && (gram = strtok_r(rest, " ", &rest)))
		if (is_pair(gram) && !has(words, count, gram))
			words[count++] = gram;
	return count;
}

/* ---- more than chance --------------------------------------------------------------------------------------------------- */

static double part(double seen, double expected)
{
	return seen > 0 ? seen * log(seen / expected) : 0;
}

double topic_score(int64_t now, int64_t before, int64_t all_now, int64_t all_before)
{
	double with = (double)(now + before), all = (double)(all_now + all_before), without = all - with;
	double in_now = (double)all_now / all, g;

	if (all_now <= 0 || all_before <= 0 || with <= 0)
		return 0;
	g = 2 * (part((double)now, with * in_now) + part((double)before, with * (1 - in_now)) +
		 part((double)(all_now - now), without * in_now) + part((double)(all_before - before), without * (1 - in_now)));
	return now * all_before < before * all_now ? -g : g;
}

bool topic_rises(enum topic_dim dim, int64_t now, double score)
{
	return now >= rules[dim].least && score >= rules[dim].score;
}

static bool goes_on(const struct topic *from, const struct topic *to)
{
	const char *second = from->value;
	size_t n;

	text_next(&second);
	n = strlen(second);
	return from != to && from->now == to->now && from->before == to->before && strncmp(second, to->value, n) == 0;
}

static struct topic *next_of(const struct topic *from, struct topic *topics, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!topics[i].joined && !topics[i].name && goes_on(from, &topics[i]))
			return &topics[i];
	return NULL;
}

static bool is_begun(const struct topic *topic, const struct topic *topics, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (goes_on(&topics[i], topic))
			return true;
	return false;
}

static void name_from(struct arena *arena, struct topic *head, struct topic *topics, size_t count)
{
	const struct topic *last = head;
	struct topic *next;

	head->name = head->value;
	while ((next = next_of(last, topics, count))) {
		const char *second = next->value;

		text_next(&second);
		head->name = arena_printf(arena, "%s%s", head->name, second);
		next->joined = true;
		last = next;
	}
}

void topic_join(struct arena *arena, struct topic *topics, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!topics[i].joined && !is_begun(&topics[i], topics, count))
			name_from(arena, &topics[i], topics, count);
	for (size_t i = 0; i < count; i++)	/* what goes round in a circle has no first */
		if (!topics[i].joined && !topics[i].name)
			name_from(arena, &topics[i], topics, count);
}

int32_t topic_week(int32_t day)
{
	return day - (weekday_of_day(day) + 6) % 7;
}
