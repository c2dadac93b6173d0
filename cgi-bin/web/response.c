/* The answer, and the one place where headers are written; see response.h. */
#include "web/response.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/log.h"
#include "web/web.h"

void response_new(struct request *req)
{
	req->response = ARENA_NEW(req->arena, struct response);
	req->response->code = 200;
	req->response->headers = buf_new(req->arena, 512);
}

void response_code(struct request *req, int code)
{
	req->response->code = code;
}

bool response_is_given(const struct request *req)
{
	return req->response->type || req->response->redirected || req->response->streaming;
}

/* ---- headers ------------------------------------------------------------------------------------ */

/* Visible ASCII and blanks: no line can be ended, no byte be read two ways. */
static bool is_header_text(const char *value)
{
	size_t len = 0;

	for (; value[len]; len++)
		if ((unsigned char)value[len] < 0x20 || (unsigned char)value[len] >= 0x7f)
			return false;
	return len <= LIMIT_HEADER_VALUE_BYTES;
}

static bool is_header_name(const char *name)
{
	size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

	return len && name[len] == '\0' && strncasecmp(name, "x-accel-", 8) != 0 &&
	       strcasecmp(name, "status") != 0;
}

enum status response_header(struct request *req, const char *name, const char *value)
{
	if (!is_header_name(name))
		log_panic("no header for pages to set", name, 0);
	if (!value || !is_header_text(value))
		return ST_INVALID;
	buf_printf(&req->response->headers, "%s: %s\r\n", name, value);
	return ST_OK;
}

/* For values made here: one that is refused is our own fault. */
static void own_header(struct request *req, const char *name, const char *value)
{
	if (response_header(req, name, value) != ST_OK)
		log_panic("a header of ours is refused", name, strlen(value));
}

/* ---- cookies ------------------------------------------------------------------------------------ */

static bool is_cookie_value(const char *value)
{
	return value[strspn(value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._~-")] ==
	       '\0';
}

static void set_cookie(struct request *req, const char *name, const char *value, long max_age_s,
		       const char *same_site)
{
	struct buf cookie = buf_new(req->arena, 256);

	if (!is_cookie_value(value))
		log_panic("a cookie holds what it must not", name, strlen(value));
	buf_printf(&cookie, "%s=%s; Path=/; HttpOnly; SameSite=%s", name, max_age_s < 0 ? "" : value,
		   same_site);
	if (max_age_s)
		buf_printf(&cookie, "; Max-Age=%ld", max_age_s < 0 ? 0 : max_age_s);
	if (req->web->https)
		buf_text(&cookie, "; Secure");
	own_header(req, "Set-Cookie", cookie.text);
}

void response_cookie(struct request *req, const char *name, const char *value, long max_age_s,
		     enum same_site same_site)
{
	if (req->web->https)
		name = arena_printf(req->arena, "__Host-%s", name);
	set_cookie(req, name, value, max_age_s, same_site == SAME_SITE_STRICT ? "Strict" : "Lax");
}

void response_plain_cookie(struct request *req, const char *name, const char *value, long max_age_s)
{
	set_cookie(req, name, value, max_age_s, "Lax");
}

/* ---- whole answers ------------------------------------------------------------------------------ */

/* A path as Location takes it: what is not ASCII goes percent-encoded. */
static const char *encoded_path(struct arena *arena, const char *path)
{
	struct buf out = buf_new(arena, strlen(path) + 16);

	for (; *path; path++) {
		if ((unsigned char)*path >= 0x80)
			buf_printf(&out, "%%%02X", (unsigned char)*path);
		else
			buf_char(&out, *path);
	}
	return out.text;
}

enum status response_redirect(struct request *req, const char *path)
{
	const char *target = path_is_local(path) ? encoded_path(req->arena, path) : "/";

	if (response_header(req, "Location", target) != ST_OK)
		own_header(req, "Location", "/");
	req->response->code = 303;
	req->response->redirected = true;
	return ST_OK;
}

enum status response_redirectf(struct request *req, const char *format, ...)
{
	va_list args;
	char *path;

	va_start(args, format);
	path = arena_vprintf(req->arena, format, args);
	va_end(args);
	return response_redirect(req, path);
}

enum status response_leave(struct request *req, const char *url)
{
	if (!text_starts(url, "https://") || response_header(req, "Location", url) != ST_OK)
		return response_redirect(req, "/");
	own_header(req, "Clear-Site-Data", "\"cache\", \"cookies\", \"storage\"");
	req->response->code = 303;
	req->response->redirected = true;
	return ST_OK;
}

void response_borrow(struct request *req, const char *type, const void *body, size_t len)
{
	req->response->type = type;
	req->response->body = body;
	req->response->body_len = len;
}

enum status response_body(struct request *req, const char *type, const void *body, size_t len)
{
	response_borrow(req, arena_strdup(req->arena, type), arena_memdup(req->arena, body, len), len);
	return ST_OK;
}

enum status response_text(struct request *req, const char *type, const char *text)
{
	return response_body(req, type, text, strlen(text));
}

void response_start_over(struct request *req)
{
	struct response *r = req->response;
	struct buf kept = buf_new(req->arena, 512);

	for (const char *line = r->headers.text; *line;) {
		size_t len = strcspn(line, "\n") + 1;

		if (strncmp(line, "Set-Cookie:", 11) == 0)
			buf_add(&kept, line, len);
		line += len;
	}
	*r = (struct response){ .code = 200, .headers = kept };
}

/* ---- sending ------------------------------------------------------------------------------------ */

static const char *reason(int code)
{
	static const struct { int code; const char *text; } reasons[] = {
		{ 200, "OK" }, { 303, "See Other" }, { 304, "Not Modified" }, { 400, "Bad Request" },
		{ 401, "Unauthorized" }, { 403, "Forbidden" }, { 404, "Not Found" },
		{ 405, "Method Not Allowed" }, { 409, "Conflict" }, { 410, "Gone" },
		{ 413, "Content Too Large" }, { 415, "Unsupported Media Type" },
		{ 422, "Unprocessable Content" }, { 429, "Too Many Requests" },
		{ 500, "Internal Server Error" }, { 503, "Service Unavailable" },
	};

	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
		if (reasons[i].code == code)
			return reasons[i].text;
	return "Answer";
}

/* len -1: not known yet. */
static struct buf head(struct request *req, const char *type, long len)
{
	struct response *r = req->response;
	struct buf out = buf_new(req->arena, 1024);

	buf_printf(&out, "Status: %d %s\r\n", r->code, reason(r->code));
	if (type)
		buf_printf(&out, "Content-Type: %s\r\n", type);
	if (type && strncmp(type, "text/html", 9) == 0)
		buf_printf(&out, "Content-Language: %s\r\n", req->language);
	if (len >= 0)
		buf_printf(&out, "Content-Length: %ld\r\n", len);
	if (req->route && (req->route->flags & ROUTE_CACHE) && r->code == 200)
		buf_text(&out, "Vary: Accept-Language, Cookie\r\n");
	else
		buf_text(&out, "Cache-Control: no-store\r\n");
	if (r->code == 503)
		buf_text(&out, "Retry-After: 5\r\n");
	buf_add(&out, r->headers.text, r->headers.len);
	buf_text(&out, "\r\n");
	return out;
}

static enum status send(struct request *req, const void *data, size_t len)
{
	const struct wire *wire = req->web->wire;

	return len ? wire->write(wire->ctx, data, len) : ST_OK;
}

enum status response_send(struct request *req)
{
	struct response *r = req->response;
	struct buf out;

	if (r->streaming)
		return r->cut ? ST_IO : ST_OK;
	out = head(req, r->type, (long)r->body_len);
	TRY(send(req, out.text, out.len));
	return req->method == METHOD_HEAD ? ST_OK : send(req, r->body, r->body_len);
}

/* ---- streams and files -------------------------------------------------------------------------- */

/* RFC 6266: an ASCII name for all, and the true one for those who understand. */
static void disposition_header(struct request *req, const char *file_name)
{
	struct buf value = buf_new(req->arena, 256);
	const char *p;

	buf_text(&value, "attachment; filename=\"");
	for (p = file_name; *p; p++) {
		bool plain = *p >= ' ' && *p < 0x7f && !strchr("\"\\/%", *p);

		buf_char(&value, plain ? *p : '_');
	}
	buf_text(&value, "\"; filename*=UTF-8''");
	for (p = file_name; *p; p++) {
		if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~", *p))
			buf_char(&value, *p);
		else
			buf_printf(&value, "%%%02X", (unsigned char)*p);
	}
	own_header(req, "Content-Disposition", value.text);
}

static enum status begin_stream(struct request *req, const char *type, const char *file_name, long len)
{
	struct buf out;

	if (response_is_given(req))
		log_panic("a second answer to one request", req->path, 0);
	if (!is_header_text(type))
		return ST_INVALID;
	if (file_name)
		disposition_header(req, file_name);
	out = head(req, type, len);
	req->response->streaming = true;
	req->response->cut = send(req, out.text, out.len) != ST_OK;
	return req->response->cut ? ST_IO : ST_OK;
}

enum status response_stream(struct request *req, const char *type, const char *file_name)
{
	return begin_stream(req, type, file_name, -1);
}

enum status stream_write(struct request *req, const void *data, size_t len)
{
	struct response *r = req->response;

	if (!r->cut && req->method != METHOD_HEAD)
		r->cut = send(req, data, len) != ST_OK;
	return r->cut ? ST_IO : ST_OK;
}

enum status stream_printf(struct request *req, const char *format, ...)
{
	va_list args;
	char *text;
	int len;
	enum status status;

	va_start(args, format);
	len = vasprintf(&text, format, args);	/* not in the arena: a stream may have a million lines */
	va_end(args);
	if (len < 0)
		log_panic("out of memory", "bytes", 0);
	status = stream_write(req, text, (size_t)len);
	free(text);
	return status;
}

static enum status copy_file(struct request *req, int fd)
{
	char piece[16 * 1024];
	ssize_t n;

	while ((n = read(fd, piece, sizeof(piece))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			req->response->cut = true;
			return ST_IO;
		}
		TRY(stream_write(req, piece, (size_t)n));
	}
	return ST_OK;
}

enum status response_file(struct request *req, const char *path, const char *type, const char *file_name)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct stat about;
	enum status status = ST_NOT_FOUND;

	if (fd < 0)
		return errno == ENOENT || errno == ELOOP ? ST_NOT_FOUND : ST_IO;
	if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode)) {
		status = begin_stream(req, type, file_name, about.st_size);
		if (status == ST_OK)
			status = copy_file(req, fd);
	}
	close(fd);
	return status;
}
