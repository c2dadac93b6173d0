/* Notices on pages; see notice_view.h. */
#include "pages/notice_view.h"

#include <string.h>

#include "pages/site.h"
#include "web/view.h"

void view_notices_offered(struct request *req)
{
	const char *offered = config_text(site_of(req)->config, "notice.offered");

	view_flag(req, "Offered.Any", *offered != '\0');
	view_flag(req, "Offered.Mail", strstr(offered, "smtp") != NULL);
}
