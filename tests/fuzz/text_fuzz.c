/* Text from outside: what text_clean lets in is valid, has no control or bidi characters, and stays as it is when cleaned again. */
#include <string.h>

#include "base/text.h"
#include "fuzz.h"

static int is_forbidden(uint32_t c)
{
	return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f || c == 0xfeff;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = fuzz_arena();
	const char *clean, *again, *at;
	uint32_t c;

	if (text_clean(arena, (const char *)data, size, &clean) != ST_OK) {
		MUST(!text_is_utf8((const char *)data, size));
		return 0;
	}
	MUST(text_is_utf8(clean, strlen(clean)));
	for (at = clean; (c = text_next(&at));)
		MUST(!is_forbidden(c));
	MUST(text_clean(arena, clean, strlen(clean), &again) == ST_OK && strcmp(clean, again) == 0);
	MUST(text_chars(text_cut(arena, clean, 10)) <= 11);
	at = text_fold(arena, clean);
	MUST(text_is_utf8(at, strlen(at)));
	at = text_half_width(arena, clean);
	MUST(text_is_utf8(at, strlen(at)));
	text_mask_name(arena, clean);
	text_mask_phone(arena, clean);
	return 0;
}
