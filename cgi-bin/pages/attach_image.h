/* Pictures are made anew before they are kept, so that what a phone writes into them (place, device, owner) and what
 * an attacker hides in them is gone: decoded and encoded by libvips' program, a child of its own with limits on time
 * and memory and no environment. Turned upright as the phone meant it, at most IMAGE_SIDE_MAX pixels a side; HEIC becomes
 * JPEG. The picture as it came never has a name on the disk.
 */
#ifndef PAGES_ATTACH_IMAGE_H
#define PAGES_ATTACH_IMAGE_H

#include "base/config.h"
#include "web/multipart.h"

#define IMAGE_SIDE_MAX 4096
#define IMAGE_SMALL_MAX 320	/* of a small picture: shown at half of it, for screens that draw two dots as one */
#define IMAGE_TIME_MS 5000	/* twelve megapixels take a tenth of it */
#define IMAGE_MEMORY_BYTES (1u << 30)	/* of addresses, the libraries' own among them */

/* Is this type made anew? The rest (PDF, audio, video) is kept as it came. */
bool image_is_one(const char *type);
/* Makes the upload's picture anew as the file path, and describes that: type, name, size, sha256; its fd is -1.
 * ST_INVALID: no picture that can be read. ST_IO: the disk, or no program to do it. */
MUST_CHECK enum status image_make(struct arena *arena, const struct config *config, const struct upload *upload, const char *type,
				  const char *path, const char **made_type, struct upload *made);
/* Where the small picture of a kept picture lies. */
static inline const char *image_small_path(struct arena *arena, const char *path)
{
	return arena_printf(arena, "%s.t", path);
}
/* Makes the small picture of the kept picture path, beside it: a JPEG, whatever it is made of. 0 and 0 when there is none:
 * a picture without one can still be opened. */
void image_make_small(struct arena *arena, const struct config *config, const char *path, uint32_t *width, uint32_t *height);

#endif
