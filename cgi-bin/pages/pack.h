/* A file inside a backup, packed (gzip) on its way in and unpacked on its way out, in constant memory. */
#ifndef PAGES_PACK_H
#define PAGES_PACK_H

#include <zlib.h>

#include "pages/backup.h"

struct pack {
	struct sealed_out *out;
	z_stream z;
	uint8_t room[BACKUP_BLOCK_BYTES];
};
/* Between backup_add_begin and backup_add_end. pack_end must follow pack_begin whatever happened between. */
void pack_begin(struct pack *pack, struct sealed_out *out);
MUST_CHECK enum status pack_add(struct pack *pack, const void *data, size_t n);
MUST_CHECK enum status pack_end(struct pack *pack);

/* All of the file at hand, piece by piece. ST_INVALID: it is not what pack_end finished. */
typedef enum status (*unpack_fn)(void *context, const uint8_t *data, size_t n);
MUST_CHECK enum status unpack(struct sealed_in *in, unpack_fn fn, void *context);

#endif
