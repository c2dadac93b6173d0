/* The viewer's own sessions; see staff_sessions.h. One is named by the hash of its token, which lets nobody in. */
#include "pages/staff_sessions.h"

#include <string.h>
#include "pages/desk_nav.h"
#include "statements.h"


const struct field sessions_fields[] = {
	{ "key", FIELD_HEX, 2 * HASH_BYTES, 2 * HASH_BYTES },	/* "": all but this one */
	{ 0 }
};

static bool own_hash(const struct request *req, uint8_t hash[HASH_BYTES])
{
	uint8_t token[KEY_BYTES];

	if (!staff_session_token(req, token))
		return false;
	crypto_sha256(token, KEY_BYTES, hash);
	return true;
}

enum status page_sessions_show(struct request *req)
{
	struct session_of_staff_out *rows;
	uint8_t own[HASH_BYTES] = { 0 };
	size_t count;

	desk_nav(req);
	own_hash(req, own);
	TRY(session_of_staff_list(site_of(req)->db, req->arena, &(struct session_of_staff_in){ req->viewer->id }, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		view_setf(req, text_hex(req->arena, rows[i].token_hash.p, rows[i].token_hash.n), "Sessions.%zu.Key", i);
		view_setf(req, rows[i].program, "Sessions.%zu.Program", i);
		view_intf(req, rows[i].created_ms, "Sessions.%zu.CreatedMs", i);
		view_intf(req, rows[i].seen_ms, "Sessions.%zu.SeenMs", i);
		view_setf(req, rows[i].address, "Sessions.%zu.Address", i);
		view_setf(req, rows[i].browser, "Sessions.%zu.Browser", i);
		if (rows[i].token_hash.n == HASH_BYTES && memcmp(rows[i].token_hash.p, own, HASH_BYTES) == 0)
			view_setf(req, "1", "Sessions.%zu.This", i);
	}
	return ST_OK;
}

enum status page_sessions_act(struct request *req)
{
	struct site *site = site_of(req);
	struct staff staff = staff_viewer(req);
	uint8_t hash[HASH_BYTES];

	if (field_given(req, "key")) {
		TRY(text_from_hex(field_text(req, "key"), hash, HASH_BYTES));
		TRY(session_delete_own(site->db, &(struct session_delete_own_in){ { hash, HASH_BYTES }, staff.id }));
	} else if (own_hash(req, hash)) {
		TRY(session_delete_others(site->db, &(struct session_delete_others_in){ staff.id, { hash, HASH_BYTES } }));
	}
	TRY(staff_acted(site->db, &staff, site->program, "session_ended", "", field_given(req, "key") ? "one" : "others", req->now_ms));
	return response_redirectf(req, "/%s/sessions", site->program);
}
