/* One JSON line each to stderr; see log.h. Written with one write(2), so lines never mix. */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"

static const char *program_name = "hotline";
static enum log_level lowest = LOG_INFO;
static const char *current_request;

static const char *const level_names[] = {
	[LOG_DEBUG] = "debug", [LOG_INFO] = "info", [LOG_WARN] = "warn", [LOG_ERROR] = "error",
};

enum log_level log_level_of(const char *word)
{
	for (int i = LOG_DEBUG; i <= LOG_ERROR; i++)
		if (strcmp(level_names[i], word) == 0)
			return (enum log_level)i;
	return LOG_INFO;
}

void log_open(const char *program, enum log_level level)
{
	program_name = program;
	lowest = level;
}

void log_request(const char *request_id)
{
	current_request = request_id;
}

/* Appends text as the inside of a JSON string; control characters become \u00XX. Returns the new end. */
static size_t append_json(char *line, size_t at, size_t end, const char *text)
{
	for (; *text && at + 6 < end; text++) {
		unsigned char c = (unsigned char)*text;

		if (c == '"' || c == '\\') {
			line[at++] = '\\';
			line[at++] = (char)c;
		} else if (c < 0x20 || c == 0x7f) {
			at += (size_t)snprintf(line + at, end - at, "\\u%04x", c);
		} else {
			line[at++] = (char)c;
		}
	}
	return at;
}

static void write_all(const char *data, size_t len)
{
	while (len > 0) {
		ssize_t n = write(STDERR_FILENO, data, len);

		if (n <= 0)
			return;
		data += n;
		len -= (size_t)n;
	}
}

void log_write(enum log_level level, const char *message, ...)
{
	char text[LIMIT_LOG_LINE_BYTES];
	char line[LIMIT_LOG_LINE_BYTES + 256];
	size_t end = sizeof(line) - 4;
	size_t at;
	va_list args;

	if (level < lowest)
		return;
	va_start(args, message);
	vsnprintf(text, sizeof(text), message, args);
	va_end(args);
	at = (size_t)snprintf(line, sizeof(line), "{\"level\":\"%s\",\"program\":\"%s\",\"pid\":%d",
			      level_names[level], program_name, (int)getpid());
	if (current_request) {
		at += (size_t)snprintf(line + at, sizeof(line) - at, ",\"request\":\"");
		at = append_json(line, at, at + 64, current_request);
		line[at++] = '"';
	}
	at += (size_t)snprintf(line + at, sizeof(line) - at, ",\"message\":\"");
	at = append_json(line, at, end, text);
	memcpy(line + at, "\"}\n", 3);
	write_all(line, at + 3);
}

void log_panic(const char *what, const char *name, size_t value)
{
	log_write(LOG_ERROR, "panic: %s: %s=%zu", what, name, value);
	abort();
}
