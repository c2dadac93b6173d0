/* Text files as office programs in China write them, made UTF-8 as they stream by: UTF-8, GB18030 (which GBK and GB 2312 are part of) and
 * UTF-16 (this one with a byte order mark). The one place that knows iconv.
 *
 * What is no text in its charset becomes U+FFFD, so that whoever reads the result can say where.
 */
#ifndef BASE_CHARSET_H
#define BASE_CHARSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"

#define CHARSET_BROKEN "\xEF\xBF\xBD"	/* U+FFFD */

enum charset { CHARSET_UTF8 = 1, CHARSET_GB18030, CHARSET_UTF16LE, CHARSET_UTF16BE, CHARSET_END };
/* "utf-8" …; NULL for a number that has no word. */
const char *charset_word(int charset);

/* Which one a file is in: by its mark, else UTF-8 if all of it is well-formed, else GB18030. Feed it all, or enough of it. */
struct charset_guess {
	uint8_t head[4];
	size_t seen;
	unsigned more;		/* bytes that a character of UTF-8 still wants */
	uint8_t low, high;	/* … the next of them lies within */
	bool broken;		/* as UTF-8 */
};
void charset_guess(struct charset_guess *guess, const void *data, size_t len);
enum charset charset_guessed(const struct charset_guess *guess);

/* Closed by the arena's reset. ST_UNAVAILABLE: this machine's libc cannot convert it (logged). */
struct charset_in;
MUST_CHECK enum status charset_open(struct arena *arena, enum charset charset, struct charset_in **in);
typedef enum status (*charset_fn)(void *context, const char *text, size_t len);
/* The next bytes, cut anywhere; fn is given UTF-8 without the mark, and its status comes back. len 0: the end, where half a character is a broken one. */
MUST_CHECK enum status charset_feed(struct charset_in *in, const void *data, size_t len, charset_fn fn, void *context);

#endif
