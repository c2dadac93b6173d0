/* Attachments: judged by content, kept in the spool while a form is unfinished, linked into upload.dir on submit.
 *
 * A spool name is 32 hex digits; the final path is yyyymm/NAME below upload.dir. Linking is idempotent, so a
 * repeated submit finds its files in place; the worker sweeps what no ticket names.
 */
#ifndef PAGES_ATTACH_H
#define PAGES_ATTACH_H

#include "base/config.h"
#include "store/move.h"
#include "web/multipart.h"

/* A file of a draft, as text between tabs: spool name, type and size of its small picture, size, sha256, name. */
MUST_CHECK enum status attach_unpack(struct arena *arena, const char *packed, const char **spool_name, struct move_file *file);

/* The type by content when it is one we take ("image/jpeg" …); NULL otherwise, or when it cannot be told. */
const char *attach_type(const struct upload *upload);

/* Keeps an upload in the spool, a picture made anew and a small one beside it; packed describes what is kept. ST_INVALID: a picture that cannot be
 * read. ST_IO. */
MUST_CHECK enum status attach_keep(struct arena *arena, const struct config *config, const struct upload *upload,
				   const char *type, const char **packed);
/* A file that lies in upload.dir, and its small picture, once more in the spool, for a draft that goes on with it. */
MUST_CHECK enum status attach_again(struct arena *arena, const struct config *config, const struct move_file *placed, const char **packed);
/* Links a spool file and its small picture into upload.dir and fills file->path. ST_NOT_FOUND: it has been swept. */
MUST_CHECK enum status attach_place(struct arena *arena, const struct config *config, const char *spool_name,
				    int64_t now_ms, struct move_file *file);

#endif
