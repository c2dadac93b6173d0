/* Which other tickets may be about the same matter: the same caller, the same vehicle at the same time, the same line or
 * place on the same day, the same item told in like words. The ticket screen asks for a filed one, intake for one that is
 * being typed. Each place is read by an index of its own; what it costs does not grow with history.
 */
#ifndef PAGES_SAME_H
#define PAGES_SAME_H

#include "pages/site.h"
#include "statements.h"

enum same_because {
	SAME_PHONE = 1 << 0,	/* the same caller, about the same item or in like words */
	SAME_PLATE = 1 << 1,	/* the same vehicle within a day */
	SAME_PLACE = 1 << 2,	/* the same line and place on one day */
	SAME_WORDS = 1 << 3,	/* the same item in the same city, in like words */
};

struct same_candidate {
	struct same_row row;
	unsigned because;
	unsigned alike;		/* of their words, in thousandths */
};

/* asked: what is known of the ticket; id 0: not filed yet; filed_ms: now for one that is being typed; phone_index of n 0
 * (not known, or not to be looked for) finds nobody. out: LIMIT_SAME_SHOWN, the likeliest first. Reach is not looked at. */
MUST_CHECK enum status same_candidates(struct db *db, struct arena *arena, const struct same_row *asked,
				       struct same_candidate *out, size_t *count);
/* Filed by one caller, as far as a phone tells. */
bool same_caller(const struct same_row *a, const struct same_row *b);
/* AT.N.{Number,State,Kind,Item,Summary,FiledMs,Alike,Because.N}: those the viewer reaches. */
void same_show(struct request *req, const char *at, const struct same_candidate *candidates, size_t count);

#endif
