/* One request from the wire to its answer: read what came, ask the program who it is, run the route, send.
 * Also what every program answers alike: /healthz, /metrics, /prefs and error pages.
 */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/crypto.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/now.h"
#include "web/web.h"

#define TEXT "text/plain; charset=utf-8"
#define PREFERENCE_S (365 * 24 * 3600L)
#define SLOW_US 1000000

/* ---- start -------------------------------------------------------------------------------------- */

enum status web_open(struct arena *process, const struct web_program *program, const struct config *config,
		     struct web *web)
{
	const char *cache = config_text(config, "cache.dir");

	*web = (struct web){
		.program = program,
		.config = config,
		.https = config_int(config, "site.https"),
		.spool_dir = config_text(config, "spool.dir"),
	};
	TRY(views_open(process, program, config, &web->views));
	TRY(program->start(config, process, &web->site));
	web->metrics = metrics_open(arena_printf(process, "%s/%s.metrics", cache, program->name));
	web->arena = arena_new("request", LIMIT_ARENA_BYTES);
	return ST_OK;
}

void web_close(struct web *web)
{
	arena_free(web->arena);
	if (web->metrics)
		metrics_close(web->metrics);
	if (web->views)
		views_close(web->views);
}

/* ---- reading a request -------------------------------------------------------------------------- */

/* Never NULL. */
static const char *param(const struct request *req, const char *name)
{
	const char *value = req->web->wire->param(req->web->wire->ctx, name);

	return value ? value : "";
}

static enum status read_method(struct request *req)
{
	const char *method = param(req, "REQUEST_METHOD");

	if (strcmp(method, "GET") == 0)
		req->method = METHOD_GET;
	else if (strcmp(method, "HEAD") == 0)
		req->method = METHOD_HEAD;
	else if (strcmp(method, "POST") == 0)
		req->method = METHOD_POST;
	else
		return ST_INVALID;
	return ST_OK;
}

/* nginx makes the id. Another's is not trusted to be short and harmless. */
static const char *request_id(struct request *req)
{
	const char *id = param(req, "REQUEST_ID");
	size_t len = strlen(id);
	uint8_t fresh[16];

	if (len >= 8 && len <= 64 && id[strspn(id, "0123456789abcdefABCDEF-")] == '\0')
		return id;
	crypto_random(fresh, sizeof(fresh));
	return text_hex(req->arena, fresh, sizeof(fresh));
}

/* What was asked for beats what was chosen before, which beats the browser: as nginx has it for its own
 * errors. */
static const char *choose_language(const struct request *req)
{
	const char *wanted[] = { params_get(&req->query, "lang"), params_get(&req->cookies, "lang"),
				 param(req, "HTTP_ACCEPT_LANGUAGE") };

	for (size_t i = 0; i < 3; i++) {
		if (wanted[i] && strncasecmp(wanted[i], "en", 2) == 0)
			return "en";
		if (wanted[i] && strncasecmp(wanted[i], "zh", 2) == 0)
			return "zh-CN";
	}
	return "zh-CN";
}

static bool choose_elder(const struct request *req)
{
	const char *asked = params_get(&req->query, "elder");

	return text_equal(asked ? asked : params_get(&req->cookies, "elder"), "1");
}

static enum status read_query(struct request *req)
{
	const char *query = param(req, "QUERY_STRING");
	size_t len = strlen(query);

	if (len > LIMIT_QUERY_BYTES)
		return ST_TOO_LARGE;
	return params_parse(req->arena, query, len, &req->query);
}

/* Everything but the body. What an error page needs is set before anything can fail. */
static enum status read_head(struct request *req)
{
	enum status status;

	req->id = request_id(req);
	log_request(req->id);
	req->now_ms = now_ms();
	req->address = param(req, "REMOTE_ADDR");
	req->host = param(req, "HTTP_HOST");
	req->browser = param(req, "HTTP_USER_AGENT");
	req->path = req->back = "/";
	req->method = METHOD_GET;
	params_parse_cookies(req->arena, param(req, "HTTP_COOKIE"), &req->cookies);
	status = read_query(req);
	req->language = choose_language(req);
	req->elder = choose_elder(req);
	TRY(status);
	TRY(read_method(req));
	TRY(path_normalise(req->arena, param(req, "DOCUMENT_URI"), &req->path));
	req->back = path_is_local(param(req, "REQUEST_URI")) ? param(req, "REQUEST_URI") : req->path;
	return ST_OK;
}

/* ---- reading a body ----------------------------------------------------------------------------- */

static int64_t multipart_most(const struct route *route)
{
	for (const struct field *field = route->fields; field && field->name; field++)
		if (field->type == FIELD_FILE)
			return field->max == 1 ? LIMIT_UPLOAD_ONE_BYTES : LIMIT_UPLOAD_BYTES;
	return LIMIT_BODY_BYTES;
}

/* Reads exactly len bytes and hands them on in pieces. Fewer, or a broken stream, is a truncated body. */
static enum status read_body(struct request *req, int64_t len,
			     enum status (*take)(void *ctx, const void *, size_t), void *ctx)
{
	const struct wire *wire = req->web->wire;
	char *piece = arena_alloc(req->arena, 16 * 1024);

	while (len > 0) {
		long n = wire->read(wire->ctx, piece, len < 16 * 1024 ? (size_t)len : 16 * 1024);

		if (n <= 0)
			return ST_INVALID;
		TRY(take(ctx, piece, (size_t)n));
		len -= n;
	}
	return ST_OK;
}

static enum status take_form(void *ctx, const void *data, size_t len)
{
	buf_add(ctx, data, len);
	return ST_OK;
}

static enum status take_multipart(void *ctx, const void *data, size_t len)
{
	return multipart_feed(ctx, data, len);
}

static enum status read_form(struct request *req, int64_t len)
{
	struct buf body;

	if (len > LIMIT_BODY_BYTES)
		return ST_TOO_LARGE;
	body = buf_new(req->arena, (size_t)len + 1);
	TRY(read_body(req, len, take_form, &body));
	return params_parse(req->arena, body.text, body.len, &req->form);
}

static enum status read_multipart(struct request *req, const char *type, int64_t len, int64_t most)
{
	struct multipart *parser;

	if (len > most)
		return ST_TOO_LARGE;
	TRY(multipart_begin(req->arena, type, req->web->spool_dir, &parser));
	TRY(read_body(req, len, take_multipart, parser));
	return multipart_end(parser, &req->form, &req->uploads, &req->upload_count);
}

static enum status read_form_of(struct request *req, const struct route *route)
{
	const char *type = param(req, "CONTENT_TYPE");
	int64_t len;

	if (text_to_int(param(req, "CONTENT_LENGTH"), 0, INT64_MAX, &len) != ST_OK)
		return ST_INVALID;
	if (strncasecmp(type, "multipart/", 10) == 0)
		return read_multipart(req, type, len, multipart_most(route));
	if (len > 0 && strncasecmp(type, "application/x-www-form-urlencoded", 33) != 0)
		return ST_INVALID;
	return read_form(req, len);
}

/* ---- token -------------------------------------------------------------------------------------- */

const char *web_token(struct request *req)
{
	const struct web_program *program = req->web->program;

	if (!req->token)
		req->token = program->token ? program->token(req) : req->viewer ? req->viewer->csrf : NULL;
	return req->token;
}

void web_set_token(struct request *req, const char *token)
{
	req->token = token;
}

/* ---- error pages -------------------------------------------------------------------------------- */

int web_code(enum status status)
{
	switch (status) {
	case ST_OK:		return 200;
	case ST_INVALID:	return 400;
	case ST_NOT_FOUND:	return 404;
	case ST_FORBIDDEN:	return 403;
	case ST_CONFLICT:
	case ST_DUPLICATE:	return 409;
	case ST_EXPIRED:	return 410;
	case ST_TOO_LARGE:	return 413;
	case ST_TOO_MANY:	return 429;
	case ST_UNAVAILABLE:
	case ST_TIMEOUT:
	case ST_RETRY:
	case ST_IO:		return 503;
	case ST_BUG:
	case ST_COUNT:		break;
	}
	return 500;
}

/* When even the template of errors fails. */
static void plain_error(struct request *req)
{
	static const char both[] = "系统暂时无法处理您的请求，请稍后再试；急事请拨打 12328。\n"
				   "The request could not be carried out. Please try again later;\n"
				   "if it is urgent, call 12328.\n";

	response_text(req, TEXT, arena_printf(req->arena, "12328\n\n%s\n%s\n", both, req->id));
}

void web_error_page(struct request *req, int code, enum status status)
{
	if (code >= 500)
		log_error("answered '%s' with %d: %s", req->route ? req->route->path : "?", code,
			  status_name(status));
	response_start_over(req);
	response_code(req, code);
	view_set(req, "Page.Status", code == 405 ? "wrong_method" : status_name(status));
	if (view_render(req, "error") != ST_OK) {
		response_code(req, code);
		plain_error(req);
	}
}

/* ---- what all programs answer alike --------------------------------------------------------------- */

static void answer_health(struct request *req)
{
	const struct web_program *program = req->web->program;
	struct buf text = buf_new(req->arena, 256);
	enum status status = program->health ? program->health(req->web->site, req->arena, &text) : ST_OK;

	response_code(req, status == ST_OK ? 200 : 503);
	response_text(req, TEXT,
		      arena_printf(req->arena, "%s %s\n%s", program->name,
				   status == ST_OK ? "ok" : status_name(status), text.text));
}

static void answer_metrics(struct request *req)
{
	struct buf text = buf_new(req->arena, 4096);

	metrics_text(req->web->metrics, req->web->program->name, &text);
	if (req->web->program->metrics)
		req->web->program->metrics(req->web->site, &text);
	response_borrow(req, "text/plain; version=0.0.4; charset=utf-8", text.text, text.len);
}

/* A wish about language or type size, kept for a year. Wrong ones are left out rather than argued about. */
static void answer_preferences(struct request *req)
{
	const char *language = params_get(&req->query, "lang"), *elder = params_get(&req->query, "elder");

	if (language && (strcmp(language, "en") == 0 || strcmp(language, "zh-CN") == 0))
		response_plain_cookie(req, "lang", language, PREFERENCE_S);
	if (elder && (strcmp(elder, "0") == 0 || strcmp(elder, "1") == 0))
		response_plain_cookie(req, "elder", elder, PREFERENCE_S);
	response_redirect(req, params_get(&req->query, "back"));
}

/* "/healthz" and "/healthz/portal": nginx has chosen the program by then. */
static bool is_at(const char *path, const char *place)
{
	size_t len = strlen(place);

	return strncmp(path, place, len) == 0 && (path[len] == '\0' || path[len] == '/');
}

/* False when the path is the program's own. */
static bool answer_common(struct request *req)
{
	void (*answer)(struct request *) = is_at(req->path, "/healthz") ? answer_health :
					   is_at(req->path, "/metrics") ? answer_metrics :
					   strcmp(req->path, "/prefs") == 0 ? answer_preferences : NULL;

	if (!answer)
		return false;
	if (req->method == METHOD_POST)
		web_error_page(req, 405, ST_FORBIDDEN);
	else
		answer(req);
	return true;
}

/* ---- one request -------------------------------------------------------------------------------- */

static enum status find_and_identify(struct request *req, const struct route **route)
{
	*route = route_find(req->arena, req->web->program->routes, req->path, &req->captured);
	if (!*route)
		return ST_NOT_FOUND;
	req->route = *route;
	return req->web->program->authenticate ? req->web->program->authenticate(req) : ST_OK;
}

static enum status serve_route(struct request *req)
{
	const struct route *route = NULL;

	TRY(find_and_identify(req, &route));
	if (!route_admits(req, route))
		return ST_OK;
	if (req->method == METHOD_POST)
		TRY(read_form_of(req, route));
	route_run(req, route);
	return ST_OK;
}

static void handle(struct request *req)
{
	enum status status = read_head(req);

	if (status == ST_OK && answer_common(req))
		return;
	if (status == ST_OK)
		status = serve_route(req);
	if (status != ST_OK)
		web_error_page(req, web_code(status), status);
}

static struct request *new_request(struct web *web)
{
	struct request *req = ARENA_NEW(web->arena, struct request);

	req->arena = web->arena;
	req->web = web;
	req->site = web->site;
	req->language = "zh-CN";
	response_new(req);
	return req;
}

/* The arena's cap is reached: what was built goes, and a small answer takes its place. */
static struct request *over_memory(struct web *web, bool streaming)
{
	struct request *req;

	arena_guard(web->arena, NULL);
	arena_reset(web->arena);
	req = new_request(web);
	if (read_head(req) != ST_OK)
		log_debug("the request's head is not in order");
	log_error("a request took more than %u bytes", LIMIT_ARENA_BYTES);
	req->response->streaming = req->response->cut = streaming;
	if (!streaming)
		web_error_page(req, 413, ST_TOO_LARGE);
	return req;
}

static void count(struct request *req, int64_t began_us)
{
	int64_t us = now_monotonic_us() - began_us;

	metrics_count(req->web->metrics, req->response->code, us, arena_used(req->arena));
	if (us > SLOW_US)
		log_warn("slow: '%s' took %ld ms", req->route ? req->route->path : "?", (long)(us / 1000));
}

enum status web_answer(struct web *web, const struct wire *wire)
{
	int64_t began_us = now_monotonic_us();
	struct request *volatile current = NULL;
	jmp_buf recovery;
	enum status status;

	web->wire = wire;
	arena_guard(web->arena, &recovery);
	if (setjmp(recovery) == 0) {
		current = new_request(web);
		handle(current);
	} else {
		current = over_memory(web, current && current->response && current->response->streaming);
	}
	status = response_send(current);
	arena_guard(web->arena, NULL);
	count(current, began_us);
	log_request(NULL);
	arena_reset(web->arena);
	web->wire = NULL;
	return status;
}
