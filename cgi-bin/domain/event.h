/* One event in a ticket's chain: its canonical bytes and its hash.
 *
 * The canonical form is JSON with fixed key order and no white space, readable by any tool. Person data and
 * free text stand in it only as salted commitments (SHA-256 of salt ‖ text, hex), so that salt and text can
 * be erased later and the chain still verifies. Pure; hashing comes from base/crypto.h.
 *
 * hash = SHA-256("12328 event\n" ‖ suite (1 byte) ‖ seq (8 bytes, big endian) ‖ previous hash (32) ‖ canonical).
 * The previous hash of the first event is 32 zero bytes.
 */
#ifndef DOMAIN_EVENT_H
#define DOMAIN_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/crypto.h"
#include "base/text.h"
#include "domain/ticket.h"

/* A commitment. field: at most 16 ASCII characters, "content", "reply", "file1", "person" … */
struct event_text {
	const char *field;
	const char *body;
	uint8_t salt[SALT_BYTES];	/* fresh random bytes each; event_salt fills them */
	bool sealed;			/* body goes to the vault, not to event_text */
	const uint8_t *committed;	/* HASH_BYTES; not NULL: the commitment is this one, and salt and body are known to nobody here */
};

/* A public fact of the move: "kind" "complaint", "unit" "440300-01", "rating" "2". */
struct event_fact {
	const char *key;
	const char *value;
};

/* A rule that decided something; op: "admit", "route", "clock" … */
struct event_rule {
	const char *op;
	const char *id;
	const char *version;
	const char *source;
	bool verified;
	bool fallback;	/* the province's plugin did not answer: the national default did */
};

/* A deadline with all that is needed to count it again. */
struct event_clock {
	enum stage stage;
	int64_t from_ms;
	int64_t due_ms;
	int32_t amount;		/* with unit and start: what the rule said, so that due_ms can be counted again */
	const char *unit;	/* "working_day" … */
	const char *start;	/* "next_day" or "moment" */
	struct event_rule rule;
	const char *proof;	/* compact text of domain/proof: the days counted and why */
};

struct event {
	const char *number;	/* of the ticket */
	uint32_t seq;		/* 1, 2, 3 … */
	int64_t at_ms;
	enum event_type type;
	enum ticket_state from;
	enum ticket_state to;
	enum actor_kind actor;
	uint32_t actor_id;	/* staff id; 0 otherwise */
	enum role role;		/* in which the actor acted */
	const struct event_fact *facts;
	size_t fact_count;
	const struct event_rule *rules;
	size_t rule_count;
	const struct event_clock *clocks;
	size_t clock_count;
	const struct event_text *texts;
	size_t text_count;
};

/* Fresh salts for texts[0 … count-1]. */
void event_salt(struct event_text *texts, size_t count);
void event_commitment(const struct event_text *text, uint8_t out[HASH_BYTES]);
struct bytes event_canonical(struct arena *arena, const struct event *event);
void event_hash(enum crypto_suite suite, uint32_t seq, const uint8_t prev[HASH_BYTES], struct bytes canonical,
		uint8_t out[HASH_BYTES]);

#endif
