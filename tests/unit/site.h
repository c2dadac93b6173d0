/* A program served from memory: templates, labels and settings in a directory of its own, requests as text.
 * Included by the tests of whole answers, which define `program` first.
 */
#ifndef TESTS_SITE_H
#define TESTS_SITE_H

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/config.h"
#include "base/log.h"
#include "base/text.h"
#include "web/web.h"
#include "unit.h"

/* What the client sends, and what it got. Absent parameters stay NULL. */
struct client {
	const char *method, *path, *query, *cookie, *type, *body, *fetch_site, *origin, *language;
	size_t body_len;	/* 0: strlen(body) */
	const char *length;	/* Content-Length when it lies */
	size_t cut_after;	/* the body's stream breaks here; 0: never */
	size_t deaf_after;	/* the client goes after so many bytes of the answer; 0: never */
	size_t sent;
	struct buf answer;
};

static struct web site_web;
static struct arena *site_process;
static char site_dir[] = "/tmp/web_site.XXXXXX";

static const char *client_param(void *ctx, const char *name)
{
	struct client *c = ctx;
	const struct { const char *name, *value; } params[] = {
		{ "REQUEST_METHOD", c->method ? c->method : "GET" }, { "DOCUMENT_URI", c->path }, { "QUERY_STRING", c->query },
		{ "REQUEST_URI", c->query ? arena_printf(arena, "%s?%s", c->path, c->query) : c->path },
		{ "HTTP_COOKIE", c->cookie }, { "CONTENT_TYPE", c->type ? c->type : "application/x-www-form-urlencoded" },
		{ "CONTENT_LENGTH", c->length ? c->length : c->body ? arena_printf(arena, "%zu", c->body_len) : "" },
		{ "HTTP_SEC_FETCH_SITE", c->fetch_site }, { "HTTP_ORIGIN", c->origin }, { "HTTP_HOST", "127.0.0.1:12328" },
		{ "HTTP_ACCEPT_LANGUAGE", c->language }, { "REMOTE_ADDR", "192.0.2.1" },
		{ "REQUEST_ID", "0123456789abcdef0123456789abcdef" },
	};

	for (size_t i = 0; i < sizeof(params) / sizeof(params[0]); i++)
		if (strcmp(params[i].name, name) == 0)
			return params[i].value;
	return NULL;
}

static long client_read(void *ctx, void *data, size_t room)
{
	struct client *c = ctx;
	size_t left = c->body_len - c->sent, n = left < room ? left : room;

	if (c->cut_after && c->sent + n > c->cut_after)
		return -1;
	memcpy(data, c->body + c->sent, n);
	c->sent += n;
	return (long)n;
}

static enum status client_write(void *ctx, const void *data, size_t len)
{
	struct client *c = ctx;

	if (c->deaf_after && c->answer.len + len > c->deaf_after)
		return ST_IO;
	buf_add(&c->answer, data, len);
	return ST_OK;
}

static inline enum status ask_for(struct client *client)
{
	struct wire wire = { client, client_param, client_read, client_write };

	if (client->body && !client->body_len)
		client->body_len = strlen(client->body);
	client->answer = buf_new(arena, 4096);
	return web_answer(&site_web, &wire);
}

/* The whole answer, headers and all. */
static inline const char *ask(struct client client)
{
	ck_assert_int_eq(ask_for(&client), ST_OK);
	return client.answer.text;
}

static inline int code_of(const char *answer)
{
	int code = 0;

	ck_assert_int_eq(sscanf(answer, "Status: %d ", &code), 1);
	return code;
}

static inline const char *body_of(const char *answer)
{
	const char *end = strstr(answer, "\r\n\r\n");

	ck_assert_ptr_nonnull(end);
	return end + 4;
}

static inline void site_file(const char *name, const char *content)
{
	char path[128];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", site_dir, name);
	file = fopen(path, "w");
	ck_assert_ptr_nonnull(file);
	fputs(content, file);
	fclose(file);
}

static inline const struct config *site_config(const char *more)
{
	const struct config *config;
	char path[128];

	site_file("site.hdf", arena_printf(site_process, "template.dir = %s\nlabel.dir = %s\nstatic.dir = %s\nspool.dir = %s\n"
					   "cache.dir = %s\n%s", site_dir, site_dir, site_dir, site_dir, site_dir, more));
	snprintf(path, sizeof(path), "%s/site.hdf", site_dir);
	ck_assert_int_eq(config_load(site_process, path, &config), ST_OK);
	return config;
}

static inline void site_make(void)
{
	log_open("test", LOG_ERROR);
	ck_assert_ptr_nonnull(mkdtemp(site_dir));
	site_process = arena_new("process", (size_t)16 << 20);
	site_file("zh-CN.hdf", "title = 标题\nfield.content = 内容\nerror {\n required = 请填写{name}\n too_long = {name}最多{max}字\n"
			       " form_expired = 表单已过期\n}\n");
	site_file("en.hdf", "title = Title\nfield.content = what happened\nerror {\n required = Enter {name}\n"
			    " too_long = {name} may have {max} characters\n content_too_short = Say more\n form_expired = Form expired\n}\n");
	site_file("manifest.hdf", "app_css = /static/app.0a1b2c3d.css\n");
	site_file("macros.cs", "<?cs def:twice(a) ?><?cs var:a ?><?cs var:a ?><?cs /def ?>");
	site_file("layout_top.cs", "(<?cs var:Page.Title ?> <?cs var:L.title ?>:");
	site_file("layout_bottom.cs", ")");
	site_file("error.cs", "[<?cs var:Page.Code ?> <?cs var:Page.Status ?> <?cs var:Page.Incident ?> <?cs var:L.title ?>]");
}

static inline void site_open(const struct web_program *program, const char *settings)
{
	ck_assert_int_eq(web_open(site_process, program, site_config(settings), &site_web), ST_OK);
}

static inline void site_end(void)
{
	web_close(&site_web);
	arena_free(site_process);
	if (system(arena_printf(arena, "rm -rf %s", site_dir)))
		ck_abort_msg("cannot remove %s", site_dir);
}

#endif
