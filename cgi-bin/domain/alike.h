/* How alike two texts are: what share of their grams (domain/grams.h) they have in common. Pure. */
#ifndef DOMAIN_ALIKE_H
#define DOMAIN_ALIKE_H

#include "base/arena.h"

/* A text's grams as a set, to be compared many times. */
struct alike {
	uint32_t *grams;	/* hashes, rising, each once */
	size_t count;
};

struct alike alike_of(struct arena *arena, const char *text);
/* Dice's coefficient in thousandths: 0 nothing in common, 1000 the same grams. Two empty texts are not alike. */
unsigned alike_permille(const struct alike *a, const struct alike *b);

#endif
