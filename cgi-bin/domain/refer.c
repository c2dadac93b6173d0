/* Reading trigger words out of a text; see refer.h. */
#include "domain/refer.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

const char *refer_word(enum refer_outcome outcome)
{
	static const char *const words[] = { "accept", "refer", "emergency", "ask" };

	return words[outcome];
}

/* All words of the phrase are there, none of those behind '!'. */
static bool fires(const char *phrase, const char *text)
{
	char word[128];

	while (*phrase) {
		bool none = *phrase == '!';
		size_t len;

		phrase += none;
		len = strcspn(phrase, " ");
		if (len == 0 || len >= sizeof(word))
			return false;
		memcpy(word, phrase, len);
		word[len] = '\0';
		if ((strstr(text, word) != NULL) == none)
			return false;
		phrase += len + strspn(phrase + len, " ");
	}
	return true;
}

static bool covers(const char *scope, uint32_t region)
{
	char code[12];

	snprintf(code, sizeof(code), "%06u", region);
	return strncmp(code, scope, strlen(scope)) == 0;
}

static void add_number(struct refer_result *result, const char *number)
{
	for (size_t i = 0; i < result->number_count; i++)
		if (strcmp(result->numbers[i], number) == 0)
			return;
	if (result->number_count < REFER_NUMBERS_MAX)
		result->numbers[result->number_count++] = number;
}

static void add_numbers(struct arena *arena, struct refer_result *result, const char *numbers)
{
	while (*numbers) {
		size_t len = strcspn(numbers, " ");

		add_number(result, arena_strndup(arena, numbers, len));
		numbers += len + strspn(numbers + len, " ");
	}
}

struct weights {
	int32_t ours, others;
	const struct refer_trigger *best_ours, *best_others, *emergency;
};

/* A local row (longer scope) beats the national one of the same weight. */
static bool beats(const struct refer_trigger *row, const struct refer_trigger *best)
{
	return !best || row->weight > best->weight ||
	       (row->weight == best->weight && strlen(row->scope) > strlen(best->scope));
}

static void weigh(const struct refer_trigger *row, struct weights *w)
{
	if (row->outcome[0] == 'e') {
		if (beats(row, w->emergency))
			w->emergency = row;
	} else if (row->outcome[0] == 'r') {
		w->others += row->weight;
		if (beats(row, w->best_others))
			w->best_others = row;
	} else {
		w->ours += row->weight;
		if (beats(row, w->best_ours))
			w->best_ours = row;
	}
}

void refer_text(struct arena *arena, const struct refer_table *table, uint32_t region, const char *text,
		struct refer_result *result)
{
	const char *folded = text_fold(arena, text);
	struct weights w = { 0 };

	*result = (struct refer_result){ .outcome = REFER_ACCEPT };
	for (size_t i = 0; i < table->count; i++)
		if (covers(table->rows[i].scope, region) && fires(table->rows[i].phrase, folded))
			weigh(&table->rows[i], &w);
	if (w.best_ours)
		result->item = w.best_ours->item;
	if (w.emergency) {
		result->outcome = REFER_EMERGENCY;
		add_numbers(arena, result, w.emergency->numbers);
	}
	if (w.best_others && w.others >= w.ours) {
		if (!w.emergency)
			result->outcome = w.ours * 2 > w.others ? REFER_ASK : REFER_REFER;
		add_numbers(arena, result, w.best_others->numbers);
	}
}
