/* Who asks and how they are answered. */
#include "pages/ticket_new.h"

#include <string.h>

#include "pages/notice_view.h"

const struct field new_contact_fields[] = {
	{ "name", FIELD_LINE, 0, 50 },
	{ "phone", FIELD_PHONE },
	{ "email", FIELD_EMAIL },
	{ "quiet", FIELD_YES },
	{ "reply_by", FIELD_CHOICE, .choices = "phone sms web", .flags = FIELD_REQUIRED },
	{ "confidential", FIELD_YES },
	{ "consent", FIELD_YES, .flags = FIELD_REQUIRED },
	{ 0 }
};

enum status page_new_contact_show(struct request *req)
{
	struct draft draft;

	TRY(new_open(req, NEW_CONTACT, &draft));
	view_notices_offered(req);
	new_show(req, &draft, new_contact_fields);
	return ST_OK;
}

enum status page_new_contact_act(struct request *req)
{
	struct draft draft;
	bool ready;

	TRY(new_begin(req, NEW_CONTACT, &draft, &ready));
	if (!ready)
		return ST_OK;
	if (!field_number(req, "consent"))	/* a "no" is given, but is no consent */
		request_error(req, "consent", "required");
	if (!field_given(req, "phone") && strcmp(field_text(req, "reply_by"), "web") != 0)
		request_error(req, "phone", "phone_for_reply");
	if (req->error_count > 0)
		return ST_INVALID;
	TRY(new_keep(req, &draft, new_contact_fields));
	TRY(draft_set(&draft, "quiet", field_number(req, "quiet") ? "yes" : "no"));
	TRY(draft_set(&draft, "confidential", field_number(req, "confidential") ? "yes" : "no"));
	TRY(draft_set(&draft, "consent", "yes"));
	return new_go_on(req, &draft);
}
