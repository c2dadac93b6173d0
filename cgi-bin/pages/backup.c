/* Writing and reading the files in a backup; see backup.h. */
#include "pages/backup.h"

#include <string.h>

/* ---- writing ------------------------------------------------------------------------------------------------ */

static enum status add_length(struct sealed_out *out, uint32_t n)
{
	uint8_t bytes[4] = { (uint8_t)(n >> 24), (uint8_t)(n >> 16), (uint8_t)(n >> 8), (uint8_t)n };

	return sealed_write(out, bytes, sizeof(bytes));
}

enum status backup_add_begin(struct sealed_out *out, const char *name)
{
	size_t len = strlen(name);
	uint8_t head[3] = { 'F', (uint8_t)(len >> 8), (uint8_t)len };

	if (len >= BACKUP_NAME_BYTES)
		return ST_TOO_LARGE;
	TRY(sealed_write(out, head, sizeof(head)));
	return sealed_write(out, name, len);
}

enum status backup_add_block(struct sealed_out *out, const void *data, size_t n)
{
	TRY(add_length(out, (uint32_t)n));
	return sealed_write(out, data, n);
}

enum status backup_add_end(struct sealed_out *out)
{
	return add_length(out, 0);
}

enum status backup_finish(struct sealed_out *out)
{
	TRY(sealed_write(out, "E", 1));
	return sealed_end(out);
}

/* ---- reading ------------------------------------------------------------------------------------------------ */

/* Names come from a sealed file, and still nothing may lead out of a directory. */
static bool is_safe(const char *name)
{
	if (*name == '/' || strstr(name, "//"))
		return false;
	for (const char *part = name; part; part = strchr(part, '/')) {
		part += *part == '/';
		if (*part == '\0' || strncmp(part, "../", 3) == 0 || strcmp(part, "..") == 0 || strncmp(part, "./", 2) == 0)
			return false;
	}
	return true;
}

enum status backup_next(struct sealed_in *in, char name[BACKUP_NAME_BYTES])
{
	uint8_t head[2];
	size_t len;
	char mark;

	TRY(sealed_read(in, &mark, 1));
	if (mark == 'E') {
		TRY(sealed_at_end(in));
		return ST_NOT_FOUND;
	}
	TRY(sealed_read(in, head, sizeof(head)));
	len = (size_t)head[0] << 8 | head[1];
	if (mark != 'F' || len == 0 || len >= BACKUP_NAME_BYTES)
		return ST_INVALID;
	TRY(sealed_read(in, name, len));
	name[len] = '\0';
	return strlen(name) == len && is_safe(name) ? ST_OK : ST_INVALID;
}

enum status backup_block(struct sealed_in *in, uint8_t block[BACKUP_BLOCK_BYTES], size_t *n)
{
	uint8_t bytes[4];

	TRY(sealed_read(in, bytes, sizeof(bytes)));
	*n = (size_t)bytes[0] << 24 | (size_t)bytes[1] << 16 | (size_t)bytes[2] << 8 | bytes[3];
	if (*n > BACKUP_BLOCK_BYTES)
		return ST_INVALID;
	return sealed_read(in, block, *n);
}

const char *backup_keys_beside(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? arena_printf(arena, "%.*s/%s", (int)(slash - path), path, BACKUP_IDENTITIES) : BACKUP_IDENTITIES;
}

bool backup_leaves_out(const char *name)
{
	size_t len = strlen(name);

	return len >= 8 && strcmp(name + len - 8, ".private") == 0;
}

/* ---- rows ----------------------------------------------------------------------------------------------------- */

static void begin_table(struct row_count *c, const char *name, size_t len)
{
	for (c->current = 0; c->current < c->count; c->current++)
		if (strlen(c->tables[c->current].table) == len && memcmp(c->tables[c->current].table, name, len) == 0)
			return;
	if (c->count == BACKUP_TABLES_MAX || len >= sizeof(c->tables[0].table)) {
		c->current = -1;
		return;
	}
	memcpy(c->tables[c->count++].table, name, len);
}

static void end_line(struct row_count *c)
{
	static const char insert[] = "INSERT INTO `";
	const size_t skip = sizeof(insert) - 1;

	if (c->head_len > skip && memcmp(c->head, insert, skip) == 0)
		begin_table(c, c->head + skip, strcspn(c->head + skip, "`"));
	else if (c->head[0] != '(' || c->count == 0)
		c->current = -1;
	else if (c->current >= 0)
		c->tables[c->current].rows++;
	memset(c->head, 0, sizeof(c->head));
	c->head_len = 0;
}

void row_count_add(struct row_count *counts, const void *data, size_t n)
{
	const char *text = data;

	for (size_t i = 0; i < n; i++) {
		if (text[i] == '\n')
			end_line(counts);
		else if (counts->head_len + 1 < sizeof(counts->head))
			counts->head[counts->head_len++] = text[i];
	}
}
