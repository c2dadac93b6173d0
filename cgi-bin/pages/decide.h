/* Asking the rules once for all that one move needs, and counting the deadlines they name.
 *
 * Never fails for want of rules: the national default answers and the decision says so.
 */
#ifndef PAGES_DECIDE_H
#define PAGES_DECIDE_H

#include "domain/due.h"
#include "domain/event.h"
#include "pages/site.h"

struct decide_facts {
	enum kind kind;
	enum source source;
	uint32_t item;
	uint32_t region;
	enum ticket_state state;
	int64_t filed_ms;
	int64_t from_ms;		/* when the stages asked for begin; usually now */
	uint32_t returns;
	uint32_t reworks;
	uint32_t extensions;		/* granted on the promise at hand */
	const char *rules_version;	/* under which it was filed, as decided.version; NULL: it is being filed */
	bool confidential;
	bool urgent;
	bool sample;			/* the matter ends: ask how much of its class is called back */
};

#define DECIDE_STAGES_MAX 4

struct decided {
	struct event_rule rules[3];	/* admit, route, sample where it was asked */
	size_t rule_count;
	const char *unit;		/* proposed by route; "" when nobody is named */
	const char *joint_unit;		/* and to assist */
	uint32_t level;			/* whose it is: 1 province, 2 city, 3 county */
	struct event_clock clocks[DECIDE_STAGES_MAX];
	size_t clock_count;
	bool sampled;			/* an answer to facts.sample */
	uint32_t sample_per_mille;
	const char *version;		/* of the province's rules that answered: "440000 2026.11" */
};

/* One question about such a matter, under the version it was filed by. */
void decide_question(const struct decide_facts *facts, uint32_t op, enum stage stage, struct rules_question *question);
/* stages: ended by STAGE_NONE. */
void decide(struct site *site, struct arena *arena, const struct decide_facts *facts, const enum stage *stages,
	    struct decided *decided);

struct move;
/* What was decided becomes part of a move, which points into it. */
void decide_onto(const struct decided *decided, struct move *move);

struct ticket_row;
/* What the rules are asked of a ticket that comes to a state now. */
struct decide_facts decide_facts_of(const struct ticket_row *ticket, enum ticket_state state, int64_t now_ms);
/* The clocks of one move by the flow, and, when it answers, how much of its class is called back: the stage that begins, with a rework a new promise, and that of the demand it opens; after
 * a pause the promise counted again. Signing starts no promise: the one given at filing stands. */
MUST_CHECK enum status decide_move(struct site *site, struct arena *arena, const struct ticket_row *ticket,
				   const struct flow_row *row, int64_t now_ms, struct decided *decided);

/* Who should hear of an open ticket now: of the clock at hand and of the promise, the one that is further. */
struct decide_escalation {
	enum stage stage;
	int64_t due_ms;
	uint32_t step;			/* 0: nobody */
	uint32_t level;			/* 1 province, 2 city, 3 county */
	uint32_t card;			/* enum rules_card */
	int64_t next_check_ms;		/* 0: no more */
	struct event_rule rule;
};

void decide_escalate(struct site *site, struct arena *arena, const struct ticket_row *ticket, int64_t now_ms,
		     struct decide_escalation *escalation);

/* The person has answered: the newest promise counted again without the time the person was waited for. No clock
 * when there never was one. */
MUST_CHECK enum status decide_resume(struct site *site, struct arena *arena, uint64_t ticket_id, int64_t now_ms,
				     struct decided *decided);

#endif
