/* A move that staff make on a ticket: rights, clocks, words, unit; one place for the intake screen and the ticket screen. */
#ifndef PAGES_DESK_MOVE_H
#define PAGES_DESK_MOVE_H

#include "domain/event.h"
#include "pages/staff_session.h"
#include "statements.h"

/* What each move asks for. */
struct desk_form {
	enum event_type event;
	const char *text_field;		/* of the event: "reply", "reason" …; NULL: none */
	bool text_required;
	bool unit_required;
	bool days_required;		/* how many: of an extension */
	bool region_required;		/* to where it is handed over */
	bool person_required;		/* who is to have it */
	size_t text_min;		/* characters; 0: any */
	bool acted;			/* it stands in the trail of acts too */
};

/* What was typed. */
struct desk_asked {
	const char *text;
	const char *unit;
	const char *intent;	/* hex, the same for repeats */
	uint32_t version;	/* 0: whatever it is */
	uint32_t days;
	uint32_t region;
	uint32_t person;
	const struct event_fact *facts;	/* beyond those of every move */
	size_t fact_count;
};

/* NULL: staff cannot make this move from a form. */
const struct desk_form *desk_form(enum event_type event);

/* Makes the move. ST_NOT_FOUND out of reach; ST_CONFLICT, ST_FORBIDDEN as the flow and the demands say; ST_INVALID with
 * request errors. */
MUST_CHECK enum status desk_move(struct request *req, const char *number, int event, const struct desk_asked *asked);
/* May the viewer see it: in the own region, a unit's own, or one that it assists with? ST_NOT_FOUND: out of reach looks the same
 * as not there. */
MUST_CHECK enum status desk_reaches(struct request *req, const struct ticket_row *ticket);
/* May the viewer work on it? Who only looks, because it was filed there and handed over, takes notes and closes own orders. */
bool desk_may(const struct request *req, const struct ticket_row *ticket, enum event_type event);
/* The viewer's unit as a move takes it; NULL for who is not of a unit. */
const char *desk_by_unit(const struct request *req);
/* Targets.N.{Code,Name}: where the ticket can be handed over to: the other cities of its province, and the other provinces. */
void desk_show_targets(struct request *req, const struct ticket_row *ticket);
/* Units.N.{Code,Name} of the viewer's province (all for the nation is too many: none). */
MUST_CHECK enum status desk_show_units(struct request *req);

#endif
