/* The loop of a FastCGI program; see serve.h. The one file that knows libfcgi.
 *
 * The socket is unix-only and shared with nginx alone: garbage on it would abort the process. nginx sends one
 * request a connection. SIGTERM ends the process between two requests; one that arrives just before accept is
 * only seen by the next, so the supervisor follows with KILL.
 */
#include "web/serve.h"

#include <fcgiapp.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "web/web.h"

static const char *fcgi_param(void *ctx, const char *name)
{
	FCGX_Request *request = ctx;

	return FCGX_GetParam(name, request->envp);
}

static long fcgi_read(void *ctx, void *data, size_t room)
{
	FCGX_Request *request = ctx;
	int n = FCGX_GetStr(data, (int)room, request->in);

	return FCGX_GetError(request->in) ? -1 : n;
}

static enum status fcgi_write(void *ctx, const void *data, size_t len)
{
	FCGX_Request *request = ctx;
	const char *p = data;

	while (len) {
		int piece = len < (1u << 30) ? (int)len : 1 << 30;

		if (FCGX_PutStr(p, piece, request->out) != piece)
			return ST_IO;
		p += piece;
		len -= (size_t)piece;
	}
	return ST_OK;
}

static volatile sig_atomic_t ending;

static void on_term(int signal_number)
{
	(void)signal_number;
	ending = 1;
	FCGX_ShutdownPending();
}

/* Without SA_RESTART: a TERM while waiting in accept must end the wait. */
static void catch_signals(void)
{
	struct sigaction term = { .sa_handler = on_term }, ignore = { .sa_handler = SIG_IGN };

	sigaction(SIGTERM, &term, NULL);
	sigaction(SIGINT, &term, NULL);
	sigaction(SIGPIPE, &ignore, NULL);
}

/* A cut answer must not look whole: the connection breaks without FastCGI's end of request. */
static void finish(FCGX_Request *request, enum status status)
{
	if (status == ST_OK && FCGX_GetError(request->out) == 0)
		FCGX_Finish_r(request);
	else
		FCGX_Free(request, 1);
}

static int serve(struct web *web)
{
	FCGX_Request request;
	struct wire wire = { &request, fcgi_param, fcgi_read, fcgi_write };

	if (FCGX_Init() != 0 || FCGX_InitRequest(&request, 0, FCGI_FAIL_ACCEPT_ON_INTR) != 0) {
		log_error("no FastCGI socket on file descriptor 0");
		return EXIT_FAILURE;
	}
	while (!ending && FCGX_Accept_r(&request) == 0)
		finish(&request, web_answer(web, &wire));
	log_info("ends");
	return ending ? EXIT_SUCCESS : EXIT_FAILURE;
}

int web_serve(const struct web_program *program)
{
	struct arena *process = arena_new("process", (size_t)64 << 20);
	const struct config *config;
	struct web web;
	int result;

	/* A page's values are freed together: what glibc puts aside of them it would sort through at the next larger piece. */
	mallopt(M_MXFAST, 0);
	log_open(program->name, LOG_INFO);
	catch_signals();
	if (config_load(process, NULL, &config) != ST_OK)
		return EXIT_FAILURE;
	log_open(program->name, log_level_of(config_text(config, "log.level")));
	if (web_open(process, program, config, &web) != ST_OK) {
		log_error("cannot start");
		/* Tried again at once by the supervisor: the database's way back must not be crowded by that. */
		nanosleep(&(struct timespec){ .tv_nsec = 300 * 1000 * 1000 }, NULL);
		web_close(&web);
		arena_free(process);
		return EXIT_FAILURE;
	}
	result = serve(&web);
	web_close(&web);
	arena_free(process);
	return result;
}
