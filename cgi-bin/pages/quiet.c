/* Confidential reports; see quiet.h. From the first question on they are matters like any other. */
#include "pages/quiet.h"

#include "base/config.h"
#include "pages/portal_visit.h"
#include "pages/ticket_new.h"

enum status page_quiet_show(struct request *req)
{
	visit_begin(req);
	return ST_OK;
}

enum status page_quiet_act(struct request *req)
{
	static const struct draft_value answers[] = { { "kind", "complaint" }, { "confidential", "yes" }, { "reply_by", "web" } };
	struct draft draft;

	TRY(visit_open(req, &draft));
	visit_renew(req, &draft);
	visit_hush(req);
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++)
		TRY(draft_set(&draft, answers[i].name, answers[i].value));
	TRY(visit_save(req, &draft));
	return response_redirect(req, new_path(NEW_REGION));
}

enum status page_leave_show(struct request *req)
{
	TRY(visit_forget(req));
	return response_leave(req, config_text(site_of(req)->config, "site.exit_url"));
}
