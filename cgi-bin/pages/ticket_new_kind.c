/* What kind of matter it is; begins the next one when the last is filed. */
#include "pages/ticket_new.h"

#include "domain/ticket.h"
#include "pages/ticket_submit.h"

const struct field new_kind_fields[] = {
	{ "kind", FIELD_CHOICE, .choices = "complaint inquiry suggestion", .flags = FIELD_REQUIRED },
	{ 0 }
};

/* A matter that is filed makes way for the next one, also when its receipt was never looked at. */
static enum status renew_if_filed(struct request *req, struct draft *draft)
{
	const char *number = draft_get(draft, "number");
	enum status status = ST_OK;

	if (!*number && *draft_get(draft, "consent")) {
		status = draft_is_filed(req, draft, &number);
		if (status != ST_OK)
			return status == ST_NOT_FOUND ? ST_OK : status;
	}
	if (*number)
		visit_renew(req, draft);
	return ST_OK;
}

enum status page_new_kind_show(struct request *req)
{
	const char *kind = field_text(req, "kind");	/* from a link on the home page */
	struct draft draft;

	TRY(visit_open(req, &draft));
	TRY(renew_if_filed(req, &draft));
	view_int(req, "Step.Number", 1);
	field_show(req, "kind", *kind ? kind : draft_get(&draft, "kind"));
	return ST_OK;
}

enum status page_new_kind_act(struct request *req)
{
	struct draft draft;

	TRY(visit_open(req, &draft));
	TRY(new_keep(req, &draft, new_kind_fields));
	return new_go_on(req, &draft);
}
