/* Reading trigger words out of a text; see refer.h. */
#include "domain/refer.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

#define BUCKETS 4096u
/* An emergency below this is history or a suggestion. */
#define EMERGENCY_MIN 5
/* A refer row up to this weight names a place on the way. */
#define PLACE_WEIGHT 1
/* A letter rather than a sentence: some eighty Han characters; and how much of it is its beginning. */
#define LONG_BYTES 240
#define HEAD_BYTES 150
/* Kinds of transport: the first two digits of an item. */
#define DOMAINS 100

/* One word of one phrase. Equal words are joined: same is the first of them. */
struct word {
	const char *text;
	uint32_t len;
	uint32_t row;
	uint32_t next_in_bucket;	/* word index + 1; only first words are in buckets */
	uint32_t next_same;		/* word index + 1 */
	uint32_t same;
	bool none;			/* must not stand in the text */
	bool or;			/* another way to say the word before it */
};

struct refer_index {
	struct word *words;
	uint32_t word_count;
	uint32_t *row_words;	/* row r has words row_words[r] up to row_words[r + 1] */
	uint32_t buckets[BUCKETS];
};

const char *refer_word(enum refer_outcome outcome)
{
	static const char *const words[REFER_OUTCOMES] = { "accept", "refer", "emergency", "ask", "urgent", "calm", "both" };

	return words[outcome];
}

/* ---- the index ---------------------------------------------------------------------------------- */

/* The first two bytes tell words well enough apart; none is shorter. */
static size_t bucket_of(const char *at)
{
	return ((uint8_t)at[0] * 31u + (uint8_t)at[1] * 131u) % BUCKETS;
}

static uint32_t word_find(const struct refer_index *index, const char *text, size_t len)
{
	uint32_t i = index->buckets[bucket_of(text)];

	while (i && (index->words[i - 1].len != len || memcmp(index->words[i - 1].text, text, len) != 0))
		i = index->words[i - 1].next_in_bucket;
	return i;
}

static void word_add(struct refer_index *index, const struct word *new)
{
	uint32_t at = index->word_count++;
	uint32_t first = word_find(index, new->text, new->len);
	struct word *word = &index->words[at];

	*word = *new;
	word->same = first ? first - 1 : at;
	if (first) {
		word->next_same = index->words[first - 1].next_same;
		index->words[first - 1].next_same = at + 1;
	} else {
		uint32_t *bucket = &index->buckets[bucket_of(word->text)];

		word->next_in_bucket = *bucket;
		*bucket = at + 1;
	}
}

static size_t count_words(const struct refer_trigger *rows, size_t count)
{
	size_t total = 0;

	for (size_t i = 0; i < count; i++) {
		total++;
		for (const char *p = rows[i].phrase; *p; p++)
			total += *p == ' ' || *p == ',';
	}
	return total;
}

/* "on_fire" is one word of the phrase and two of the text. */
static const char *spaced(struct arena *arena, const char *text, size_t len)
{
	char *word;

	if (!memchr(text, '_', len))
		return text;
	word = arena_strndup(arena, text, len);
	for (char *p = word; (p = strchr(p, '_')) != NULL; p++)
		*p = ' ';
	return word;
}

/* The ways to say one word, between commas; returns behind them. */
static const char *add_ways(struct arena *arena, struct refer_index *index, uint32_t row, const char *at)
{
	struct word word = { .row = row, .none = *at == '!' };

	at += word.none;
	for (;;) {
		word.len = (uint32_t)strcspn(at, " ,");
		word.text = spaced(arena, at, word.len);
		if (word.len >= 2) {
			word_add(index, &word);
			word.or = true;
		}
		at += word.len;
		if (*at != ',')
			return at;
		at++;
	}
}

static void add_phrase(struct arena *arena, struct refer_index *index, uint32_t row, const char *phrase)
{
	while (*phrase) {
		phrase = add_ways(arena, index, row, phrase);
		phrase += strspn(phrase, " ");
	}
}

void refer_table_make(struct arena *arena, const struct refer_trigger *rows, size_t count, struct refer_table *table)
{
	struct refer_index *index = ARENA_NEW(arena, struct refer_index);

	index->words = ARENA_ARRAY(arena, count_words(rows, count) + 1, struct word);
	index->row_words = ARENA_ARRAY(arena, count + 1, uint32_t);
	for (size_t i = 0; i < count; i++) {
		index->row_words[i] = index->word_count;
		add_phrase(arena, index, (uint32_t)i, rows[i].phrase);
	}
	index->row_words[count] = index->word_count;
	*table = (struct refer_table){ rows, count, index };
}

/* ---- reading ------------------------------------------------------------------------------------ */

/* What has been seen so far: for each word the place behind its last occurrence, 0 never. */
struct reading {
	const struct refer_table *table;
	size_t *seen;
	bool *fired;
};

/* All wanted words of the row, each in one of its ways, stand within reach behind this place. */
static bool is_near(const struct reading *r, size_t row, size_t at)
{
	const struct refer_index *index = r->table->index;
	bool near = true;

	for (size_t i = index->row_words[row]; i < index->row_words[row + 1]; i++) {
		const struct word *word = &index->words[i];
		size_t seen = r->seen[word->same];

		if (word->none)
			continue;
		if (!word->or && !near)
			return false;
		near = (word->or && near) || (seen != 0 && seen + REFER_NEAR_BYTES >= at);
	}
	return near;
}

/* A Latin word or a number begins and ends where letters and digits do: "bus" is not in "business". */
static bool is_within(const char *text, const char *at)
{
	return isalnum((unsigned char)at[0]) && at > text && isalnum((unsigned char)at[-1]);
}

static bool is_whole(const char *at, size_t len)
{
	return !(isalnum((unsigned char)at[len - 1]) && isalnum((unsigned char)at[len]));
}

static void note(struct reading *r, size_t first, size_t at)
{
	const struct refer_index *index = r->table->index;

	r->seen[first] = at + 1;
	for (size_t i = first + 1; i; i = index->words[i - 1].next_same) {
		const struct word *word = &index->words[i - 1];

		if (!word->none && !r->fired[word->row])
			r->fired[word->row] = is_near(r, word->row, at + 1);
	}
}

static void read_text(struct reading *r, const char *text, size_t len)
{
	const struct refer_index *index = r->table->index;

	for (size_t at = 0; at + 1 < len; at++) {
		if (is_within(text, text + at))
			continue;
		for (size_t i = index->buckets[bucket_of(text + at)]; i; i = index->words[i - 1].next_in_bucket) {
			const struct word *word = &index->words[i - 1];

			if (word->len <= len - at && memcmp(text + at, word->text, word->len) == 0 &&
			    is_whole(text + at, word->len))
				note(r, i - 1, at);
		}
	}
}

/* Fired, and none of the unwanted words stands anywhere. */
static bool holds(const struct reading *r, size_t row)
{
	const struct refer_index *index = r->table->index;

	if (!r->fired[row])
		return false;
	for (size_t i = index->row_words[row]; i < index->row_words[row + 1]; i++)
		if (index->words[i].none && r->seen[index->words[i].same])
			return false;
	return true;
}

/* How many bytes of an apostrophe stand here, as a keyboard or a telephone writes it. */
static size_t apostrophe(const char *at)
{
	return *at == '\'' ? 1 : strncmp(at, "\u2019", 3) == 0 ? 3 : 0;
}

/* What is left out of a Latin word here: "can't" is written "cant" by so many that the words have it so; "ferry's" is the ferry's. */
static size_t left_out(const char *at)
{
	size_t mark = apostrophe(at);

	if (mark == 0 || !isalnum((unsigned char)at[mark]))
		return 0;
	return mark + (at[mark] == 's' && !isalnum((unsigned char)at[mark + 1]));
}

/* Folded, and without the spaces people put between Han characters; between Latin words one is left. */
static const char *squeeze(struct arena *arena, const char *text, size_t *len)
{
	const char *folded = text_fold(arena, text);
	char *out = arena_strdup(arena, folded);
	size_t n = 0;

	for (size_t i = 0; folded[i]; i++) {
		bool space = folded[i] == ' ' || folded[i] == '\n' || folded[i] == '\t';
		bool latin = n > 0 && isalnum((unsigned char)out[n - 1]);
		size_t left = latin ? left_out(folded + i) : 0;

		if (left)
			i += left - 1;
		else if (!space)
			out[n++] = folded[i];
		else if (latin && isalnum((unsigned char)folded[i + 1]))
			out[n++] = ' ';
	}
	out[n] = '\0';
	*len = n;
	return out;
}

/* ---- weighing ----------------------------------------------------------------------------------- */

struct weights {
	const struct refer_trigger *best[REFER_OUTCOMES];
	int32_t by_domain[REFER_OUTCOMES][DOMAINS];
};

static bool covers(const char *scope, uint32_t region)
{
	char code[12];

	snprintf(code, sizeof(code), "%06u", region);
	return strncmp(code, scope, strlen(scope)) == 0;
}

/* The heavier; of the same weight the local one, then the one that says more. */
static bool beats(const struct refer_trigger *row, const struct refer_trigger *best)
{
	if (!best || row->weight != best->weight)
		return !best || row->weight > best->weight;
	if (strlen(row->scope) != strlen(best->scope))
		return strlen(row->scope) > strlen(best->scope);
	return strlen(row->phrase) > strlen(best->phrase);
}

static void weigh(const struct refer_trigger *row, struct weights *w)
{
	int32_t *domain;

	for (int o = 0; o < REFER_OUTCOMES; o++) {
		if (strcmp(row->outcome, refer_word((enum refer_outcome)o)) != 0)
			continue;
		if (beats(row, w->best[o]))
			w->best[o] = row;
		domain = &w->by_domain[o][row->item / 100 % DOMAINS];
		if (row->weight > *domain)
			*domain = row->weight;
	}
}

static int32_t best_weight(const struct weights *w, enum refer_outcome outcome)
{
	return w->best[outcome] ? w->best[outcome]->weight : 0;
}

static int32_t sum(const struct weights *w, enum refer_outcome outcome)
{
	int32_t total = 0;

	for (size_t i = 0; i < DOMAINS; i++)
		total += w->by_domain[outcome][i];
	return total;
}

static bool is_emergency(const struct weights *w)
{
	return w->best[REFER_EMERGENCY] && best_weight(w, REFER_EMERGENCY) + best_weight(w, REFER_URGENT) -
						   best_weight(w, REFER_CALM) >= EMERGENCY_MIN;
}

static enum refer_outcome decide(const struct weights *w)
{
	int32_t ours = sum(w, REFER_ACCEPT);
	int32_t others = sum(w, REFER_REFER);

	if (is_emergency(w))
		return REFER_EMERGENCY;
	if (best_weight(w, REFER_ASK) > (ours > others ? ours : others) || (ours == 0 && others == 0))
		return REFER_ASK;
	if (ours > 0 && best_weight(w, REFER_REFER) > PLACE_WEIGHT && w->best[REFER_BOTH])
		return REFER_ASK;
	if (others == 0 || (ours > 0 && best_weight(w, REFER_REFER) <= PLACE_WEIGHT))
		return REFER_ACCEPT;
	if (ours * 2 <= others)
		return REFER_REFER;
	return ours >= others * 2 ? REFER_ACCEPT : REFER_ASK;
}

static void add_number(struct refer_result *result, const char *number)
{
	for (size_t i = 0; i < result->number_count; i++)
		if (strcmp(result->numbers[i], number) == 0)
			return;
	if (result->number_count < REFER_NUMBERS_MAX)
		result->numbers[result->number_count++] = number;
}

static void add_numbers(struct arena *arena, struct refer_result *result, const struct refer_trigger *row)
{
	const char *numbers = row ? row->numbers : "";

	while (*numbers) {
		size_t len = strcspn(numbers, " ");

		add_number(result, arena_strndup(arena, numbers, len));
		numbers += len + strspn(numbers + len, " ");
	}
}

/* At most this many bytes, ending with a whole character. */
static size_t text_whole(const char *text, size_t most)
{
	while (most > 0 && ((uint8_t)text[most] & 0xc0) == 0x80)
		most--;
	return most;
}

/* Weighs what stands in the first len bytes. */
static void weigh_text(struct arena *arena, const struct refer_table *table, uint32_t region, const char *text, size_t len, struct weights *w)
{
	struct reading reading = { .table = table };

	reading.seen = ARENA_ARRAY(arena, table->index->word_count + 1, size_t);
	reading.fired = ARENA_ARRAY(arena, table->count + 1, bool);
	read_text(&reading, text, len);
	*w = (struct weights){ 0 };
	for (size_t i = 0; i < table->count; i++)
		if (holds(&reading, i) && covers(table->rows[i].scope, region))
			weigh(&table->rows[i], w);
}

/* A long letter names much on its way; how it begins says what it is about. */
static enum refer_outcome decide_long(struct arena *arena, const struct refer_table *table, uint32_t region, const char *text,
				      enum refer_outcome outcome, struct weights *w)
{
	struct weights head;
	int32_t ours, others;

	if (outcome == REFER_EMERGENCY || w->best[REFER_ACCEPT] == NULL || w->best[REFER_REFER] == NULL)
		return outcome;
	weigh_text(arena, table, region, text, text_whole(text, HEAD_BYTES), &head);
	ours = sum(&head, REFER_ACCEPT);
	others = sum(&head, REFER_REFER);
	if (ours > 0 && best_weight(&head, REFER_REFER) <= PLACE_WEIGHT + 1)
		return REFER_ACCEPT;
	return ours == 0 && others > PLACE_WEIGHT + 1 ? REFER_REFER : outcome;
}

void refer_text(struct arena *arena, const struct refer_table *table, uint32_t region, const char *text,
		struct refer_result *result)
{
	struct weights w;
	const char *squeezed;
	size_t len;

	squeezed = squeeze(arena, text, &len);
	weigh_text(arena, table, region, squeezed, len, &w);
	*result = (struct refer_result){ .outcome = decide(&w), .ours = w.best[REFER_ACCEPT], .others = w.best[REFER_REFER] };
	if (len > LONG_BYTES)
		result->outcome = decide_long(arena, table, region, squeezed, result->outcome, &w);
	result->item = result->ours ? result->ours->item : 0;
	if (result->outcome == REFER_EMERGENCY)
		add_numbers(arena, result, w.best[REFER_EMERGENCY]);
	if (result->outcome != REFER_ACCEPT)
		add_numbers(arena, result, result->others);
}
