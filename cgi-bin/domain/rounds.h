/* Going through what is numbered in rounds, each place twice: a row may have been given its number before somebody looked there and be
 * written after. A round begins where the last but one ended. What failed moves nothing on. Pure.
 */
#ifndef DOMAIN_ROUNDS_H
#define DOMAIN_ROUNDS_H

#include <stdbool.h>
#include <stdint.h>

/* Zeroed before the first. */
struct rounds {
	uint64_t seen_id;	/* where the round at hand is, or else where the last one ended */
	uint64_t before_id;	/* where the one before it ended */
	bool going;
};

/* What is looked at next lies behind this. */
uint64_t rounds_from(const struct rounds *rounds);
/* So far it was looked, and that was committed; more: the round goes on from there. */
void rounds_reached(struct rounds *rounds, uint64_t id, bool more);

#endif
