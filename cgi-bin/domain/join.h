/* May a person join a matter that others brought, in place of telling it again? Only what is coded, and plate, line and place,
 * are looked at, never the words: whoever asks learns of nothing but what they named themselves. Pure.
 */
#ifndef DOMAIN_JOIN_H
#define DOMAIN_JOIN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

struct join_facts {
	uint32_t kind;		/* enum kind */
	uint32_t item;
	uint32_t region;
	int64_t at_ms;		/* when it happened, or was told */
	const char *plate;	/* "" where nothing was told of it */
	const char *line;
	const char *place;
};

/* What two matters of one kind, item and city have in common. Stored in drafts. */
enum join_because {
	JOIN_NOT,
	JOIN_PLATE,	/* the same vehicle within a day */
	JOIN_LINE,	/* the same line on one day */
	JOIN_PLACE,	/* the same place in like words within a week, and no vehicle or line is named */
};

enum join_because join_because(struct arena *arena, const struct join_facts *a, const struct join_facts *b);
/* One kind, item and city. */
bool join_same_kind(const struct join_facts *a, const struct join_facts *b);

#endif
