/* Text cut into what a full-text index can find: pairs of neighbouring Han characters, and words.
 *
 * "坐公交车 B12" becomes "坐公 公交 交车 车 b12": a run of Han characters gives each pair and its last
 * character alone; a run of other letters and digits is one word. Text and query are folded alike
 * (text_fold), so width and case do not matter. What a query asks for is found exactly: its pairs must
 * stand side by side. Pure.
 */
#ifndef DOMAIN_GRAMS_H
#define DOMAIN_GRAMS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"

#define GRAMS_WORD_BYTES 60	/* longer words are cut alike on both sides; the server's own limit is 84 characters */
#define GRAMS_QUERY_PARTS 8	/* what a search box takes; more parts are not asked for */
/* Stands between texts, so that no phrase reaches from one into the next. No folded text holds it. */
#define GRAMS_BORDER "0border0"
#define GRAMS_ASKED_MAX 48

/* One gram that a text must hold to be found. */
struct gram {
	const char *text;
	bool begins;	/* a text's gram may also be longer: it begins so */
};

/* Appends the grams of a text. Grams of different calls are never neighbours of one another. */
void grams_add(struct buf *grams, const char *text);
/* A query in the server's boolean mode: every part between white space must occur, each as typed; a part that
 * is one word or one Han character also finds longer ones that begin with it. "" when nothing can be searched. */
const char *grams_query(struct arena *arena, const char *typed);
/* The same for an index of our own: every gram that must occur, and a regular expression for what grams_add made of a text, with a blank on
 * either side, which says whether they stand as typed; "" when a single gram says it all. How many grams. */
size_t grams_asked(struct arena *arena, const char *typed, struct gram grams[GRAMS_ASKED_MAX], const char **pattern);

#endif
