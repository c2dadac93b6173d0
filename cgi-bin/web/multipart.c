/* multipart/form-data while it streams; see multipart.h.
 *
 * A window slides over the body. In front of the body stands a line break of our own, so that the first
 * boundary looks like all others: CR LF "--" boundary.
 */
#include "web/multipart.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/limits.h"
#include "web/web.h"

#define WINDOW_BYTES ((size_t)64 * 1024)	/* one write to a spool file */
#define BOUNDARY_BYTES 70			/* RFC 2046 5.1.1 */
#define UPLOADS_MAX (2 * LIMIT_FILES)		/* records of files kept and refused; more is no form of ours */

/* Where in the body the window stands. */
enum place { AT_PREAMBLE, AT_DELIMITER, AT_HEADERS, IN_FIELD, IN_FILE, IN_NOTHING, AT_END };

struct multipart {
	struct arena *arena;
	const char *spool_dir;
	struct params_builder params;
	struct upload *uploads;
	size_t upload_count;
	size_t kept_count;

	enum place place;
	char delimiter[4 + BOUNDARY_BYTES + 1];
	size_t delimiter_len;
	uint8_t *room;			/* WINDOW_BYTES */
	uint8_t *window;		/* what of it is not consumed yet */
	size_t len;

	const char *name;		/* of the part at hand */
	struct buf value;
	struct upload *file;
	struct crypto_hash *hash;
};

/* ---- header values ---------------------------------------------------------------------------- */

/* The next `; name=value` of a header value; moves *at behind it. Values may be quoted, with \" for a quote;
 * other backslashes are meant as they stand: old browsers send whole paths. */
static bool next_parameter(struct arena *arena, const char **at, const char **name, const char **value)
{
	const char *p = *at + strspn(*at, " \t;");
	size_t len = strcspn(p, "=; \t");
	struct buf text = buf_new(arena, 64);

	if (len == 0)
		return false;
	*name = arena_strndup(arena, p, len);
	p += len;
	p += strspn(p, " \t");
	if (*p == '=')
		p += 1 + strspn(p + 1, " \t");
	if (*p == '"') {
		for (p++; *p && *p != '"'; p++) {
			if (p[0] == '\\' && p[1] == '"')
				p++;
			buf_char(&text, *p);
		}
		p += *p == '"';
	} else {
		len = strcspn(p, "; \t");
		buf_add(&text, p, len);
		p += len;
	}
	*value = text.text;
	*at = p;
	return true;
}

/* The main word of a header value ("form-data"), and where its parameters begin. */
static bool has_word(const char *value, const char *word, const char **parameters)
{
	size_t len = strlen(word);

	value += strspn(value, " \t");
	*parameters = value + len;
	return strncasecmp(value, word, len) == 0 && strchr("; \t", value[len]);
}

/* RFC 5987: UTF-8''%E7%85%A7… as some programs (not browsers) name their files. */
static const char *extended_value(struct arena *arena, const char *value)
{
	const char *quote = strchr(value, '\'');
	struct params params;
	struct buf query = buf_new(arena, strlen(value) + 8);

	quote = quote ? strchr(quote + 1, '\'') : NULL;
	if (!quote || strncasecmp(value, "utf-8'", 6) != 0 || strchr(quote, '&'))
		return "";
	buf_text(&query, "v=");
	for (const char *p = quote + 1; *p; p++)
		buf_text(&query, *p == '+' ? "%2B" : (char[]){ *p, '\0' });
	if (params_parse(arena, query.text, query.len, &params) != ST_OK || !params.count)
		return "";
	return params.list[0].value;
}

/* ---- files ------------------------------------------------------------------------------------ */

static enum status begin_file(struct multipart *m, const char *name, const char *type)
{
	struct upload *upload;

	if (m->upload_count == UPLOADS_MAX)
		return ST_TOO_LARGE;
	if (!m->uploads)
		m->uploads = ARENA_ARRAY(m->arena, UPLOADS_MAX, struct upload);
	upload = m->file = &m->uploads[m->upload_count++];
	*upload = (struct upload){
		.field = m->name, .name = upload_name(m->arena, name), .type = type, .fd = -1
	};
	m->place = IN_FILE;
	if (m->kept_count == LIMIT_FILES) {
		upload->fault = UPLOAD_TOO_MANY;
		return ST_OK;
	}
	upload->fd = upload_open(m->arena, m->spool_dir);
	if (upload->fd < 0)
		return ST_IO;
	arena_on_reset(m->arena, upload_close, upload);
	m->hash = crypto_hash_begin(m->arena);
	m->kept_count++;
	return ST_OK;
}

static enum status file_data(struct multipart *m, const uint8_t *data, size_t len)
{
	struct upload *upload = m->file;

	if (upload->fault != UPLOAD_WHOLE)
		return ST_OK;
	if ((size_t)upload->size + len > LIMIT_FILE_BYTES) {
		upload->fault = UPLOAD_TOO_LARGE;
		upload_close(upload);
		return ST_OK;
	}
	crypto_hash_update(m->hash, data, len);
	upload->size += (int64_t)len;
	return upload_write(upload->fd, data, len);
}

static enum status end_file(struct multipart *m)
{
	if (m->file->fault != UPLOAD_WHOLE)
		return ST_OK;
	crypto_hash_end(m->hash, m->file->sha256);
	return lseek(m->file->fd, 0, SEEK_SET) == 0 ? ST_OK : ST_IO;
}

/* ---- parts ------------------------------------------------------------------------------------ */

struct part_headers {
	const char *name;
	const char *file_name;	/* NULL: a field */
	const char *type;
};

static enum status parse_disposition(struct arena *arena, const char *value, struct part_headers *part)
{
	const char *parameters, *name, *content;

	if (!has_word(value, "form-data", &parameters))
		return ST_INVALID;
	while (next_parameter(arena, &parameters, &name, &content)) {
		if (strcasecmp(name, "name") == 0)
			part->name = content;
		else if (strcasecmp(name, "filename") == 0 && text_empty(part->file_name))
			part->file_name = content;
		else if (strcasecmp(name, "filename*") == 0)
			part->file_name = extended_value(arena, content);
	}
	return ST_OK;
}

/* The header lines of a part, parted by CR LF. */
static enum status parse_headers(struct arena *arena, char *lines, struct part_headers *part)
{
	char *next;

	for (char *line = lines; line; line = next) {
		next = strstr(line, "\r\n");
		if (next) {
			*next = '\0';
			next += 2;
		}
		if (strncasecmp(line, "content-disposition:", 20) == 0)
			TRY(parse_disposition(arena, line + 20, part));
		else if (strncasecmp(line, "content-type:", 13) == 0)
			part->type = arena_strdup(arena, line + 13 + strspn(line + 13, " \t"));
	}
	if (text_empty(part->name) || strlen(part->name) > LIMIT_PARAM_NAME_BYTES ||
	    !text_is_utf8(part->name, strlen(part->name)))
		return ST_INVALID;
	return ST_OK;
}

static enum status begin_part(struct multipart *m, const uint8_t *headers, size_t len)
{
	struct part_headers part = { .type = "" };
	char *lines = arena_strndup(m->arena, (const char *)headers, len);

	if (memchr(headers, '\0', len))
		return ST_INVALID;
	TRY(parse_headers(m->arena, lines, &part));
	m->name = part.name;
	m->value = buf_new(m->arena, 64);
	if (!part.file_name) {
		m->place = IN_FIELD;
		return ST_OK;
	}
	if (part.file_name[0] == '\0') {	/* a file input in which nothing was chosen */
		m->place = IN_NOTHING;
		return ST_OK;
	}
	return begin_file(m, part.file_name, part.type);
}

static enum status part_data(struct multipart *m, const uint8_t *data, size_t len)
{
	if (m->place == IN_FILE)
		return file_data(m, data, len);
	if (m->place != IN_FIELD)
		return ST_OK;
	if (m->value.len + len > LIMIT_PARAM_VALUE_BYTES)
		return ST_TOO_LARGE;
	buf_add(&m->value, data, len);
	return ST_OK;
}

static enum status end_part(struct multipart *m)
{
	if (m->place == IN_FILE)
		return end_file(m);
	if (m->place != IN_FIELD)
		return ST_OK;
	return params_add(&m->params, (struct bytes){ (const uint8_t *)m->name, strlen(m->name) },
			  (struct bytes){ (const uint8_t *)m->value.text, m->value.len });
}

/* ---- the window ------------------------------------------------------------------------------- */

static void drop(struct multipart *m, size_t len)
{
	m->window += len;
	m->len -= len;
}

static size_t refill(struct multipart *m, const uint8_t *data, size_t len)
{
	size_t piece = WINDOW_BYTES - m->len < len ? WINDOW_BYTES - m->len : len;

	memmove(m->room, m->window, m->len);
	m->window = m->room;
	memcpy(m->window + m->len, data, piece);
	m->len += piece;
	return piece;
}

/* Each step consumes what it can of the window; *more: another step may go on with the rest. */

static enum status step_content(struct multipart *m, bool *more)
{
	const uint8_t *found = memmem(m->window, m->len, m->delimiter, m->delimiter_len);
	size_t content = found ? (size_t)(found - m->window) : 0;

	if (found) {
		TRY(part_data(m, m->window, content));
		TRY(end_part(m));
		drop(m, content + m->delimiter_len);
		m->place = AT_DELIMITER;
		*more = true;
	} else if (m->len >= m->delimiter_len) {	/* the tail may be the beginning of a delimiter */
		content = m->len - (m->delimiter_len - 1);
		TRY(part_data(m, m->window, content));
		drop(m, content);
	}
	return ST_OK;
}

/* Behind a delimiter: "--" ends the body, blanks and CR LF begin a part. */
static enum status step_delimiter(struct multipart *m, bool *more)
{
	size_t blank = 0;

	if (m->len < 2)
		return ST_OK;
	if (memcmp(m->window, "--", 2) == 0) {
		m->place = AT_END;
		return ST_OK;
	}
	while (blank < m->len && (m->window[blank] == ' ' || m->window[blank] == '\t'))
		blank++;
	if (blank > LIMIT_MULTIPART_HEADER_BYTES)
		return ST_INVALID;
	if (m->len < blank + 2)
		return ST_OK;
	if (memcmp(m->window + blank, "\r\n", 2) != 0)
		return ST_INVALID;
	drop(m, blank + 2);
	m->place = AT_HEADERS;
	*more = true;
	return ST_OK;
}

static enum status step_headers(struct multipart *m, bool *more)
{
	const uint8_t *end = memmem(m->window, m->len, "\r\n\r\n", 4);
	size_t len = end ? (size_t)(end - m->window) : m->len;

	if (len > LIMIT_MULTIPART_HEADER_BYTES)
		return ST_TOO_LARGE;
	if (!end)
		return ST_OK;
	TRY(begin_part(m, m->window, len));
	drop(m, len + 4);
	*more = true;
	return ST_OK;
}

static enum status step(struct multipart *m, bool *more)
{
	*more = false;
	switch (m->place) {
	case AT_DELIMITER:
		return step_delimiter(m, more);
	case AT_HEADERS:
		return step_headers(m, more);
	case AT_END:
		m->len = 0;	/* an epilogue says nothing */
		return ST_OK;
	default:
		return step_content(m, more);
	}
}

/* ---- outside ---------------------------------------------------------------------------------- */

static const char *find_boundary(struct arena *arena, const char *content_type)
{
	const char *parameters, *name, *value;

	if (!content_type || !has_word(content_type, "multipart/form-data", &parameters))
		return NULL;
	while (next_parameter(arena, &parameters, &name, &value))
		if (strcasecmp(name, "boundary") == 0)
			return value;
	return NULL;
}

enum status multipart_begin(struct arena *arena, const char *content_type, const char *spool_dir,
			    struct multipart **parser)
{
	const char *boundary = find_boundary(arena, content_type);
	struct multipart *m;

	if (text_empty(boundary) || strlen(boundary) > BOUNDARY_BYTES)
		return ST_INVALID;
	m = *parser = ARENA_NEW(arena, struct multipart);
	m->arena = arena;
	m->spool_dir = spool_dir;
	m->params.arena = arena;
	m->delimiter_len = (size_t)snprintf(m->delimiter, sizeof(m->delimiter), "\r\n--%s", boundary);
	m->room = m->window = arena_alloc(arena, WINDOW_BYTES);
	memcpy(m->window, "\r\n", 2);
	m->len = 2;
	return ST_OK;
}

enum status multipart_feed(struct multipart *m, const void *data, size_t len)
{
	const uint8_t *p = data;

	while (len) {
		size_t piece = refill(m, p, len);
		bool more = true;

		p += piece;
		len -= piece;
		while (more)
			TRY(step(m, &more));
	}
	return ST_OK;
}

enum status multipart_end(struct multipart *m, struct params *params, struct upload **uploads,
			  size_t *upload_count)
{
	if (m->place != AT_END)
		return ST_INVALID;
	params_done(&m->params, params);
	*uploads = m->uploads;
	*upload_count = m->upload_count;
	return ST_OK;
}
