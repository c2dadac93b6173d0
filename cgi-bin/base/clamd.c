/* Asking clamd; see clamd.h. Nothing blocks: the socket is non-blocking, and files are local. */
#include "base/clamd.h"

#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/now.h"
#include "base/text.h"

#define PIECE_BYTES 16384
#define HEAD_BYTES 4		/* of a piece: its length */
#define ANSWER_BYTES 512	/* "stream: NAME FOUND": clamd's names are shorter than that */

struct clamd {
	const char *address;
	int socket;		/* -1: nothing is asked */
	int file;		/* -1: it was asked whether it is there */
	int64_t offset;		/* read of the file */
	int64_t until_ms;	/* monotonic */
	bool told;		/* all of the question is in out */
	char out[PIECE_BYTES + HEAD_BYTES];
	size_t out_from, out_to;
	char in[ANSWER_BYTES];
	size_t in_len;
};

struct clamd *clamd_open(struct arena *arena, const char *address)
{
	struct clamd *c = ARENA_NEW(arena, struct clamd);

	*c = (struct clamd){ .address = arena_strdup(arena, address), .socket = -1, .file = -1 };
	return c;
}

/* ---- reaching it -------------------------------------------------------------------------------- */

static int reach_unix(const char *path)
{
	struct sockaddr_un where = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (fd < 0 || strlen(path) >= sizeof(where.sun_path))
		goto failed;
	strcpy(where.sun_path, path);
	if (connect(fd, (struct sockaddr *)&where, sizeof(where)) == 0 || errno == EINPROGRESS)
		return fd;
failed:
	if (fd >= 0)
		close(fd);
	return -1;
}

/* "[::1]:3310" apart. False: not of that form. */
static bool split(const char *address, char host[64], const char **port)
{
	const char *colon = strrchr(address, ':');
	size_t len = colon ? (size_t)(colon - address) : 0;
	bool bracketed = len >= 2 && address[0] == '[' && address[len - 1] == ']';

	if (!len || len >= 64)
		return false;
	snprintf(host, 64, "%.*s", (int)(len - 2 * bracketed), address + bracketed);
	*port = colon + 1;
	return true;
}

static int reach_tcp(const char *address)
{
	const struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV };
	struct addrinfo *at = NULL;
	const char *port;
	char host[64];
	int fd = -1;

	if (!split(address, host, &port) || getaddrinfo(host, port, &hints, &at) != 0)
		return -1;
	fd = socket(at->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd >= 0 && connect(fd, at->ai_addr, at->ai_addrlen) != 0 && errno != EINPROGRESS) {
		close(fd);
		fd = -1;
	}
	freeaddrinfo(at);
	return fd;
}

/* ---- the question ------------------------------------------------------------------------------- */

void clamd_ask(struct clamd *c, int file, int64_t most_ms)
{
	c->socket = c->address[0] == '/' ? reach_unix(c->address) : reach_tcp(c->address);
	c->file = file;
	c->offset = 0;
	c->until_ms = now_monotonic_ms() + most_ms;
	c->told = file < 0;
	c->out_from = 0;
	c->out_to = (size_t)snprintf(c->out, sizeof(c->out), "%s", file < 0 ? "zPING" : "zINSTREAM") + 1;
	c->in_len = 0;
}

/* The next piece behind its length; the empty one when the file has ended. False: the file cannot be read. */
static bool next_piece(struct clamd *c)
{
	ssize_t n = pread(c->file, c->out + HEAD_BYTES, PIECE_BYTES, c->offset);

	if (n < 0)
		return false;
	for (size_t i = 0; i < HEAD_BYTES; i++)
		c->out[i] = (char)((uint32_t)n >> (24 - 8 * i));
	c->offset += n;
	c->out_from = 0;
	c->out_to = HEAD_BYTES + (size_t)n;
	c->told = n == 0;
	return true;
}

/* False: the other end is gone, though it may have said why before that. */
static bool send_some(struct clamd *c)
{
	ssize_t n = send(c->socket, c->out + c->out_from, c->out_to - c->out_from, MSG_NOSIGNAL);

	if (n < 0)
		return errno == EAGAIN || errno == EINTR;
	c->out_from += (size_t)n;
	return c->out_from < c->out_to || c->told || next_piece(c);
}

/* ---- the answer --------------------------------------------------------------------------------- */

static bool ends_with(const char *text, const char *end)
{
	size_t n = strlen(text), m = strlen(end);

	return n >= m && strcmp(text + n - m, end) == 0;
}

/* Of "stream: NAME FOUND" the name; what is not printable becomes '?'. */
static void take_name(const char *answer, char found[CLAMD_FOUND_BYTES])
{
	const char *from = strstr(answer, ": ");
	size_t len;

	from = from ? from + 2 : answer;
	len = strlen(from) - strlen(" FOUND");
	if (len >= CLAMD_FOUND_BYTES)
		len = CLAMD_FOUND_BYTES - 1;
	for (size_t i = 0; i < len; i++)
		found[i] = from[i] > ' ' && from[i] < 0x7f ? from[i] : '?';
	found[len] = '\0';
}

static enum clamd_said read_answer(struct clamd *c, char found[CLAMD_FOUND_BYTES])
{
	c->in[c->in_len] = '\0';
	if (c->file < 0)
		return strcmp(c->in, "PONG") == 0 ? CLAMD_PONG : CLAMD_AWAY;
	if (strcmp(c->in, "stream: OK") == 0)
		return CLAMD_CLEAN;
	if (text_starts(c->in, "stream: ") && ends_with(c->in, " FOUND")) {
		take_name(c->in, found);
		return CLAMD_FOUND;
	}
	return c->in_len ? CLAMD_REFUSED : CLAMD_AWAY;
}

/* An answer ends with its NUL, or with the connection; "OK" alone before everything was sent is none that could be believed. */
static enum clamd_said receive_some(struct clamd *c, char found[CLAMD_FOUND_BYTES])
{
	ssize_t n = recv(c->socket, c->in + c->in_len, ANSWER_BYTES - 1 - c->in_len, 0);
	enum clamd_said said;

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return CLAMD_GOES_ON;
	if (n > 0 && !memchr(c->in + c->in_len, '\0', (size_t)n) && c->in_len + (size_t)n < ANSWER_BYTES - 1) {
		c->in_len += (size_t)n;
		return CLAMD_GOES_ON;
	}
	c->in_len += n > 0 ? strnlen(c->in + c->in_len, (size_t)n) : 0;
	said = n < 0 || (n == 0 && c->in_len == 0) ? CLAMD_AWAY : read_answer(c, found);
	return said == CLAMD_CLEAN && !(c->told && c->out_from == c->out_to) ? CLAMD_REFUSED : said;
}

/* ---- a step ------------------------------------------------------------------------------------- */

/* One turn: what can be sent is sent, what has come is read. */
static enum clamd_said turn(struct clamd *c, int64_t wait_ms, char found[CLAMD_FOUND_BYTES])
{
	bool sends = c->out_from < c->out_to;
	struct pollfd ready = { .fd = c->socket, .events = (short)(POLLIN | (sends ? POLLOUT : 0)) };

	if (poll(&ready, 1, (int)wait_ms) <= 0)
		return CLAMD_GOES_ON;
	if (ready.revents & (POLLIN | POLLHUP | POLLERR))
		return receive_some(c, found);
	return send_some(c) ? CLAMD_GOES_ON : CLAMD_AWAY;
}

enum clamd_said clamd_step(struct clamd *c, int64_t most_ms, char found[CLAMD_FOUND_BYTES])
{
	int64_t until_ms = now_monotonic_ms() + most_ms;
	enum clamd_said said = c->socket < 0 ? CLAMD_AWAY : CLAMD_GOES_ON;

	while (said == CLAMD_GOES_ON) {
		int64_t now = now_monotonic_ms();

		if (now >= c->until_ms)
			said = CLAMD_AWAY;
		else if (now >= until_ms)
			return CLAMD_GOES_ON;
		else
			said = turn(c, (until_ms < c->until_ms ? until_ms : c->until_ms) - now, found);
	}
	if (c->socket >= 0)
		close(c->socket);
	c->socket = -1;
	return said;
}
