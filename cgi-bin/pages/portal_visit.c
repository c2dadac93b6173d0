/* One visit of the public; see portal_visit.h. */
#include "pages/portal_visit.h"

#include <string.h>

#include "base/limits.h"

#define VISIT_COOKIE "visit"
#define DRAFT_COOKIE "draft"	/* there is something to load; most visitors have nothing yet */
#define QUIET_COOKIE "quiet"	/* nginx looks for it too: site.conf */

/* The secret in the cookie; false when there is none of the right form. */
static bool cookie_secret(const struct request *req, uint8_t secret[KEY_BYTES])
{
	const char *cookie = request_cookie(req, VISIT_COOKIE);

	return cookie && text_from_hex(cookie, secret, KEY_BYTES) == ST_OK;
}

const char *visit_token(struct request *req)
{
	struct draft draft = { 0 };

	return cookie_secret(req, draft.secret) ? draft_token(&draft, req->arena) : NULL;
}

static void set_cookie(struct request *req, const struct draft *draft)
{
	response_cookie(req, VISIT_COOKIE, draft_cookie(draft, req->arena), 0, SAME_SITE_LAX);
	web_set_token(req, draft_token(draft, req->arena));
}

static void show_quiet(struct request *req)
{
	view_flag(req, "Page.Quiet", request_cookie(req, QUIET_COOKIE) != NULL);
}

enum status visit_open(struct request *req, struct draft *draft)
{
	show_quiet(req);
	*draft = (struct draft){ 0 };
	if (request_cookie(req, DRAFT_COOKIE) || !cookie_secret(req, draft->secret))
		TRY(draft_open(site_of(req)->db, req->arena, request_cookie(req, VISIT_COOKIE), req->now_ms, draft));
	if (draft->fresh)
		set_cookie(req, draft);
	return ST_OK;
}

void visit_begin(struct request *req)
{
	struct draft draft = { 0 };

	show_quiet(req);
	if (cookie_secret(req, draft.secret))
		return;
	crypto_random(draft.secret, KEY_BYTES);
	set_cookie(req, &draft);
}

void visit_renew(struct request *req, struct draft *draft)
{
	*draft = (struct draft){ .fresh = true };
	crypto_random(draft->secret, KEY_BYTES);
	set_cookie(req, draft);
}

enum status visit_save(struct request *req, const struct draft *draft)
{
	if (!request_cookie(req, DRAFT_COOKIE))
		response_cookie(req, DRAFT_COOKIE, "1", 0, SAME_SITE_LAX);
	return draft_save(site_of(req)->db, req->arena, draft, req->now_ms);
}

void visit_hush(struct request *req)
{
	response_cookie(req, QUIET_COOKIE, "1", 0, SAME_SITE_LAX);
}

enum status visit_forget(struct request *req)
{
	static const char *const cookies[] = { VISIT_COOKIE, DRAFT_COOKIE, QUIET_COOKIE };
	struct draft draft = { 0 };

	if (cookie_secret(req, draft.secret))
		TRY(draft_forget(site_of(req)->db, &draft));
	for (size_t i = 0; i < sizeof(cookies) / sizeof(cookies[0]); i++)
		response_cookie(req, cookies[i], "", -1, SAME_SITE_LAX);
	return ST_OK;
}
