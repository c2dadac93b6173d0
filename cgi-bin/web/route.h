/* What a program serves, as a table. The columns are enforced before any handler runs:
 *
 *	path    segments; {name} captures one: "/ticket/new/{step}"	→ else 404
 *	act     NULL: POST is not taken					→ 405 with Allow
 *	roles   or'ed; 0: anybody. Nobody is signed in			→ 303 to sign-in; 403 for a POST
 *	        signed in as something else				→ 403
 *	csrf    for POST: the token, and Sec-Fetch-Site or Origin	→ the form again, error.form_expired
 *	fields  in a POST a wrong one					→ the form again (422), as it was typed
 *
 * show() answers GET and HEAD. It also runs for a POST that cannot be carried out, with req->errors filled:
 * it must not change anything. act() runs for a POST of which everything above holds, so it never sees a
 * bad request.
 *
 * What handlers return:
 *	ST_OK		what response.h was told, else the row's template (or view_template's) is rendered
 *	act: a user's status after request_error()
 *			show() runs and the form is shown again: 422, or 409 for ST_CONFLICT and ST_DUPLICATE,
 *			410 for ST_EXPIRED, 413, 429, 403, 404 as their names say
 *	any other	the error page of that status: 400, 403, 404, 409, 410, 413, 429, 503, 500
 */
#ifndef WEB_ROUTE_H
#define WEB_ROUTE_H

#include "web/fields.h"
#include "web/request.h"

enum csrf {
	CSRF_TOKEN,	/* hidden field `token` equals the request's token, and the browser says same-origin */
	CSRF_ORIGIN,	/* only the browser's word: for sign-in, where no session exists yet */
	CSRF_NONE,	/* for machines that authenticate each request by themselves */
};

enum route_flag {
	ROUTE_ANY_FIELDS = 1 << 0,	/* unknown names in a POST are ignored */
	ROUTE_X_FIELDS = 1 << 2,	/* … those that begin with x_ are: the page knows which there are, and refuses the rest */
	ROUTE_BY_ITSELF = 1 << 3,	/* asked by pages without a person: a session's idle time goes on */
	ROUTE_CACHE = 1 << 1,		/* the same for everybody: without Cache-Control: no-store */
};

typedef enum status (*route_handler)(struct request *req);

struct route {
	const char *path;
	unsigned roles;
	enum csrf csrf;
	const struct field *fields;
	route_handler show;
	route_handler act;
	const char *template;	/* "ticket_new": templates/ticket_new.cs, parsed at start; NULL: none */
	unsigned flags;
};

/* The row that serves this path, its {parts} in captured. NULL for none. routes end with a row without path.
 * The first row that fits is taken: one with fewer {parts} stands before one with more. */
const struct route *route_find(struct arena *arena, const struct route *routes, const char *path,
			       struct params *captured);

/* Method and roles: what can be told before a body is read. False: already answered. Called by answer.c. */
bool route_admits(struct request *req, const struct route *route);
/* The other columns, then the handler; leaves the answer in the request. */
void route_run(struct request *req, const struct route *route);

/* A path as nginx hands it over (decoded) in our one spelling: see struct request. ST_INVALID: not one of ours. */
MUST_CHECK enum status path_normalise(struct arena *arena, const char *raw, const char **path);
/* True for a path and query on this site, fit for Location: begins with one '/', no '\', no control characters. */
bool path_is_local(const char *path);

#endif
