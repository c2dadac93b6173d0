/* What the files of web/ share among themselves. Not for pages: they include serve.h. */
#ifndef WEB_WEB_H
#define WEB_WEB_H

#include <stdbool.h>
#include <stddef.h>

#include "base/config.h"
#include "web/metrics.h"
#include "web/serve.h"

struct views;

/* Where a request comes from and its answer goes: libfcgi in serve.c, memory in tests. */
struct wire {
	void *ctx;
	/* A CGI parameter ("REQUEST_METHOD"), or NULL. */
	const char *(*param)(void *ctx, const char *name);
	/* The next bytes of the body: how many, 0 at its end, -1 when the connection failed. */
	long (*read)(void *ctx, void *data, size_t room);
	/* ST_IO when the client is gone. */
	enum status (*write)(void *ctx, const void *data, size_t len);
};

struct web {
	const struct web_program *program;
	const struct config *config;
	void *site;
	struct views *views;
	struct metrics *metrics;
	struct arena *arena;		/* of the request at hand */
	bool https;
	const char *spool_dir;
	const struct wire *wire;	/* of the request at hand */
};

/* Everything but the socket: views, metrics, the program's start. Lives in the process's arena. */
MUST_CHECK enum status web_open(struct arena *process, const struct web_program *program,
				const struct config *config, struct web *web);
void web_close(struct web *web);
/* Reads one request from the wire and answers it. ST_IO: the answer was cut short, and the connection must be
 * broken so that nobody takes it for whole. */
MUST_CHECK enum status web_answer(struct web *web, const struct wire *wire);

/* The form token a request must bring, or NULL. Asked of the program once. */
const char *web_token(struct request *req);
/* Renders the page for a code and status; never fails: without a template it says the same plainly. */
void web_error_page(struct request *req, int code, enum status status);
/* The HTTP code of a status as an error page has it. */
int web_code(enum status status);

/* ---- response.c: what was answered -------------------------------------------------------------- */

struct response {
	int code;
	struct buf headers;	/* "Name: value\r\n" each */
	const char *body;
	size_t body_len;
	const char *type;	/* NULL: nothing answered yet */
	bool redirected;
	bool streaming;		/* headers are out */
	bool cut;		/* a write failed after that */
};

void response_new(struct request *req);
/* As response_body, but the body is not copied: it must outlive the request. */
void response_borrow(struct request *req, const char *type, const void *body, size_t len);
/* A cookie that nginx and other programs read too: under its plain name always. */
void response_plain_cookie(struct request *req, const char *name, const char *value, long max_age_s);
/* Forgets what was answered, but for cookies: an error page takes its place. */
void response_start_over(struct request *req);
/* Sends a whole answer; nothing when it was streamed. */
MUST_CHECK enum status response_send(struct request *req);

/* ---- upload.c: files in the spool ---------------------------------------------------------------- */

/* A file without a name in the directory; -1 (logged) when there can be none. */
int upload_open(struct arena *arena, const char *dir);
/* All of it; ST_IO is logged. */
MUST_CHECK enum status upload_write(int fd, const uint8_t *data, size_t len);
/* An arena_cleanup_fn for a struct upload. */
void upload_close(void *upload);

/* ---- view.c ------------------------------------------------------------------------------------- */

/* Parses every template the program can show, and loads labels. The reason of a failure is logged. */
MUST_CHECK enum status views_open(struct arena *process, const struct web_program *program,
				  const struct config *config, struct views **views);
void views_close(struct views *views);
/* Renders the template and makes it the answer. */
MUST_CHECK enum status view_render(struct request *req, const char *name);
/* The label of a group ("error", or "" for none) in the request's language; NULL when there is none. */
const char *view_find_label(const struct request *req, const char *group, const char *key);

/* ---- page.c: what every page has ----------------------------------------------------------------- */

/* Sets Page, Viewer, Errors and Form as view.h describes them. */
void page_fill(struct request *req, const char *template);

#endif
