/* Ticket numbers and query codes as people type them: what is taken is well-formed and is taken again as it is shown. */
#include <string.h>

#include "base/text.h"
#include "domain/number.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = fuzz_arena();
	const char *typed, *number, *code, *again;

	if (text_clean(arena, (const char *)data, size, &typed) != ST_OK)
		return 0;
	if (number_parse(arena, typed, &number) == ST_OK) {
		MUST(strlen(number) == NUMBER_CHARS && strncmp(number, "JT", 2) == 0);
		MUST(number_parse(arena, arena_printf(arena, "%.2s %.3s %.3s %.9s-%.6s", number, number + 2, number + 5, number + 8, number + 17), &again) == ST_OK && strcmp(number, again) == 0);
	}
	if (code_parse(arena, typed, &code) == ST_OK) {
		MUST(strlen(code) == CODE_CHARS && strspn(code, "0123456789ABCDEFGHJKMNPQRSTVWXYZ") == CODE_CHARS);
		MUST(code_parse(arena, code, &again) == ST_OK && strcmp(code, again) == 0);
	}
	return 0;
}
