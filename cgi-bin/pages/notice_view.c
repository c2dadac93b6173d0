/* Notices on pages; see notice_view.h. */
#include "pages/notice_view.h"

#include <string.h>

#include "domain/notice.h"
#include "pages/site.h"
#include "statements.h"
#include "web/view.h"

void view_notices_offered(struct request *req)
{
	const char *offered = config_text(site_of(req)->config, "notice.offered");

	view_flag(req, "Offered.Any", *offered != '\0');
	view_flag(req, "Offered.Sms", strstr(offered, "sms") != NULL);
	view_flag(req, "Offered.Mail", strstr(offered, "smtp") != NULL);
}

enum status view_notices(struct request *req, uint64_t ticket_id)
{
	struct notices_of_ticket_out *rows;
	size_t count;

	TRY(notices_of_ticket_list(site_of(req)->db, req->arena, &(struct notices_of_ticket_in){ ticket_id }, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		view_setf(req, notice_word((int)rows[i].kind), "Notices.%zu.Kind", i);
		view_setf(req, notice_channel_word((int)rows[i].channel), "Notices.%zu.Channel", i);
		view_setf(req, notice_state_word((int)rows[i].state), "Notices.%zu.State", i);
		view_intf(req, rows[i].done_ms ? rows[i].done_ms : rows[i].made_ms, "Notices.%zu.AtMs", i);
	}
	return ST_OK;
}
