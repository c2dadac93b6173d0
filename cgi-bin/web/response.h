/* The answer to a request: the one place where headers are written. A header value with CR, LF or NUL is
 * refused, and so is X-Accel-…: nginx is never steered from here.
 *
 * The static security headers come from nginx (nginx/headers.conf), on errors too. This adds Cache-Control:
 * no-store to everything but rows marked ROUTE_CACHE, Vary, Content-Language and what a handler asks for.
 */
#ifndef WEB_RESPONSE_H
#define WEB_RESPONSE_H

#include <stdbool.h>
#include <stddef.h>

#include "web/request.h"

enum same_site { SAME_SITE_LAX, SAME_SITE_STRICT };

/* 200 unless set. */
void response_code(struct request *req, int code);
/* name is ours, value may come from outside. ST_INVALID (and no header) when the value holds what it must
 * not. */
MUST_CHECK enum status response_header(struct request *req, const char *name, const char *value);
/* HttpOnly, Path=/, Secure and named __Host-NAME behind TLS. max_age_s: 0 until the browser ends, -1 deletes
 * it. A value other than [A-Za-z0-9._~-] is our own fault and panics. */
void response_cookie(struct request *req, const char *name, const char *value, long max_age_s,
		     enum same_site same_site);
/* 303 to a path of this site. A target that path_is_local refuses becomes "/". Returns ST_OK, to end a
 * handler with. */
enum status response_redirect(struct request *req, const char *path);
enum status response_redirectf(struct request *req, const char *format, ...) PRINTF_LIKE(2, 3);
/* 303 to an address of our own settings, on another site; the browser is asked to forget what it keeps of ours. An address that is none
 * is our own fault and leads to "/". */
enum status response_leave(struct request *req, const char *url);

/* A whole body, copied. type: "text/csv; charset=utf-8". Returns ST_OK. */
enum status response_body(struct request *req, const char *type, const void *body, size_t len);
enum status response_text(struct request *req, const char *type, const char *text);

/* A body written piece by piece, in constant memory: the handler calls response_stream and then stream_write
 * as often as it likes. Headers go out at once, so nothing about them can be changed afterwards. file_name
 * NULL: shown in the page; else offered for saving under that name (UTF-8 allowed). After HEAD writes go
 * nowhere and succeed. */
MUST_CHECK enum status response_stream(struct request *req, const char *type, const char *file_name);
/* ST_IO: the client is gone; stop, clean up and return it. */
MUST_CHECK enum status stream_write(struct request *req, const void *data, size_t len);
MUST_CHECK enum status stream_printf(struct request *req, const char *format, ...) PRINTF_LIKE(2, 3);

/* A stored file as an attachment (never shown in the page), from its start. ST_NOT_FOUND, ST_IO. */
MUST_CHECK enum status response_file(struct request *req, const char *path, const char *type,
				     const char *file_name);

/* True when a handler has answered by one of the above. */
bool response_is_given(const struct request *req);

#endif
