/* Where a ticket comes from; see legacy_view.h. */
#include "pages/legacy_view.h"

#include "domain/ticket.h"
#include "pages/site.h"
#include "statements.h"
#include "web/view.h"

enum status legacy_show(struct request *req, const struct ticket_row *ticket)
{
	struct legacy_ticket_of_out legacy;
	enum status status;

	if (ticket->source != SOURCE_LEGACY)
		return ST_OK;
	status = legacy_ticket_of(site_of(req)->db, req->arena, &(struct legacy_ticket_of_in){ ticket->id }, &legacy);
	if (status != ST_OK)	/* one that was split off it is of the same source, and new */
		return status == ST_NOT_FOUND ? ST_OK : status;
	view_set(req, "Legacy.Origin", legacy.origin);
	view_set(req, "Legacy.Number", legacy.number);
	view_int(req, "Legacy.FiledMs", legacy.filed_ms);
	view_int(req, "Legacy.ClosedMs", legacy.closed_ms);
	view_int(req, "Legacy.DueMs", legacy.due_ms);
	return ST_OK;
}
