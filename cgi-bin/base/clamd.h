/* A client of ClamAV's daemon, one question at a time, that waits for nobody: a question is begun, carried on a little by each step,
 * and ends with an answer or none. The protocol is that of clamd(8): zPING; zINSTREAM with the file in pieces, each behind its length
 * in four bytes, the last one empty. A file is read from its descriptor, so clamd needs no right to any directory of ours.
 */
#ifndef BASE_CLAMD_H
#define BASE_CLAMD_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"

#define CLAMD_FOUND_BYTES 101	/* a name of what was found, NUL included */

enum clamd_said {
	CLAMD_GOES_ON,		/* no answer yet */
	CLAMD_PONG,
	CLAMD_CLEAN,
	CLAMD_FOUND,
	CLAMD_REFUSED,		/* it answers, but not this file: too large for it, or an error of its own */
	CLAMD_AWAY,		/* not reached, or no answer in time */
};

struct clamd;

/* address: "/run/clamav/clamd.ctl", or "127.0.0.1:3310", "[::1]:3310" (figures alone: no names are looked up). */
struct clamd *clamd_open(struct arena *arena, const char *address);
/* Asks whether it is there (file -1), or what it says of a file, read from its start to its end; the descriptor stays the caller's
 * and open until the answer. Only while nothing is asked. most_ms: until when it must have answered. */
void clamd_ask(struct clamd *clamd, int file, int64_t most_ms);
/* Carries on for at most so long. found: filled in with CLAMD_FOUND, printable ASCII. Any end but CLAMD_GOES_ON: ask again. */
enum clamd_said clamd_step(struct clamd *clamd, int64_t most_ms, char found[CLAMD_FOUND_BYTES]);

#endif
