/* Queries, forms and cookies: whatever comes, what is handed on is valid UTF-8, sorted, within limits, found again. */
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "fuzz.h"
#include "web/params.h"

static void judge(const struct params *params)
{
	MUST(params->count <= LIMIT_PARAMS);
	for (size_t i = 0; i < params->count; i++) {
		const struct param *p = &params->list[i];

		MUST(*p->name && strlen(p->name) <= LIMIT_PARAM_NAME_BYTES);
		MUST(text_is_utf8(p->name, strlen(p->name)) && text_is_utf8(p->value, strlen(p->value)));
		MUST(i == 0 || strcmp(params->list[i - 1].name, p->name) <= 0);
		MUST(strcmp(params_find(params, p->name)->name, p->name) == 0);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = fuzz_arena();
	struct params params = { 0 };
	const char *text = arena_strndup(arena, (const char *)data, size);

	if (params_parse(arena, text, size, &params) == ST_OK)
		judge(&params);
	params_parse_cookies(arena, text, &params);
	for (size_t i = 0; i < params.count; i++)
		MUST(text_is_utf8(params.list[i].value, strlen(params.list[i].value)));
	return 0;
}
