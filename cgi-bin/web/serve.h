/* The life of a FastCGI program: start, the loop over requests, and what every program answers alike:
 * /healthz, /metrics, /prefs and error pages.
 */
#ifndef WEB_SERVE_H
#define WEB_SERVE_H

#include "base/config.h"
#include "web/request.h"
#include "web/response.h"
#include "web/route.h"
#include "web/view.h"

struct web_program {
	const char *name;		/* "portal": in logs, metrics and Page.Program */
	const struct route *routes;	/* ended by a row without path */
	const char *const *templates;	/* those no row names, for view_template; ended by NULL; NULL: none */
	const char *login;		/* "/admin/login": where a GET without a viewer goes; NULL: 403 instead */

	/* Opens what lasts: database, facts, keys. The arena lives as long as the process; *site becomes
	 * req->site. Not ST_OK (logged): the program ends and its supervisor tries again. */
	enum status (*start)(const struct config *config, struct arena *arena, void **site);
	/* Once the path is found, before its columns: sets req->viewer from the session's cookie, or leaves
	 * it NULL. Not ST_OK: the error page. May be NULL. */
	enum status (*authenticate)(struct request *req);
	/* The form token this request must bring, hex. NULL: there is none, so no POST is taken. When NULL
	 * itself: viewer->csrf. */
	const char *(*token)(struct request *req);
	/* /healthz: a line for each thing the program depends on; ST_OK when it can serve. May be NULL. */
	enum status (*health)(void *site, struct arena *arena, struct buf *text);
	/* /metrics: the program's own figures in Prometheus' text form, named hotline_…. May be NULL. */
	void (*metrics)(void *site, struct buf *text);
};

/* Serves the listening socket on fd 0 until SIGTERM. The result is main()'s. */
int web_serve(const struct web_program *program);

/* A token that a page has just made (a new draft, a new session): Page.Token from now on. Kept by reference. */
void web_set_token(struct request *req, const char *token);

#endif
