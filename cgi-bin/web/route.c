/* The route table and its columns; see route.h. */
#include "web/route.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/crypto.h"
#include "base/limits.h"
#include "base/log.h"
#include "web/web.h"

#define TOKEN_FIELD "token"

/* ---- paths -------------------------------------------------------------------------------------- */

static bool is_dots(const char *part, size_t len)
{
	return (len == 1 && part[0] == '.') || (len == 2 && part[0] == '.' && part[1] == '.');
}

static bool has_control(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < 0x20 || *text == 0x7f)
			return true;
	return false;
}

enum status path_normalise(struct arena *arena, const char *raw, const char **path)
{
	size_t len = raw ? strlen(raw) : 0;

	if (len == 0 || raw[0] != '/' || len > LIMIT_PATH_BYTES || !text_is_utf8(raw, len) || has_control(raw))
		return ST_INVALID;
	if (len > 1 && raw[len - 1] == '/')
		len--;
	*path = arena_strndup(arena, raw, len);
	for (const char *p = *path; *p && len > 1;) {
		size_t part = strcspn(p + 1, "/");

		if (part == 0 || is_dots(p + 1, part) || memchr(p + 1, '\\', part))
			return ST_INVALID;
		p += 1 + part;
	}
	return ST_OK;
}

bool path_is_local(const char *path)
{
	if (!path || path[0] != '/' || path[1] == '/' || strlen(path) > LIMIT_HEADER_VALUE_BYTES / 2)
		return false;
	for (; *path; path++)
		if ((unsigned char)*path <= ' ' || *path == 0x7f || *path == '\\')
			return false;
	return true;
}

/* ---- finding a row ------------------------------------------------------------------------------ */

/* Two columns of text in step: a {part} takes one segment. With a builder the segments are noted. */
static bool path_fits(const char *pattern, const char *path, struct params_builder *captured)
{
	while (*pattern && *path) {
		size_t segment = strcspn(path + 1, "/"), wanted = strcspn(pattern + 1, "/");

		if (pattern[1] == '{' && segment) {
			if (captured &&
			    params_add(captured, (struct bytes){ (const uint8_t *)pattern + 2, wanted - 2 },
				       (struct bytes){ (const uint8_t *)path + 1, segment }) != ST_OK)
				return false;
		} else if (segment != wanted || memcmp(pattern, path, segment + 1) != 0) {
			return false;
		}
		pattern += 1 + wanted;
		path += 1 + segment;
	}
	return *pattern == *path;
}

const struct route *route_find(struct arena *arena, const struct route *routes, const char *path,
			       struct params *captured)
{
	struct params_builder builder = { .arena = arena };

	*captured = (struct params){ 0 };
	for (const struct route *route = routes; route->path; route++) {
		if (!path_fits(route->path, path, NULL))
			continue;
		if (!path_fits(route->path, path, &builder))	/* a segment that is no parameter's value */
			return NULL;
		params_done(&builder, captured);
		return route;
	}
	return NULL;
}

/* ---- columns ------------------------------------------------------------------------------------ */

static const char *allowed_methods(const struct route *route)
{
	return route->show ? route->act ? "GET, HEAD, POST" : "GET, HEAD" : "POST";
}

static void answer_status(struct request *req, enum status status)
{
	web_error_page(req, web_code(status), status);
}

/* Nobody is signed in: a page is asked for again after signing in, a form is refused. */
static void answer_sign_in(struct request *req)
{
	const char *login = req->web->program->login;
	struct buf target = buf_new(req->arena, 256);

	if (!login || req->method == METHOD_POST) {
		answer_status(req, ST_FORBIDDEN);
		return;
	}
	buf_printf(&target, "%s?back=", login);
	for (const char *p = req->back; *p; p++) {
		if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/", *p))
			buf_char(&target, *p);
		else
			buf_printf(&target, "%%%02X", (unsigned char)*p);
	}
	response_redirect(req, target.text);
}

/* What the browser itself says about where the request began. Old ones say nothing: the token remains. */
static bool is_same_origin(const struct request *req)
{
	const struct wire *wire = req->web->wire;
	const char *site = wire->param(wire->ctx, "HTTP_SEC_FETCH_SITE");
	const char *origin = wire->param(wire->ctx, "HTTP_ORIGIN"), *host;

	if (!text_empty(site))
		return strcmp(site, "same-origin") == 0 || strcmp(site, "none") == 0;
	if (text_empty(origin))
		return true;
	host = strstr(origin, "://");
	return host && strcasecmp(host + 3, req->host) == 0;
}

static bool token_holds(struct request *req)
{
	const struct param *sent = params_find(&req->form, TOKEN_FIELD);
	const char *wanted = web_token(req);
	size_t len = wanted ? strlen(wanted) : 0;

	return len && sent && !sent->repeated && strlen(sent->value) == len &&
	       crypto_equal(sent->value, wanted, len);
}

static bool csrf_holds(struct request *req, const struct route *route)
{
	if (route->csrf == CSRF_NONE)
		return true;
	return is_same_origin(req) && (route->csrf == CSRF_ORIGIN || token_holds(req));
}

/* ---- unknown names ------------------------------------------------------------------------------ */

/* NAME_year and its kin belong to a time called NAME. */
static bool is_part_of_time(const struct field *field, const char *name)
{
	static const char *const parts[] = { "_year", "_month", "_day", "_hour", "_minute" };
	size_t len = strlen(field->name);

	if ((field->type != FIELD_TIME && field->type != FIELD_DAY) || strncmp(name, field->name, len) != 0)
		return false;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (strcmp(name + len, parts[i]) == 0)
			return true;
	return false;
}

static bool is_known(const struct route *route, const char *name, bool file)
{
	for (const struct field *field = route->fields; field && field->name; field++) {
		if (strcmp(field->name, name) == 0)
			return !file || field->type == FIELD_FILE;
		if (!file && is_part_of_time(field, name))
			return true;
	}
	if (!file && route->flags & ROUTE_X_FIELDS && text_starts(name, "x_"))
		return true;
	return !file && strcmp(name, TOKEN_FIELD) == 0;
}

static void refuse_unknown(struct request *req, const struct route *route)
{
	if (route->flags & ROUTE_ANY_FIELDS)
		return;
	for (size_t i = 0; i < req->form.count; i++)
		if (!is_known(route, req->form.list[i].name, false))
			request_error(req, "", "unknown_field");
	for (size_t i = 0; i < req->upload_count; i++)
		if (!is_known(route, req->uploads[i].field, true))
			request_error(req, "", "unknown_field");
}

/* ---- running ------------------------------------------------------------------------------------ */

static void finish(struct request *req, enum status status)
{
	const char *name = req->template;

	if (req->response->streaming) {	/* headers are out: all that can be said is that it is not whole */
		req->response->cut = req->response->cut || status != ST_OK;
		return;
	}
	if (status == ST_OK && !response_is_given(req))
		status = name ? view_render(req, name) : ST_BUG;
	if (status != ST_OK)
		answer_status(req, status);
}

static void show(struct request *req, const struct route *route)
{
	if (!route->show) {	/* only acts: what is wrong with it cannot be shown in a form */
		web_error_page(req, req->response->code, ST_INVALID);
		return;
	}
	finish(req, route->show(req));
}

/* The code of a form that is shown again. */
static int form_code(enum status status)
{
	return status == ST_INVALID ? 422 : web_code(status);
}

static void act(struct request *req, const struct route *route)
{
	enum status status = route->act(req);

	if (status != ST_OK && web_code(status) < 500 && req->error_count && !response_is_given(req)) {
		response_code(req, form_code(status));
		show(req, route);
		return;
	}
	finish(req, status);
}

static void run_post(struct request *req, const struct route *route)
{
	bool trusted = csrf_holds(req, route);

	if (!trusted)
		request_error(req, "", "form_expired");
	refuse_unknown(req, route);
	fields_check(req, route->fields);
	if (!req->error_count) {
		act(req, route);
		return;
	}
	response_code(req, trusted ? 422 : 403);
	show(req, route);
}

bool route_admits(struct request *req, const struct route *route)
{
	bool post = req->method == METHOD_POST;

	req->route = route;
	req->template = route->template;
	if (post ? !route->act : !route->show) {
		web_error_page(req, 405, ST_FORBIDDEN);
		if (response_header(req, "Allow", allowed_methods(route)) != ST_OK)
			log_panic("a header of ours is refused", "Allow", 0);
		return false;
	}
	if (route->roles && !req->viewer) {
		answer_sign_in(req);
		return false;
	}
	if (route->roles && !(route->roles & req->viewer->role)) {
		answer_status(req, ST_FORBIDDEN);
		return false;
	}
	return true;
}

void route_run(struct request *req, const struct route *route)
{
	if (req->method == METHOD_POST) {
		run_post(req, route);
		return;
	}
	fields_check(req, route->fields);
	show(req, route);
}
