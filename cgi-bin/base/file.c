/* Whole small files and tab-separated tables; see file.h. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"

enum status file_read(struct arena *arena, const char *path, struct bytes *content)
{
	FILE *file = fopen(path, "re");
	struct stat st;
	char *data;
	size_t n;

	if (!file || fstat(fileno(file), &st) != 0) {
		log_error("cannot open '%s': %s", path, strerror(errno));
		if (file)
			fclose(file);
		return ST_NOT_FOUND;
	}
	data = arena_alloc(arena, (size_t)st.st_size + 1);
	n = fread(data, 1, (size_t)st.st_size, file);
	fclose(file);
	if (n != (size_t)st.st_size) {
		log_error("cannot read all of '%s'", path);
		return ST_IO;
	}
	*content = (struct bytes){ (const uint8_t *)data, n };
	return ST_OK;
}

enum status file_create(const char *path, struct bytes content, unsigned mode)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	ssize_t n;

	if (fd < 0) {
		log_error("cannot create '%s': %s", path, strerror(errno));
		return errno == EEXIST ? ST_DUPLICATE : ST_IO;
	}
	n = write(fd, content.p, content.n);
	if (n != (ssize_t)content.n || fsync(fd) != 0) {
		log_error("cannot write '%s': %s", path, strerror(errno));
		close(fd);
		unlink(path);
		return ST_IO;
	}
	close(fd);
	return ST_OK;
}

enum status file_replace(struct arena *arena, const char *path, struct bytes content, unsigned mode)
{
	const char *part = arena_printf(arena, "%s.part", path);

	if (unlink(part) != 0 && errno != ENOENT)
		log_error("cannot remove '%s': %s", part, strerror(errno));
	TRY(file_create(part, content, mode));
	if (rename(part, path) == 0)
		return ST_OK;
	log_error("cannot replace '%s': %s", path, strerror(errno));
	return ST_IO;
}

/* Cuts the next line off; NULL at the end. */
static char *next_line(struct tsv *tsv)
{
	char *line = tsv->rest;
	char *end;

	if (!line || !*line)
		return NULL;
	end = strchr(line, '\n');
	tsv->rest = end ? end + 1 : NULL;
	if (end)
		*end = '\0';
	tsv->line++;
	return line;
}

static char *next_row(struct tsv *tsv)
{
	char *line;

	do
		line = next_line(tsv);
	while (line && (*line == '#' || *line == '\0'));
	return line;
}

static int split(char *line, const char **cells, int most)
{
	int n = 0;

	for (char *tab; n < most; line = tab + 1) {
		tab = strchr(line, '\t');
		if (tab)
			*tab = '\0';
		cells[n++] = strcmp(line, "-") == 0 ? "" : line;
		if (!tab)
			break;
	}
	return n;
}

enum status tsv_open(struct arena *arena, const char *path, struct tsv *tsv)
{
	struct bytes content;
	char *head;

	*tsv = (struct tsv){ .path = path };
	TRY(file_read(arena, path, &content));
	tsv->rest = (char *)(uintptr_t)content.p;
	head = next_row(tsv);
	if (!head) {
		log_error("'%s' has no header line", path);
		return ST_INVALID;
	}
	tsv->columns = split(head, tsv->names, 32);
	return ST_OK;
}

enum status tsv_next(struct tsv *tsv)
{
	char *line = next_row(tsv);
	int n;

	if (!line)
		return ST_NOT_FOUND;
	n = split(line, tsv->cells, 32);
	if (n == tsv->columns)
		return ST_OK;
	log_error("line %d of '%s' has %d cells instead of %d", tsv->line, tsv->path, n, tsv->columns);
	return ST_INVALID;
}

const char *tsv_cell(const struct tsv *tsv, const char *name)
{
	for (int i = 0; i < tsv->columns; i++)
		if (strcmp(tsv->names[i], name) == 0)
			return tsv->cells[i];
	return NULL;
}
