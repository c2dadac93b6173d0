/* The server's own programs (mariadb, mariadb-dump), run as this program's account with a pipe to or from them.
 *
 * The password reaches them in a file that exists in memory alone.
 */
#ifndef STORE_TOOL_H
#define STORE_TOOL_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

#include "base/config.h"

struct tool {
	const char *name;
	pid_t pid;
	FILE *pipe;	/* what it says, or what it is told */
};

/* words: options and operands, NULL at the end. told: we write to it. */
MUST_CHECK enum status tool_begin(const struct config *config, const char *name, const char *const *words, bool told,
				  struct tool *tool);
/* ST_IO: it failed; it has said why on stderr. */
MUST_CHECK enum status tool_end(struct tool *tool);

#endif
