/* multipart/form-data, parsed while it streams: fields into memory, files straight to the spool directory.
 *
 * A spool file never has a name (O_TMPFILE), so nothing is left whatever happens; upload_keep gives it one.
 * Limits hold while streaming. A file over LIMIT_FILE_BYTES, or one too many, is read past and marked, so that
 * the rest of the form is kept and the person is told beside the field.
 */
#ifndef WEB_MULTIPART_H
#define WEB_MULTIPART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/crypto.h"
#include "web/params.h"

enum upload_fault { UPLOAD_WHOLE, UPLOAD_TOO_LARGE, UPLOAD_TOO_MANY };

struct upload {
	const char *field;
	const char *name;	/* the last part of the file's name, cleaned; "file" when nothing is left */
	const char *type;	/* what the browser claims; decide by content instead */
	int fd;			/* at offset 0; closed by the arena's reset; -1 with a fault */
	int64_t size;		/* bytes */
	uint8_t sha256[HASH_BYTES];
	enum upload_fault fault;
};

struct multipart;

/* content_type: the header with its boundary. ST_INVALID: not multipart/form-data, or no usable boundary. */
MUST_CHECK enum status multipart_begin(struct arena *arena, const char *content_type, const char *spool_dir,
				       struct multipart **parser);
/* The next piece of the body, of any size. ST_INVALID: malformed. ST_TOO_LARGE: over a limit that no field
 * stands for. ST_IO: the disk is full or failed. */
MUST_CHECK enum status multipart_feed(struct multipart *parser, const void *data, size_t len);
/* ST_INVALID unless the closing boundary was seen. uploads: in the order they came; unnamed empty file inputs
 * (nothing chosen) are left out. */
MUST_CHECK enum status multipart_end(struct multipart *parser, struct params *params, struct upload **uploads,
				     size_t *upload_count);

/* The last part of a path in either spelling, clean, and short enough for a file system; "file" when nothing is left. */
const char *upload_name(struct arena *arena, const char *raw);

/* A file put together from pieces that came otherwise: begin, add …, end. The arena's reset closes it, whatever came of it. */
struct upload_making {
	struct upload *upload;
	struct crypto_hash *hash;
};

MUST_CHECK enum status upload_begin(struct arena *arena, const char *spool_dir, const char *name, struct upload_making *making);
MUST_CHECK enum status upload_add(struct upload_making *making, const void *data, size_t len);
MUST_CHECK enum status upload_end(struct upload_making *making, struct upload *upload);

/* Gives the file a name (same file system as the spool; must not exist) and flushes it to the disk. On ST_IO or
 * ST_DUPLICATE there is no file. */
MUST_CHECK enum status upload_keep(const struct upload *upload, const char *path);

#endif
