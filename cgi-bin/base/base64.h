/* RFC 4648 base64 with padding, in one form only: what decodes is what encoding gives. */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include "base/text.h"

const char *base64_encode(struct arena *arena, const void *data, size_t n);
/* Exactly n bytes; ST_INVALID for anything else. */
MUST_CHECK enum status base64_decode(const char *text, size_t len, void *data, size_t n);

#endif
