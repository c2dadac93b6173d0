/* The form of tar archives (ustar) that any system unpacks: a head before each file, zeros behind it, and an end. Pure: fills buffers. */
#ifndef BASE_TAR_H
#define BASE_TAR_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

#define TAR_BLOCK ((size_t)512)
#define TAR_END_BYTES (2 * TAR_BLOCK)	/* zeros behind the last file */

/* The head of a plain file, mode 0640, of nobody in particular. From 8 GiB on the size is written as GNU tar and libarchive do. ST_TOO_LARGE: the name has over 99 bytes. */
MUST_CHECK enum status tar_head(uint8_t head[TAR_BLOCK], const char *name, uint64_t size, int64_t at_ms);
/* How many zeros come behind so many bytes. */
size_t tar_padding(uint64_t size);

#endif
