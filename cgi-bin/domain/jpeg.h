/* How large a JPEG is, by its own frame header (ITU-T T.81, B.2.2). Looks at bytes alone; decodes nothing. */
#ifndef DOMAIN_JPEG_H
#define DOMAIN_JPEG_H

#include <stdint.h>

#include "base/status.h"
#include "base/text.h"

/* ST_INVALID: no JPEG, or its frame header does not lie within these bytes. */
MUST_CHECK enum status jpeg_size(struct bytes head, uint32_t *width, uint32_t *height);

#endif
