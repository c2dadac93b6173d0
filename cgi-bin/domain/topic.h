/* What many write about in a week: items, plates, lines and words, and whether that is more than chance. Pure.
 *
 * A topic rises when its share of a week's tickets is higher than in the week before and the G-test of that two by two table (with
 * and without it, this week and the one before) says at least topic_rules' score: 10.83 is what chance comes to once in a thousand
 * (chi-squared, one degree of freedom), 3.84 once in twenty, for plates and lines, of which few tickets are one. As shares are
 * compared, a week that is not over yet compares with a whole one. Least counts and scores are ours (default, unverified).
 *
 * Words are pairs of neighbouring Han characters in the beginning of what was told, each once a ticket, but for pairs with a
 * character that only joins words. Confidential matters are left out.
 */
#ifndef DOMAIN_TOPIC_H
#define DOMAIN_TOPIC_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* Stored: append, never renumber. TOPIC_ALL: every ticket, under the value "". */
enum topic_dim { TOPIC_ALL, TOPIC_ITEM, TOPIC_PLATE, TOPIC_LINE, TOPIC_WORD, TOPIC_END };

#define TOPIC_TEXT_CHARS 100	/* of what was told */
#define TOPIC_WORDS_MAX 48	/* of one ticket */
#define TOPIC_VALUE_BYTES 600	/* the longest line */

struct topic_rule {
	uint32_t least;		/* tickets in the week */
	double score;
};

/* "item" …; NULL for TOPIC_ALL. 0 for no such word. */
const char *topic_word(int dim);
int topic_from_word(const char *word);
struct topic_rule topic_rule_of(enum topic_dim dim);

/* Distinct, in their order; words has room for TOPIC_WORDS_MAX. */
size_t topic_words(struct arena *arena, const char *text, const char **words);
/* G of the table; below 0 when the share fell. 0 when there is nothing to compare with. */
double topic_score(int64_t now, int64_t before, int64_t all_now, int64_t all_before);
bool topic_rises(enum topic_dim dim, int64_t now, double score);
struct topic {
	const char *value;
	int64_t now, before;
	double score;
	const char *name;	/* of a word: with those that go on from it */
	bool joined;		/* stands in another one's name */
};

/* Pairs that overlap and were counted alike are one word in most tickets: the first of them gets them all as its name. */
void topic_join(struct arena *arena, struct topic *topics, size_t count);
/* The Monday on or before a day. */
int32_t topic_week(int32_t day);

#endif
