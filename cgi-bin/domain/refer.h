/* Is a text ours, somebody else's, an emergency, or not to be told? By trigger words that are data.
 *
 * A phrase is words between spaces that must all stand near each other (REFER_NEAR_BYTES); one with '!' before it must
 * stand nowhere. Between commas are ways to say one word: "boat,ship sinking,sank". A Latin word is found whole, in lower
 * case and without apostrophes (can't is "cant", the ferry's is "ferry"); '_' keeps words together: "on_fire".
 *
 * Emergencies come first, whatever else the text says: the heaviest, plus the heaviest word of urgency,
 * less the heaviest word of calm ("last year", "suggest"), against a threshold. Otherwise what speaks for us is weighed
 * against what speaks for others; each kind of transport counts once, so that repeating a word decides nothing. A
 * place only passed through (a station, an airport: weight 1) sends nobody away who speaks of a bus. Both at once, or
 * only words that fit several, or none that says anything, means asking back.
 *
 * Of a letter in which both speak, the beginning decides when it is clear: the rest names much on its way.
 *
 * The text is read once (a letter's beginning twice), whatever the number of phrases. Pure; used alike by the portal, the desk, the API and
 * `hotline refer`.
 */
#ifndef DOMAIN_REFER_H
#define DOMAIN_REFER_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* URGENT and CALM only help to weigh an emergency, BOTH says that a mixed text means two matters; none is a result. */
enum refer_outcome { REFER_ACCEPT, REFER_REFER, REFER_EMERGENCY, REFER_ASK, REFER_URGENT, REFER_CALM, REFER_BOTH };

#define REFER_OUTCOMES 7

struct refer_trigger {
	const char *phrase;	/* folded like the text: text_fold */
	const char *outcome;	/* a word of refer_word; any other never fires */
	const char *numbers;	/* best first, between spaces; "" for accept */
	uint32_t item;		/* what it would be; 0 unknown */
	int32_t weight;
	const char *scope;	/* region-code prefix; "" everywhere */
};

/* Made once by refer_table_make and never changed; lives as long as its arena and the rows. */
struct refer_table {
	const struct refer_trigger *rows;
	size_t count;
	const struct refer_index *index;
};

#define REFER_NUMBERS_MAX 4
/* Words of one phrase further apart than this are about two things; some forty Han characters. */
#define REFER_NEAR_BYTES 120

struct refer_result {
	enum refer_outcome outcome;		/* one of the first four */
	const char *numbers[REFER_NUMBERS_MAX];	/* best first */
	size_t number_count;
	uint32_t item;				/* guess; 0 none */
	const struct refer_trigger *ours, *others;	/* the heaviest that fired on each side; NULL none */
};

/* Prepares the rows for reading; they must outlive the table. */
void refer_table_make(struct arena *arena, const struct refer_trigger *rows, size_t count, struct refer_table *table);
void refer_text(struct arena *arena, const struct refer_table *table, uint32_t region, const char *text,
		struct refer_result *result);
/* "accept", "refer", "emergency", "ask", "urgent", "calm", "both" */
const char *refer_word(enum refer_outcome outcome);

#endif
