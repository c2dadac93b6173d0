/* A move that staff make on a ticket: rights, clocks, words, unit; one place for the intake screen and the ticket screen. */
#ifndef PAGES_DESK_MOVE_H
#define PAGES_DESK_MOVE_H

#include "pages/staff_session.h"

/* What each move asks for. */
struct desk_form {
	enum event_type event;
	const char *text_field;		/* of the event: "reply", "reason" …; NULL: none */
	bool text_required;
	bool unit_required;
};

/* NULL: staff cannot make this move from a form. */
const struct desk_form *desk_form(enum event_type event);

/* Makes the move. version 0: whatever it is. intent: hex, the same for repeats. ST_NOT_FOUND out of reach;
 * ST_CONFLICT, ST_FORBIDDEN as the flow says; ST_INVALID with request errors. */
MUST_CHECK enum status desk_move(struct request *req, const char *number, int event, const char *text, const char *unit,
				 const char *intent, uint32_t version);
/* Units.N.{Code,Name} of the viewer's province (all for the nation is too many: none). */
MUST_CHECK enum status desk_show_units(struct request *req);

#endif
