/* UTF-8 text: measuring, cleaning, building. No locale, no I/O.
 *
 * Text inside the system is valid UTF-8 in NFC without control characters (but \n and \t); what comes
 * from outside passes text_clean once, at the border.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"

struct bytes {
	const uint8_t *p;
	size_t n;
};

/* A growing text in an arena. buf.text is always NUL-terminated; valid until the arena's reset. */
struct buf {
	struct arena *arena;
	char *text;
	size_t len;
	size_t room;
};

struct buf buf_new(struct arena *arena, size_t room);
void buf_add(struct buf *buf, const void *data, size_t len);
void buf_text(struct buf *buf, const char *text);
void buf_char(struct buf *buf, char c);
void buf_printf(struct buf *buf, const char *format, ...) PRINTF_LIKE(2, 3);

/* True when the bytes are well-formed UTF-8 without NUL (no overlong forms, no surrogates). */
bool text_is_utf8(const char *text, size_t len);
/* Code points; text must be valid UTF-8. A Han character and an emoji each count one. */
size_t text_chars(const char *text);
/* The next code point and a step forward; 0 at the end. Text must be valid UTF-8. */
uint32_t text_next(const char **text);
/* Appends a JSON string with its quotes; NULL counts as empty. Text must be valid UTF-8. */
void buf_json(struct buf *buf, const char *text);
/* Appends a value as it stands in a query: everything but ASCII letters, digits and -._~ percent-encoded. */
void buf_url(struct buf *buf, const char *text);
/* "[1,2]": numbers as the statements take them that ask for several at once. */
const char *text_ids(struct arena *arena, const uint64_t *ids, size_t count);
/* Appends one code point. */
void buf_codepoint(struct buf *buf, uint32_t c);

/* From outside to inside: checks UTF-8 (ST_INVALID), NFC, CR LF and CR to LF, drops control and bidi
 * control characters, trims white space at both ends. Emoji and all scripts stay. */
MUST_CHECK enum status text_clean(struct arena *arena, const char *raw, size_t len, const char **clean);
/* Full-width digits, letters and punctuation (U+FF01–FF5E, U+3000) to ASCII: for numbers, codes, phones. */
const char *text_half_width(struct arena *arena, const char *text);
/* Lower case, half width, NFKC-folded: for comparing and searching, never for showing. */
const char *text_fold(struct arena *arena, const char *text);
/* The first max code points, with … when something was cut. */
const char *text_cut(struct arena *arena, const char *text, size_t max);

/* NULL counts as empty. */
bool text_empty(const char *text);
bool text_equal(const char *a, const char *b);
bool text_starts(const char *text, const char *prefix);
/* Whole decimal number in [low, high]; anything else is ST_INVALID. */
MUST_CHECK enum status text_to_int(const char *text, int64_t low, int64_t high, int64_t *value);

/* Lower-case hex; the result is NUL-terminated and belongs to the arena. */
char *text_hex(struct arena *arena, const void *data, size_t len);
MUST_CHECK enum status text_from_hex(const char *hex, void *data, size_t len);
/* RFC 4648 base32 without padding (TOTP secrets). Decoding ignores case, spaces and '='. */
char *text_base32(struct arena *arena, const void *data, size_t len);
MUST_CHECK enum status text_from_base32(const char *text, void *data, size_t room, size_t *len);

/* Masks for what staff see: 138****1234, 0755-****678, 张*; "" for empty. */
const char *text_mask_phone(struct arena *arena, const char *phone);
const char *text_mask_name(struct arena *arena, const char *name);

#endif
