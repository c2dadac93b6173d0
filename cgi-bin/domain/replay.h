/* A ticket as its events alone make it, at the first of them or at any later one.
 *
 * Written apart from store/move.c, which makes the present: what both come to is compared (/audit/ticket), so that a list which
 * says something else than the events do is found. What no event says (masks, the hour it happened) is not here. Pure.
 */
#ifndef DOMAIN_REPLAY_H
#define DOMAIN_REPLAY_H

#include "domain/due.h"
#include "domain/sample.h"

#define REPLAY_UNIT_CHARS 16

/* Zeroed before the first event. */
struct replay {
	uint32_t seq;			/* of the last event; 0 before the first */
	struct due_trail trail;		/* state, region, stage and due times; its texts point into the events */
	enum kind kind;
	enum source source;
	uint32_t item;
	bool confidential;
	char unit[REPLAY_UNIT_CHARS + 1];
	uint32_t assignee;		/* staff; 0 nobody */
	uint32_t files;
	uint32_t rating;
	uint32_t returns;
	uint32_t reworks;
	bool instant;
	uint32_t followed_up;		/* 1 satisfied, 2 dissatisfied, 3 not reached */
	enum sampled sampled;
	int64_t filed_ms;
	int64_t answered_ms;
	int64_t closed_ms;
};

/* One event more. ST_INVALID: its bytes cannot be read. */
MUST_CHECK enum status replay_add(struct replay *replay, struct bytes canonical);

#endif
