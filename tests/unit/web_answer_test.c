/* Are a route's columns enforced before a handler runs, and does nothing hostile reach a header, a page or the disk? */
#include "site.h"

enum { AGENT = 2, AUDITOR = 4 };

static int acted;
static enum status next_status;
static const char *next_error;

static enum status show(struct request *req)
{
	(void)req;
	return ST_OK;
}

static enum status act(struct request *req)
{
	acted++;
	if (next_error)
		request_error(req, "content", next_error);
	return next_status == ST_OK ? response_redirectf(req, "/done?n=%d", acted) : next_status;
}

static enum status stream(struct request *req)
{
	TRY(response_stream(req, "text/csv; charset=utf-8", "导出\r\nX-Evil: 1\".csv"));
	for (int i = 0; i < 1000; i++)
		TRY(stream_printf(req, "%d\n", i));
	return ST_OK;
}

static enum status half_a_stream(struct request *req)
{
	TRY(response_stream(req, "text/csv", NULL));
	TRY(stream_write(req, "half", 4));
	return ST_TIMEOUT;
}

static enum status redirect(struct request *req)
{
	const char *to = params_get(&req->query, "to");

	return response_redirect(req, to);
}

static enum status header(struct request *req)
{
	TRY(response_header(req, "X-Name", params_get(&req->query, "v")));
	return response_text(req, "text/plain", "ok");
}

static enum status whole_memory(struct request *req)
{
	for (int i = 0; i < 1000; i++)
		arena_alloc(req->arena, 100 * 1024);
	return ST_OK;
}

static enum status come_to(struct request *req)
{
	(void)req;
	return next_status;
}

static enum status set_cookie(struct request *req)
{
	response_cookie(req, "session", "00ff", 60, SAME_SITE_STRICT);
	return response_text(req, "text/plain", request_cookie(req, "session") ? request_cookie(req, "session") : "none");
}

static const struct field fields[] = {
	{ "content", FIELD_BLOCK, 2, 10, FIELD_REQUIRED },
	{ "reply_by", FIELD_CHOICE, .choices = "phone sms" },
	{ "happened_at", FIELD_TIME },
	{ "attachment", FIELD_FILE, .max = 2 },
	{ "passphrase", FIELD_SECRET },
	{ 0 }
};

static const struct field one_file[] = { { "file", FIELD_FILE, .max = 1 }, { 0 } };

static const struct route routes[] = {
	{ "/", .show = show, .template = "page" },
	{ "/form", .fields = fields, .show = show, .act = act, .template = "form" },
	{ "/desk/{number}", AGENT | AUDITOR, .show = show, .template = "page" },
	{ "/desk/{number}/edit", AGENT, .fields = fields, .show = show, .act = act, .template = "form" },
	{ "/login", .csrf = CSRF_ORIGIN, .fields = fields, .show = show, .act = act, .template = "form" },
	{ "/machine", .csrf = CSRF_NONE, .act = act, .flags = ROUTE_ANY_FIELDS },
	{ "/one", .csrf = CSRF_NONE, .fields = one_file, .act = act },
	{ "/status", .show = show, .template = "page", .flags = ROUTE_CACHE },
	{ "/stream", .show = stream },
	{ "/half", .show = half_a_stream },
	{ "/redirect", .show = redirect },
	{ "/header", .show = header },
	{ "/memory", .show = whole_memory },
	{ "/fail", .show = come_to },
	{ "/cookie", .show = set_cookie },
	{ 0 }
};

static const struct viewer agent = { 7, "wang", "王<b>", AGENT, "agent", 440300, 440000, "", "0123456789abcdef" };

static enum status start(const struct config *config, struct arena *process, void **site)
{
	(void)config;
	(void)process;
	*site = NULL;
	return ST_OK;
}

static enum status authenticate(struct request *req)
{
	const char *session = request_cookie(req, "session");

	if (session && strcmp(session, "down") == 0)
		return ST_UNAVAILABLE;
	req->viewer = session ? &agent : NULL;
	return ST_OK;
}

static const char *token(struct request *req)
{
	return req->viewer ? req->viewer->csrf : "public-token";
}

static const struct web_program program = {
	.name = "test", .routes = routes, .login = "/login", .start = start, .authenticate = authenticate, .token = token,
};

static void set_up(void)
{
	site_make();
	site_file("page.cs", "<?cs var:L.title ?>|<?cs var:Viewer.Name ?>|<?cs var:Static.app_css ?>|<?cs var:Page.Lang ?>|<?cs var:Page.Elder ?>");
	site_file("form.cs", "<?cs each:e = Errors ?>{<?cs var:e.Field ?>:<?cs var:e.Text ?>}<?cs /each ?>"
			     "<textarea><?cs var:Form.content.Value ?></textarea><?cs var:Form.content.Error ?>"
			     "<?cs if:Form.reply_by.Is.sms ?>sms<?cs /if ?><?cs var:Form.passphrase.Value ?>"
			     "<?cs var:Form.happened_at_year.Value ?><input name=\"token\" value=\"<?cs var:Page.Token ?>\">");
	acted = 0;
	next_status = ST_OK;
	next_error = NULL;
	site_open(&program, "");
}

#define POST .method = "POST"
#define MULTIPART .type = "multipart/form-data; boundary=XyZ"
#define TOKEN "token=public-token&"

/* ---- columns ------------------------------------------------------------------------------------ */

static const struct { struct client client; int code; int acted; const char *has; } asked[] = {
	{ { .path = "/" }, 200, 0, "标题||/static/app.0a1b2c3d.css|zh-CN|" },
	{ { .path = "/", .query = "lang=en" }, 200, 0, "Title||/static/app.0a1b2c3d.css|en|" },
	{ { .path = "/", .cookie = "lang=en; elder=1", .language = "zh" }, 200, 0, "Title||/static/app.0a1b2c3d.css|en|1" },
	{ { .path = "/", .language = "en-GB,en;q=0.5" }, 200, 0, "Title" },
	{ { .path = "/", .query = "utm=1&utm=2&x=%zz" }, 200, 0, "标题" },
	{ { .path = "/nowhere" }, 404, 0, "[404 not_found 0123456789abcdef0123456789abcdef 标题]" },
	{ { .path = "/form/" }, 200, 0, "public-token" },
	{ { .path = "//form" }, 400, 0, "[400 invalid" },
	{ { .path = "/desk/../form" }, 400, 0, "[400" },
	{ { .path = "/desk/\xff" }, 400, 0, "[400" },
	{ { .path = "/desk/a\x01" }, 400, 0, "[400" },
	{ { .path = NULL }, 400, 0, "[400" },
	{ { .path = "/", .query = "=1" }, 400, 0, "[400" },
	{ { .method = "BREW", .path = "/" }, 400, 0, "[400" },
	{ { .method = "HEAD", .path = "/" }, 200, 0, "Content-Length: 39" },
	{ { POST, .path = "/", .body = "" }, 405, 0, "Allow: GET, HEAD\r\n" },
	{ { .path = "/machine" }, 405, 0, "Allow: POST\r\n" },
	{ { POST, .path = "/healthz" }, 405, 0, "[405 wrong_method" },

	{ { .path = "/desk/7", .query = "a=b&c=好" }, 303, 0, "Location: /login?back=/desk/7%3Fa%3Db%26c%3D%E5%A5%BD\r\n" },
	{ { POST, .path = "/desk/7/edit", .body = TOKEN "content=xxx" }, 403, 0, "[403 forbidden" },
	{ { .path = "/desk/7", .cookie = "session=1" }, 200, 0, "|王&lt;b&gt;|" },
	{ { .path = "/desk/7", .cookie = "session=down" }, 503, 0, "Retry-After" },

	{ { POST, .path = "/form", .body = TOKEN "content=ok" }, 303, 1, "Location: /done?n=1\r\n" },
	{ { POST, .path = "/form", .query = "content=ok", .body = TOKEN }, 422, 0, "{content:请填写内容}" },
	{ { POST, .path = "/form", .query = "token=public-token", .body = "content=ok" }, 403, 0, "{:表单已过期}" },
	{ { POST, .path = "/form", .body = "content=ok&token=public-tokex" }, 403, 0, "<textarea>ok</textarea>" },
	{ { POST, .path = "/form", .body = "content=ok&token=" }, 403, 0, "{:表单已过期}" },
	{ { POST, .path = "/form", .body = TOKEN "token=public-token&content=ok" }, 403, 0, "{:表单已过期}" },
	{ { POST, .path = "/form", .body = TOKEN "content=ok", .fetch_site = "same-origin" }, 303, 1, "" },
	{ { POST, .path = "/form", .body = TOKEN "content=ok", .fetch_site = "cross-site" }, 403, 0, "{:表单已过期}" },
	{ { POST, .path = "/form", .body = TOKEN "content=ok", .fetch_site = "same-site" }, 403, 0, "{:表单已过期}" },
	{ { POST, .path = "/form", .body = TOKEN "content=ok", .origin = "http://127.0.0.1:12328" }, 303, 1, "" },
	{ { POST, .path = "/form", .body = TOKEN "content=ok", .origin = "http://evil.example" }, 403, 0, "{:表单已过期}" },
	{ { POST, .path = "/form", .body = TOKEN "content=ok", .origin = "null" }, 403, 0, "{:表单已过期}" },
	{ { POST, .path = "/login", .body = "content=ok" }, 303, 1, "" },
	{ { POST, .path = "/login", .body = "content=ok", .fetch_site = "cross-site" }, 403, 0, "" },
	{ { POST, .path = "/machine", .body = "whatever=1", .fetch_site = "cross-site" }, 303, 1, "" },

	{ { POST, .path = "/form", .body = TOKEN "content=" }, 422, 0, "{content:请填写内容}" },
	{ { POST, .path = "/form", .body = TOKEN "content=12345678901", .language = "en" }, 422, 0,
	  "{content:what happened may have 10 characters}" },
	{ { POST, .path = "/form", .body = TOKEN "content=1", .language = "en" }, 422, 0, "{content:Say more}" },
	{ { POST, .path = "/form", .body = TOKEN "content=<script>%22%27&reply_by=sms&x=1" }, 422, 0,
	  "{:unknown_field}<textarea>&lt;script&gt;&quot;&#39;</textarea>sms" },
	{ { POST, .path = "/form", .body = TOKEN "content=%zz" }, 422, 0, "{content:encoding}<textarea>%zz" },
	{ { POST, .path = "/form", .body = TOKEN "content=a%ff" }, 422, 0, "{content:encoding}<textarea>a\xef\xbf\xbd<" },
	{ { POST, .path = "/form", .body = TOKEN "content=ab&content=cd" }, 422, 0, "{content:repeated}<textarea>ab<" },
	{ { POST, .path = "/form", .body = TOKEN "content=ab&passphrase=s3cret&reply_by=fax" }, 422, 0, "{reply_by:choice}" },
	{ { POST, .path = "/form", .body = TOKEN "content=ab&happened_at_year=2025&happened_at_month=&happened_at_day=3" }, 422, 0,
	  "{happened_at:time}<textarea>ab</textarea>2025" },
	{ { POST, .path = "/form", .body = TOKEN "content=ab&happened_at_year=2025&happened_at_month=2&happened_at_day=3" }, 303, 1, "" },

	{ { POST, .path = "/form", .body = TOKEN, .length = "100" }, 400, 0, "[400 invalid" },
	{ { POST, .path = "/form", .body = TOKEN, .length = "-1" }, 400, 0, "[400" },
	{ { POST, .path = "/form", .body = TOKEN, .length = "" }, 400, 0, "[400" },
	{ { POST, .path = "/form", .body = TOKEN "content=abcdef", .cut_after = 10 }, 400, 0, "[400" },
	{ { POST, .path = "/form", .body = TOKEN, .length = "1048577" }, 413, 0, "[413 too_large" },
	{ { POST, .path = "/form", .body = "{}", .type = "application/json" }, 400, 0, "[400" },
	{ { POST, .path = "/form", .body = "x", .type = "multipart/form-data" }, 400, 0, "[400" },
	{ { POST, .path = "/form", MULTIPART, .body = "x", .length = "199229441" }, 413, 0, "[413" },
	{ { POST, .path = "/one", MULTIPART, .body = "x", .length = "22020097" }, 413, 0, "[413" },
	{ { POST, .path = "/one", MULTIPART, .body = "x", .length = "22020096" }, 400, 0, "[400" },
	{ { POST, .path = "/form", MULTIPART, .body = "--XyZ\r\nContent-Disposition: form-data; name=token\r\n\r\npublic-token\r\n"
	    "--XyZ\r\nContent-Disposition: form-data; name=content\r\n\r\nok\r\n--XyZ--" }, 303, 1, "" },
	{ { POST, .path = "/form", MULTIPART, .body = "--XyZ\r\nContent-Disposition: form-data; name=token\r\n\r\npublic-token\r\n"
	    "--XyZ\r\nContent-Disposition: form-data; name=content\r\n\r\nok\r\n"
	    "--XyZ\r\nContent-Disposition: form-data; name=content; filename=a\r\n\r\nok\r\n--XyZ--" }, 422, 0, "{:unknown_field}" },
	{ { POST, .path = "/form", MULTIPART, .body = "--XyZ\r\nContent-Disposition: form-data; name=token\r\n\r\npublic-token\r\n"
	    "--XyZ\r\nContent-Disposition: form-data; name=content\r\n\r\nkept\r\n"
	    "--XyZ\r\nContent-Disposition: form-data; name=attachment; filename=a\r\n\r\n\r\n--XyZ--" }, 422, 0,
	  "{attachment:file_empty}<textarea>kept<" },
	{ { POST, .path = "/form", MULTIPART, .body = "--XyZ\r\nContent-Disposition: form-data; name=token\r\n\r\npublic-token\r\n"
	    "--XyZ\r\nContent-Disposition: form-data; name=content\r\n\r\nkept\r\n" }, 400, 0, "[400" },

	{ { .path = "/redirect", .query = "to=/a%3Fb%3Dc" }, 303, 0, "Location: /a?b=c\r\n" },
	{ { .path = "/redirect", .query = "to=/%E5%A5%BD" }, 303, 0, "Location: /%E5%A5%BD\r\n" },
	{ { .path = "/redirect", .query = "to=//evil.example" }, 303, 0, "Location: /\r\n" },
	{ { .path = "/redirect", .query = "to=/%5Cevil.example" }, 303, 0, "Location: /\r\n" },
	{ { .path = "/redirect", .query = "to=http://evil.example" }, 303, 0, "Location: /\r\n" },
	{ { .path = "/redirect", .query = "to=/%0d%0aX-Accel-Redirect:/etc" }, 303, 0, "Location: /\r\n" },
	{ { .path = "/redirect" }, 303, 0, "Location: /\r\n" },
	{ { .path = "/prefs", .query = "lang=en&elder=1&back=/a" }, 303, 0,
	  "Set-Cookie: lang=en; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000\r\nSet-Cookie: elder=1;" },
	{ { .path = "/prefs", .query = "lang=xx&back=//evil" }, 303, 0, "no-store\r\nLocation: /\r\n" },
	{ { .path = "/header", .query = "v=plain" }, 200, 0, "X-Name: plain\r\n" },
	{ { .path = "/header", .query = "v=a%0d%0aX-Accel-Redirect:%20/etc" }, 400, 0, "[400" },
	{ { .path = "/header", .query = "v=a%0aSet-Cookie:%20x=y" }, 400, 0, "[400" },
	{ { .path = "/header", .query = "v=a%00b" }, 400, 0, "[400" },
	{ { .path = "/cookie" }, 200, 0, "Set-Cookie: session=00ff; Path=/; HttpOnly; SameSite=Strict; Max-Age=60\r\n" },
	{ { .path = "/memory" }, 413, 0, "[413 too_large" },
	{ { .path = "/healthz" }, 200, 0, "test ok\n" },
	{ { .path = "/healthz/test" }, 200, 0, "test ok\n" },
	{ { .path = "/metrics" }, 200, 0, "hotline_requests_total{program=\"test\",class=\"2xx\"} " },
	{ { .path = "/stream" }, 200, 0, "filename=\"____" },
	{ { .method = "HEAD", .path = "/stream" }, 200, 0, "filename*=UTF-8''%E5%AF%BC%E5%87%BA%0D%0AX-Evil%3A%201%22.csv\r\n" },
};

START_TEST(each_request_gets_its_answer)
{
	const char *answer = ask(asked[_i].client);

	ck_assert_msg(code_of(answer) == asked[_i].code && acted == asked[_i].acted && strstr(answer, asked[_i].has),
		      "%s %s?%s %s\nwanted %d, acted %d, '%s'; acted %d, got\n%s", asked[_i].client.method, asked[_i].client.path,
		      asked[_i].client.query, asked[_i].client.body, asked[_i].code, asked[_i].acted, asked[_i].has, acted, answer);
	ck_assert_ptr_null(strstr(answer, "s3cret"));
	ck_assert_ptr_null(strstr(answer, "X-Accel"));
	ck_assert_ptr_null(strstr(answer, "\nX-Evil"));
}
END_TEST

/* ---- what handlers come to ------------------------------------------------------------------------ */

static const struct { enum status status; const char *error; int code; const char *has; } came_to[] = {
	{ ST_INVALID, "required", 422, "{content:请填写内容}<textarea>typed" },
	{ ST_CONFLICT, "required", 409, "<textarea>typed" },
	{ ST_DUPLICATE, "required", 409, "<textarea>typed" },
	{ ST_EXPIRED, "required", 410, "<textarea>typed" },
	{ ST_TOO_MANY, "required", 429, "<textarea>typed" },
	{ ST_UNAVAILABLE, "required", 503, "[503 unavailable" },
	{ ST_CONFLICT, NULL, 409, "[409 conflict" },
	{ ST_NOT_FOUND, NULL, 404, "[404" },
	{ ST_RETRY, NULL, 503, "[503" },
	{ ST_BUG, NULL, 500, "[500 bug" },
};

START_TEST(a_status_becomes_the_form_again_or_an_error_page)
{
	const char *answer;

	next_status = came_to[_i].status;
	next_error = came_to[_i].error;
	answer = ask((struct client){ POST, .path = "/form", .body = TOKEN "content=typed" });
	ck_assert_int_eq(code_of(answer), came_to[_i].code);
	ck_assert_msg(strstr(answer, came_to[_i].has), "wanted '%s' in\n%s", came_to[_i].has, answer);
	next_error = NULL;
	ck_assert_int_eq(code_of(ask((struct client){ .path = "/fail" })), came_to[_i].status == ST_INVALID ? 400 : came_to[_i].code);
}
END_TEST

/* ---- streams -------------------------------------------------------------------------------------- */

START_TEST(a_cut_stream_is_told_to_the_caller)
{
	struct client gone = { .path = "/stream", .deaf_after = 1000 }, half = { .path = "/half" };
	struct client whole = { .path = "/stream" };

	ck_assert_int_eq(ask_for(&gone), ST_IO);
	ck_assert_int_eq(ask_for(&half), ST_IO);
	ck_assert_str_eq(body_of(half.answer.text), "half");
	ck_assert_int_eq(ask_for(&whole), ST_OK);
	ck_assert_uint_eq(strlen(body_of(whole.answer.text)), 3890);
}
END_TEST

START_TEST(every_answer_but_marked_ones_is_not_stored)
{
	ck_assert_ptr_nonnull(strstr(ask((struct client){ .path = "/" }), "\r\nCache-Control: no-store\r\n"));
	ck_assert_ptr_null(strstr(ask((struct client){ .path = "/status" }), "no-store"));
	ck_assert_ptr_nonnull(strstr(ask((struct client){ .path = "/nowhere" }), "\r\nCache-Control: no-store\r\n"));
	ck_assert_str_eq(body_of(ask((struct client){ .method = "HEAD", .path = "/" })), "");
}
END_TEST

START_TEST(behind_tls_cookies_are_bound_to_the_host)
{
	const char *answer;

	web_close(&site_web);
	site_open(&program, "site.https = 1\n");
	answer = ask((struct client){ .path = "/cookie", .cookie = "__Host-session=11; session=22" });
	ck_assert_ptr_nonnull(strstr(answer, "Set-Cookie: __Host-session=00ff; Path=/; HttpOnly; SameSite=Strict; Max-Age=60; Secure\r\n"));
	ck_assert_str_eq(body_of(answer), "11");
}
END_TEST

START_TEST(what_was_counted_is_told)
{
	const char *text;

	ask((struct client){ .path = "/" });
	ask((struct client){ .path = "/nowhere" });
	text = ask((struct client){ .path = "/metrics" });
	ck_assert_ptr_nonnull(strstr(text, "class=\"2xx\"} 1\n"));
	ck_assert_ptr_nonnull(strstr(text, "class=\"4xx\"} 1\n"));
	ck_assert_ptr_nonnull(strstr(text, "hotline_request_seconds_count{program=\"test\"} 2\n"));
}
END_TEST

UNIT(web_answer)
{
	tcase_add_checked_fixture(tc, set_up, site_end);
	tcase_add_loop_test(tc, each_request_gets_its_answer, 0, ROWS(asked));
	tcase_add_loop_test(tc, a_status_becomes_the_form_again_or_an_error_page, 0, ROWS(came_to));
	tcase_add_test(tc, a_cut_stream_is_told_to_the_caller);
	tcase_add_test(tc, every_answer_but_marked_ones_is_not_stored);
	tcase_add_test(tc, behind_tls_cookies_are_bound_to_the_host);
	tcase_add_test(tc, what_was_counted_is_told);
}
