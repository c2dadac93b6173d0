/* Prints of texts; see print.h. */
#include "domain/print.h"

#include <string.h>
#include <utf8proc.h>

#include "base/crypto.h"
#include "base/text.h"

bool text_print(struct arena *arena, const char *text, uint8_t out[PRINT_BYTES])
{
	const char *folded = text_fold(arena, text);
	struct buf letters = buf_new(arena, 256);
	uint8_t hash[HASH_BYTES];
	size_t count = 0;
	uint32_t c;

	while ((c = text_next(&folded)) != 0) {
		utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);

		if (category < UTF8PROC_CATEGORY_LU || category > UTF8PROC_CATEGORY_LO)
			continue;
		buf_codepoint(&letters, c);
		count++;
	}
	crypto_sha256(letters.text, letters.len, hash);
	memcpy(out, hash, PRINT_BYTES);
	return count >= PRINT_LETTERS;
}
