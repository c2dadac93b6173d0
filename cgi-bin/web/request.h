/* One request as a page sees it. Filled by request.c and route.c before a handler runs; lives until the
 * request ends, with everything it points to.
 *
 * Only web/ writes here, but for three things: the program's authenticate fills `viewer`, a handler adds errors
 * through request_error, and answers through response.h and view.h.
 */
#ifndef WEB_REQUEST_H
#define WEB_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"
#include "web/multipart.h"
#include "web/params.h"

struct field;
struct route;
struct web;

enum method { METHOD_GET = 1, METHOD_HEAD, METHOD_POST };

/* Who is signed in. web/ itself looks only at role and csrf, and shows the rest as Viewer.*. */
struct viewer {
	uint32_t id;
	const char *login;
	const char *name;
	unsigned role;		/* one bit of the roles that routes name */
	const char *role_word;	/* for labels and styles: "agent" */
	uint32_t region;	/* jurisdiction; 0: the nation */
	uint32_t province;
	const char *unit;	/* "" for none */
	const char *csrf;	/* the session's form token, hex; never NULL */
};

/* One thing wrong with what was sent. */
struct field_error {
	const char *field;	/* "" when it concerns the whole form */
	const char *key;	/* label: error.FIELD_KEY if there is one, else error.KEY */
	int64_t min, max;	/* for {min} and {max} in the label */
};

/* A field's value after cleaning; see fields.h for how to read them. */
struct field_value {
	const struct field *field;
	const char *text;	/* "" when absent or wrong */
	int64_t number;		/* of regions, items, numbers, times (ms), days, booleans; 0 when absent */
	const char *typed;	/* as it was typed, valid UTF-8: what a form shows again. Never NULL */
	const char *warning;	/* label key, or NULL: shown, but does not stop anything */
	bool sent;		/* it came with this request, be it empty: then field_show changes nothing */
};

struct request {
	struct arena *arena;
	enum method method;
	const char *path;	/* decoded, from '/'; no empty, "." or ".." part; no '/' at the end */
	const char *back;	/* path and query as asked, for links that return here */
	const char *address;	/* of the client, as nginx saw it */
	const char *browser;	/* User-Agent as it came: any bytes; "" when absent */
	const char *id;		/* nginx's request id: the incident number on error pages */
	const char *host;	/* Host header, for the same-site check; "" when absent */
	int64_t now_ms;		/* when the request began: one time for all it does */
	const char *language;	/* "zh-CN" or "en" */
	bool elder;		/* large-type mode */

	struct params query;
	struct params form;	/* of a POST; a query never fills a form's field */
	struct params cookies;
	struct params captured;	/* {name} parts of the route's path */
	struct upload *uploads;
	size_t upload_count;

	struct field_value *values;
	size_t value_count;
	struct field_error *errors;
	size_t error_count;
	size_t error_room;

	const struct viewer *viewer;	/* NULL: nobody is signed in */
	void *site;			/* the program's own: struct site of pages/ */

	/* web/'s own: pages leave these alone */
	struct web *web;
	const struct route *route;
	struct response *response;
	struct view_data *view;
	const char *token;
	const char *template;
};

/* The part of the path that {name} stands for; "" when there is none. */
const char *request_captured(const struct request *req, const char *name);
/* NULL when the browser did not send it. The name is without prefix: __Host- is added behind TLS. */
const char *request_cookie(const struct request *req, const char *name);
/* Records what is wrong; the form is then shown again. field "" for the whole form. Both strings are kept by
 * reference. A field keeps its first error only. */
void request_error(struct request *req, const char *field, const char *key);
/* ... with figures for the label's {min} and {max}. */
void request_error_range(struct request *req, const char *field, const char *key, int64_t min, int64_t max);
/* NULL when nothing is wrong with that field. */
const struct field_error *request_error_of(const struct request *req, const char *field);
/* The uploads of a field, those without fault only; index from 0; NULL behind the last. */
const struct upload *request_upload(const struct request *req, const char *field, size_t index);

#endif
