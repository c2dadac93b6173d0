/* Registering a public key, and taking it back; see audit_key.h. */
#include "pages/audit_key.h"

#include <string.h>

#include "base/crypto_pair.h"
#include "pages/desk_nav.h"
#include "pages/staff_session.h"
#include "web/response.h"
#include "web/view.h"

#define PEM_CHARS_MAX 400	/* of a public key of this kind 113; of others more, which are told what is wrong */

const struct field audit_key_fields[] = {
	{ "public_key", FIELD_BLOCK, 0, PEM_CHARS_MAX },
	{ "act", FIELD_CHOICE, .choices = "register remove" },
	{ 0 }
};

enum status audit_key_of_viewer(struct request *req, struct auditor_key_row *key)
{
	TRY(auditor_key_of(site_of(req)->db, req->arena, &(struct auditor_key_of_in){ req->viewer->id }, key));
	return *key->key_id ? ST_OK : ST_NOT_FOUND;
}

enum status page_audit_key_show(struct request *req)
{
	struct auditor_key_row key;
	enum status status = audit_key_of_viewer(req, &key);

	desk_nav(req);
	if (status == ST_NOT_FOUND)
		return ST_OK;
	TRY(status);
	view_set(req, "Key.Id", key.key_id);
	view_int(req, "Key.AtMs", key.at_ms);
	return ST_OK;
}

/* As the openssl command writes it; what a browser does to the last line's end does not count. */
static bool read_key(struct request *req, uint8_t key[KEY_BYTES])
{
	const char *pem = arena_printf(req->arena, "%s\n", field_text(req, "public_key"));

	return crypto_public_from_pem(req->arena, PAIR_X25519, (struct bytes){ (const uint8_t *)pem, strlen(pem) }, key) == ST_OK;
}

/* A private half that was pasted is not shown again, and is to be given up. */
static enum status refuse(struct request *req)
{
	bool private = strstr(field_text(req, "public_key"), "PRIVATE KEY") != NULL;

	request_error(req, "public_key", private ? "private_key_pasted" : "not_sealing_key");
	if (private)
		view_set(req, "Done", "1");
	return ST_INVALID;
}

static enum status put(struct request *req, const char *id, struct bytes key)
{
	struct staff staff = staff_viewer(req);

	TRY(auditor_key_put(site_of(req)->db, &(struct auditor_key_put_in){ staff.id, id, key, req->now_ms }));
	TRY(staff_acted(site_of(req)->db, &staff, "audit", *id ? "seal_key_registered" : "seal_key_removed", "", id, req->now_ms));
	return response_redirectf(req, "/audit/key");
}

enum status page_audit_key_act(struct request *req)
{
	uint8_t key[KEY_BYTES];
	char id[KEY_ID_CHARS + 1];

	if (strcmp(field_text(req, "act"), "remove") == 0)
		return put(req, "", (struct bytes){ NULL, 0 });
	if (!read_key(req, key))
		return refuse(req);
	crypto_key_id(key, id);
	return put(req, id, (struct bytes){ key, KEY_BYTES });
}
