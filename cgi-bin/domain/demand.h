/* Demands: what one asks of another beside the way of a ticket itself, each with a time of its own.
 *
 * An extension asked by the unit in charge, the wait for the person, an urge, an order of supervision, joint handling and a
 * designation. Each is opened and ended by an event, and ends by itself when its ticket comes to a state it has no meaning
 * in. What may be asked when, beyond states and roles (flow.h), is decided here. Pure.
 */
#ifndef DOMAIN_DEMAND_H
#define DOMAIN_DEMAND_H

#include <stddef.h>

#include "base/status.h"
#include "domain/absence.h"

/* Stored: append, never renumber. */
enum demand_kind {
	DEMAND_EXTENSION = 1,	/* 延期 */
	DEMAND_WAIT,		/* 待补充 */
	DEMAND_URGE,		/* 催办 */
	DEMAND_ORDER,		/* 督办 */
	DEMAND_JOINT,		/* 会办 */
	DEMAND_DESIGNATION,	/* 指定承办 */
	DEMAND_TRANSFER,	/* 移交: until the other hotline takes it on or sends it back */
	DEMAND_REVEAL,		/* 查看身份: of a confidential ticket; a second person agrees, then it is looked at once */
	DEMAND_HOLD,		/* 依法保留: nothing of the ticket is erased while it stands. Triggers (migration 0132) know the number */
	DEMAND_ERASURE,		/* 清除身份: ordered, and carried out by hotline retention */
	DEMAND_KIND_END
};

enum demand_outcome {
	DEMAND_OPEN,
	DEMAND_GRANTED,
	DEMAND_REFUSED,
	DEMAND_MET,		/* answered; an order: closed by its giver */
	DEMAND_OVER,		/* its time ran out */
	DEMAND_VOID,		/* the ticket went on without it */
	DEMAND_OUTCOME_END
};

#define DEMAND_DESIGNATE_AFTER 3	/* failed dispatches: 天津市人民政府令第39号 (2025-01-01); elsewhere default, unverified */
#define DEMAND_JOINT_MAX 8		/* units asked to assist at the same time; more is a meeting, not a ticket */

struct demand {
	uint32_t seq;		/* of the event that asked, which names it within its ticket */
	enum demand_kind kind;
	uint32_t year;		/* of an order's number; 0 otherwise */
	uint32_t number;	/* of an order: dense within province and year; else the nth of its kind on the ticket */
	const char *unit;	/* who is asked, or asks for an extension; "" the centre or the person */
	uint32_t days;		/* of an extension, in the unit of its rule */
	uint32_t from_region;	/* of a transfer: whose it was */
	int64_t asked_ms;
	uint32_t asked_by;	/* staff; 0 the person or the system */
	int64_t due_ms;		/* 0: no clock of its own */
	int64_t answered_ms;
	enum demand_outcome outcome;
};

/* Somebody is about to do something to a ticket. */
struct demand_ask {
	enum event_type event;
	enum role role;
	uint32_t actor_id;
	struct stands_in absent;	/* for whom the actor stands in */
	const char *by_unit;	/* of a unit's clerk; NULL for everybody else */
	const char *unit;	/* whom the event names; NULL otherwise */
	const char *lead;	/* the unit in charge; "" none */
	uint32_t to_region;	/* where it is handed over or sent back to; 0 otherwise */
	uint32_t region;	/* where it is */
	int64_t now_ms;
	int64_t answer_due_ms;
	uint32_t returns;
	bool confidential;
	bool known;		/* something of the person is kept */
};

const char *demand_word(int kind);		/* "extension" …; NULL: none */
const char *demand_outcome_word(int outcome);	/* "open" …; NULL: none */

/* The demand an event opens; 0: none. */
enum demand_kind demand_opened(enum event_type event);
/* The stage whose rule gives that demand its time; STAGE_NONE. */
enum stage demand_stage(enum event_type event);
/* Until when a request to look (DEMAND_REVEAL) can still be agreed to, or the agreed one made use of. */
int64_t demand_reveal_until(const struct demand *demand);
/* open: the ticket's open demands, in their order. ST_CONFLICT: not while these stand or do not stand. ST_FORBIDDEN: not by this
 * person: nobody judges the own request, or that of somebody they stand in for, or closes another's order, and a unit that assists only replies. */
MUST_CHECK enum status demand_check(const struct demand *open, size_t count, const struct demand_ask *ask);
/* Is this open demand answered by the event, though it may stay open (an order, until its giver closes it)? */
bool demand_is_answered(const struct demand *demand, const struct demand_ask *ask);
/* Is its answer sent back by the event, so that it stands unanswered with a new time? */
bool demand_is_renewed(const struct demand *demand, const struct demand_ask *ask);
/* What becomes of an open demand by the event and the state it leads to; DEMAND_OPEN: it stays. */
enum demand_outcome demand_after(const struct demand *demand, const struct demand_ask *ask, enum ticket_state to);

#endif
