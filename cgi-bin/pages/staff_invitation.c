/* Invitations of staff; see staff_invitation.h.
 *
 * The one-time secret is derived from the token and from a cookie that this page sets: whoever made the link knows the one, and only the
 * invited browser the other. Nothing is kept between showing the secret and proving it.
 */
#include "pages/staff_invitation.h"

#include <string.h>

#include "base/limits.h"
#include "pages/qr_view.h"
#include "store/invitation.h"

#define ENROL_COOKIE "enrol"

const struct field invitation_fields[] = {
	{ "t", FIELD_HEX, 2 * KEY_BYTES, 2 * KEY_BYTES },
	{ "passphrase", FIELD_SECRET, 1, LIMIT_PASSPHRASE_CHARS, FIELD_REQUIRED },
	{ "again", FIELD_SECRET, 1, LIMIT_PASSPHRASE_CHARS, FIELD_REQUIRED },
	{ "totp", FIELD_LINE, 6, 6, FIELD_REQUIRED },
	{ 0 }
};

/* Of the link itself when it is opened, of the form when it comes back. */
static bool token_of(const struct request *req, uint8_t token[KEY_BYTES])
{
	const char *text = req->method == METHOD_POST ? field_text(req, "t") : params_get(&req->query, "t");

	return text && text_from_hex(text, token, KEY_BYTES) == ST_OK;
}

static void browser_key(struct request *req, uint8_t key[KEY_BYTES])
{
	const char *cookie = request_cookie(req, ENROL_COOKIE);

	if (cookie && text_from_hex(cookie, key, KEY_BYTES) == ST_OK)
		return;
	crypto_random(key, KEY_BYTES);
	response_cookie(req, ENROL_COOKIE, text_hex(req->arena, key, KEY_BYTES), 0, SAME_SITE_LAX);
}

static void secret_of(struct request *req, const uint8_t token[KEY_BYTES], uint8_t secret[KEY_BYTES])
{
	uint8_t both[2 * KEY_BYTES];

	memcpy(both, token, KEY_BYTES);
	browser_key(req, both + KEY_BYTES);
	crypto_derive(both, sizeof(both), "totp secret", secret);	/* its first TOTP_SECRET_BYTES */
}

/* The key as a person types it: groups of four. */
static const char *grouped(struct arena *arena, const char *text)
{
	struct buf buf = buf_new(arena, 64);

	for (size_t i = 0; text[i]; i++) {
		if (i > 0 && i % 4 == 0)
			buf_add(&buf, " ", 1);
		buf_add(&buf, text + i, 1);
	}
	return arena_strndup(arena, buf.text, buf.len);
}

static void show_secret(struct request *req, const struct staff *staff, const uint8_t token[KEY_BYTES])
{
	uint8_t secret[KEY_BYTES];
	const char *key;

	secret_of(req, token, secret);
	key = text_base32(req->arena, secret, TOTP_SECRET_BYTES);
	view_set(req, "Invited.Key", grouped(req->arena, key));
	view_qr(req, "Qr", arena_printf(req->arena, "otpauth://totp/12328:%s?secret=%s&issuer=12328", staff->login, key));
}

enum status page_invitation_show(struct request *req)
{
	uint8_t token[KEY_BYTES];
	struct staff staff;
	enum status status;

	if (!token_of(req, token))
		return ST_OK;
	status = invitation_open(site_of(req)->db, req->arena, token, req->now_ms, &staff);
	if (status == ST_NOT_FOUND)
		return ST_OK;
	TRY(status);
	view_set(req, "Invited.Login", staff.login);
	view_set(req, "Invited.Name", staff.name);
	view_set(req, "Invited.Role", role_word((int)staff.role));
	view_set(req, "Invited.Token", text_hex(req->arena, token, KEY_BYTES));
	show_secret(req, &staff, token);
	return ST_OK;
}

static enum status check_choice(struct request *req, const struct staff *staff, const uint8_t secret[KEY_BYTES])
{
	const char *passphrase = field_text(req, "passphrase");

	if (text_chars(passphrase) < LIMIT_PASSPHRASE_CHARS_MIN)
		request_error_range(req, "passphrase", "passphrase_short", LIMIT_PASSPHRASE_CHARS_MIN, LIMIT_PASSPHRASE_CHARS);
	else if (strstr(passphrase, staff->login))
		request_error(req, "passphrase", "passphrase_login");
	else if (strcmp(passphrase, field_text(req, "again")) != 0)
		request_error(req, "again", "passphrase_again");
	if (!staff_code_holds(secret, TOTP_SECRET_BYTES, text_half_width(req->arena, field_text(req, "totp")), req->now_ms))
		request_error(req, "totp", "code_wrong");
	return req->error_count ? ST_INVALID : ST_OK;
}

enum status page_invitation_act(struct request *req)
{
	struct site *site = site_of(req);
	uint8_t token[KEY_BYTES], secret[KEY_BYTES];
	struct staff staff;
	enum status status;

	if (!token_of(req, token))
		return response_redirect(req, "/admin/invitation");
	status = invitation_open(site->db, req->arena, token, req->now_ms, &staff);
	if (status == ST_NOT_FOUND)
		return response_redirect(req, "/admin/invitation");
	TRY(status);
	secret_of(req, token, secret);
	TRY(check_choice(req, &staff, secret));
	status = invitation_take(site->db, req->arena, site->totp_key, token, field_text(req, "passphrase"), secret, req->now_ms);
	if (status == ST_NOT_FOUND)
		return response_redirect(req, "/admin/invitation");
	TRY(status);
	TRY(staff_acted(site->db, &staff, site->program, "factors_chosen", staff.login, "", req->now_ms));
	response_cookie(req, ENROL_COOKIE, "0", -1, SAME_SITE_LAX);
	return response_redirect(req, staff.role & (ROLE_AUDITOR | ROLE_AUDIT_ADMIN) ? "/audit/login" : "/admin/login");
}

void view_invitation(struct request *req, const char *login, const uint8_t token[KEY_BYTES])
{
	view_set(req, "Fresh.Login", login);
	view_set(req, "Fresh.Link", arena_printf(req->arena, "%s/admin/invitation?t=%s", config_text(site_of(req)->config, "site.base_url"),
						 text_hex(req->arena, token, KEY_BYTES)));
}
