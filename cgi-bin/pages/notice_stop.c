/* Ending notices; see notice_stop.h. */
#include "pages/notice_stop.h"

#include "domain/contact.h"
#include "pages/portal_visit.h"
#include "statements.h"

const struct field notice_stop_fields[] = {
	{ "t", FIELD_HEX, 2 * CONTACT_TOKEN_BYTES, 2 * CONTACT_TOKEN_BYTES, FIELD_REQUIRED },
	{ 0 }
};

enum status page_notice_stop_show(struct request *req)
{
	const char *token = params_get(&req->query, "t");

	visit_begin(req);
	field_show(req, "t", token ? token : "");
	return ST_OK;
}

/* The same answer whether or not the token is one of ours: there is nothing to learn here. */
enum status page_notice_stop_act(struct request *req)
{
	uint8_t hash[HASH_BYTES];

	visit_begin(req);
	view_flag(req, "Stopped", true);
	if (contact_token_hash(field_text(req, "t"), hash) != ST_OK)
		return ST_OK;
	return notice_contact_stop(site_of(req)->db, &(struct notice_contact_stop_in){ { hash, HASH_BYTES } });
}
