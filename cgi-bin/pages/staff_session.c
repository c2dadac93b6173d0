/* Sessions of staff; see staff_session.h. */
#include "pages/staff_session.h"

#include <string.h>

#include "base/limits.h"
#include "domain/number.h"
#include "domain/rank.h"

#define SESSION_COOKIE "session"

const struct field login_fields[] = {
	{ "login", FIELD_LINE, 1, 40, FIELD_REQUIRED },
	{ "passphrase", FIELD_SECRET, 1, LIMIT_PASSPHRASE_CHARS, FIELD_REQUIRED },
	{ "totp", FIELD_LINE, 6, 6, FIELD_REQUIRED },
	{ 0 }
};

static const char *cookie_name(const struct request *req)
{
	return strcmp(site_of(req)->program, "audit") == 0 ? "audit_" SESSION_COOKIE : SESSION_COOKIE;
}

bool staff_session_token(const struct request *req, uint8_t token[KEY_BYTES])
{
	const char *cookie = request_cookie(req, cookie_name(req));

	return cookie && text_from_hex(cookie, token, KEY_BYTES) == ST_OK;
}

static const char *csrf_of(struct arena *arena, const uint8_t token[KEY_BYTES])
{
	uint8_t csrf[KEY_BYTES];

	crypto_derive(token, KEY_BYTES, "form token", csrf);
	return text_hex(arena, csrf, 16);
}

enum status staff_authenticate(struct request *req)
{
	struct site *site = site_of(req);
	struct viewer *viewer;
	struct staff staff;
	uint8_t token[KEY_BYTES];
	enum status status;

	if (!staff_session_token(req, token))
		return ST_OK;
	status = session_load(site->db, req->arena, site->program, token, !(req->route->flags & ROUTE_BY_ITSELF), req->now_ms, &staff);
	if (status == ST_NOT_FOUND)
		return ST_OK;
	TRY(status);
	viewer = ARENA_NEW(req->arena, struct viewer);
	*viewer = (struct viewer){
		.id = staff.id, .login = staff.login, .name = staff.name, .role = staff.role,
		.role_word = role_word((int)staff.role), .region = staff.region, .province = staff.province,
		.unit = staff.unit, .csrf = csrf_of(req->arena, token),
	};
	req->viewer = viewer;
	return ST_OK;
}

static const char *home(const struct request *req)
{
	return strcmp(site_of(req)->program, "audit") == 0 ? "/audit/" : "/admin/";
}

/* Where the work is: the administrators of the system and of its security have no tickets. */
static const char *desk_of(const struct request *req, enum role role)
{
	if (role == ROLE_SECURITY_ADMIN)
		return "/admin/people";
	return role == ROLE_SYSTEM_ADMIN ? "/admin/health" : home(req);
}

enum status page_login_show(struct request *req)
{
	if (req->viewer)
		return response_redirect(req, desk_of(req, (enum role)req->viewer->role));
	return ST_OK;
}

/* Which roles each program lets in: an auditor has no business at the desk, nor an agent in the audit. */
static bool belongs(const struct site *site, enum role role)
{
	bool auditor = role & AUDITORS;

	return strcmp(site->program, "audit") == 0 ? auditor : !auditor;
}

/* What the browser calls itself, as far as it can be shown. */
static const char *browser_of(const struct request *req)
{
	char *name = arena_strndup(req->arena, req->browser, strnlen(req->browser, LIMIT_BROWSER_CHARS));

	for (char *c = name; *c; c++)
		if (*c < ' ' || *c > '~')
			*c = '?';
	return name;
}

enum status page_login_act(struct request *req)
{
	struct site *site = site_of(req);
	struct staff staff;
	uint8_t token[KEY_BYTES];
	const struct sign_in_place place = { site->program, req->address, browser_of(req) };
	enum status status = sign_in(site->db, req->arena, site->totp_key, &place, field_text(req, "login"),
				     field_text(req, "passphrase"), text_half_width(req->arena, field_text(req, "totp")),
				     req->now_ms, &staff, token);

	if (status == ST_OK && !belongs(site, staff.role)) {
		TRY(session_end(site->db, token));
		status = ST_FORBIDDEN;
	}
	if (status == ST_FORBIDDEN) {
		request_error(req, "login", "login_refused");
		return ST_INVALID;
	}
	TRY(status);
	TRY(staff_acted(site->db, &staff, site->program, "signed_in", "", "", req->now_ms));
	response_cookie(req, cookie_name(req), text_hex(req->arena, token, KEY_BYTES), 0, SAME_SITE_STRICT);
	return response_redirect(req, desk_of(req, staff.role));
}

enum status page_logout_show(struct request *req)
{
	return response_redirect(req, home(req));
}

enum status page_logout_act(struct request *req)
{
	uint8_t token[KEY_BYTES];

	if (staff_session_token(req, token))
		TRY(session_end(site_of(req)->db, token));
	response_cookie(req, cookie_name(req), "0", -1, SAME_SITE_STRICT);
	return response_redirectf(req, "%slogin", home(req));
}

struct staff staff_viewer(const struct request *req)
{
	const struct viewer *v = req->viewer;

	return (struct staff){ v->id, v->login, v->name, (enum role)v->role, v->region, v->province, v->unit };
}

bool staff_covers(const struct request *req, uint32_t region, const char *unit)
{
	if (req->viewer->role == ROLE_UNIT)
		return *req->viewer->unit && text_equal(unit, req->viewer->unit);
	return region_covers(req->viewer->region, region);
}

bool staff_reaches(const struct request *req, const char *number, uint32_t region, const char *unit)
{
	return staff_covers(req, region, unit) ||
	       (req->viewer->role != ROLE_UNIT && region_covers(req->viewer->region, number_region(number)));
}
