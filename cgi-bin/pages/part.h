/* Files on their way in pieces, so that a broken connection costs a piece and not the file.
 *
 * A visit has as many places as a matter may have files. What has come for a place lies in the spool under a name derived from the
 * visit's secret, sealed piece by piece under another key derived from it: whoever does not hold the cookie can neither name it nor read it, and
 * what a phone writes into a picture never lies open on the disk. All pieces but a file's last one are of one size, so the
 * file's own length says how far it has come; half a piece that a crash left behind does not count. What has not gone on for
 * LIMIT_PART_MS is swept with the spool.
 */
#ifndef PAGES_PART_H
#define PAGES_PART_H

#include "base/config.h"
#include "web/multipart.h"

struct part {
	int place;		/* 1 … LIMIT_FILES */
	int fd;			/* closed when the request ends */
	const char *path;
	uint8_t key[KEY_BYTES];
	const char *name;	/* of the file, cleaned */
	int64_t size;		/* bytes it will have */
	int64_t stamp;		/* what else tells it from one of the same name and size */
	int64_t offset;		/* bytes that have come */
	int64_t went_on_ms;
};

/* Whose parts: a visit's secret. */
struct part_owner {
	struct arena *arena;
	const struct config *config;
	const uint8_t *secret;	/* KEY_BYTES */
	int64_t now_ms;
};

/* Nobody else changes this visit's parts until the request ends. ST_CONFLICT: somebody does just now. */
MUST_CHECK enum status parts_lock(const struct part_owner *owner);
/* ST_NOT_FOUND: nothing is on its way there. ST_EXPIRED: not any more. Looking needs no lock; everything below does. */
MUST_CHECK enum status part_open(const struct part_owner *owner, int place, struct part *part);
/* The part of this name, size and stamp, or a fresh one; when all places are taken, in place of the one that went on last the longest
 * ago. ST_IO. */
MUST_CHECK enum status part_begin(const struct part_owner *owner, const char *name, int64_t size, int64_t stamp, struct part *part);
/* The next piece. ST_INVALID: not of the size that a piece has there. */
MUST_CHECK enum status part_append(const struct part_owner *owner, struct part *part, const struct upload *piece);
/* All of it, once it is there, as if it had come with a form. */
MUST_CHECK enum status part_whole(const struct part_owner *owner, const struct part *part, struct upload *upload);
void part_drop(const struct part *part);

/* Is a spool file of this name one of ours? For the sweep. */
bool part_is_one(const char *name);

#endif
