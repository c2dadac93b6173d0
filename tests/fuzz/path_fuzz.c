/* Paths: what is taken is in our one spelling and stays so, and what may stand in Location cannot lead away. */
#include <string.h>

#include "base/text.h"
#include "fuzz.h"
#include "web/route.h"

static const struct route routes[] = {
	{ "/" }, { "/ticket/new" }, { "/ticket/{number}" }, { "/{a}/{b}/{c}" }, { 0 }
};

static void judge_path(struct arena *arena, const char *path)
{
	const char *again, *part;
	struct params captured;
	const struct route *route = route_find(arena, routes, path, &captured);

	MUST(path[0] == '/' && !strstr(path, "//") && text_is_utf8(path, strlen(path)));
	MUST(path_normalise(arena, path, &again) == ST_OK && strcmp(path, again) == 0);
	for (part = path; (part = strstr(part, "/..")); part += 3)
		MUST(part[3] && part[3] != '/');
	if (!route)
		return;
	for (size_t i = 0; i < captured.count; i++)
		MUST(*captured.list[i].value && !strchr(captured.list[i].value, '/'));
	MUST(captured.count == (strcmp(route->path, "/{a}/{b}/{c}") == 0 ? 3u : strchr(route->path, '{') ? 1u : 0u));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = fuzz_arena();
	const char *raw = arena_strndup(arena, (const char *)data, size), *path;

	if (path_normalise(arena, raw, &path) == ST_OK)
		judge_path(arena, path);
	if (path_is_local(raw))
		MUST(raw[0] == '/' && raw[1] != '/' && !strpbrk(raw, "\\ \r\n\t"));
	return 0;
}
