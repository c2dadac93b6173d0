/* What an event's canonical bytes say, read back: who made it is left out, its deadlines are not.
 *
 * Keys are found by name wherever they stand, and unknown ones are passed over, so that bytes of an older or newer
 * release read the same. Nothing is allocated; texts point into the bytes and are as JSON writes them.
 */
#ifndef DOMAIN_EVENT_READ_H
#define DOMAIN_EVENT_READ_H

#include "base/text.h"
#include "domain/clock.h"
#include "domain/event.h"

#define EVENT_CLOCKS_MAX 8	/* one move starts at most four */

struct said_rule {
	struct bytes op;		/* raw, as are the next three: see event_raw_text */
	struct bytes id;
	struct bytes version;
	struct bytes source;
	bool verified;
	bool fallback;
};

struct said_clock {
	enum stage stage;
	int64_t from_ms;
	int64_t due_ms;
	struct clock_rule rule;		/* unit or start 0: an unknown word */
	struct bytes id;		/* of the rule; this and the next three are raw, see event_raw_text */
	struct bytes version;
	struct bytes source;
	struct bytes proof;
	bool verified;
	bool fallback;
};

struct event_said {
	uint32_t seq;
	int64_t at_ms;
	enum event_type type;		/* 0: an unknown word; so are the states */
	enum ticket_state from;
	enum ticket_state to;
	uint32_t region;		/* of a filing, and where a ticket was handed over to; 0 otherwise */
	struct said_clock clocks[EVENT_CLOCKS_MAX];
	size_t clock_count;
};

/* ST_INVALID: not JSON as we write it, or more clocks than any move has. */
MUST_CHECK enum status event_read(struct bytes canonical, struct event_said *said);
/* The raw text of one fact; n 0 when there is none of that key. */
struct bytes event_fact_of(struct bytes canonical, const char *key);
/* All facts, or all texts with their commitments: raw words in the order they stand. Returns how many; never more than most. */
struct said_pair {
	struct bytes key;
	struct bytes value;
};
#define EVENT_PAIRS_MAX 64	/* a move has at most 24 facts, and a form fewer texts */
size_t event_facts(struct bytes canonical, struct said_pair *pairs, size_t most);
size_t event_texts(struct bytes canonical, struct said_pair *pairs, size_t most);
/* All rules that decided something, but those of clocks. */
#define EVENT_RULES_MAX 16
size_t event_rules(struct bytes canonical, struct said_rule *rules, size_t most);
/* The role in which its actor acted. */
struct bytes event_role(struct bytes canonical);
/* What a text of that field is committed to, in hex; n 0 when there is none. */
struct bytes event_committed_of(struct bytes canonical, const char *field);
/* The rule that decided that question ("admit", "sample"); false when the event has none. */
bool event_rule_of(struct bytes canonical, const char *op, struct said_rule *rule);
/* The text that stands as JSON between its quotes. */
const char *event_raw_text(struct arena *arena, struct bytes raw);
/* The clock of that stage; NULL when the event has none. */
const struct said_clock *event_clock_of(const struct event_said *said, enum stage stage);
/* A clock read back, as a move takes it. */
struct event_clock event_clock_from(struct arena *arena, const struct said_clock *said);

#endif
