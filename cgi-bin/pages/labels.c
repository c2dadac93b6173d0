/* Labels of one language; see labels.h. */
#include "pages/labels.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"

struct label {
	const char *key, *text;
};

static int by_key(const void *left, const void *right)
{
	const struct label *a = left, *b = right;

	return strcmp(a->key, b->key);
}

static size_t lines_of(const char *text)
{
	size_t lines = 1;

	for (; *text; text++)
		lines += *text == '\n';
	return lines;
}

enum status labels_load(struct arena *arena, const struct config *config, const char *language, struct labels *labels)
{
	const char *path = arena_printf(arena, "%s/%s.hdf", config_text(config, "label.dir"), strcmp(language, "en") == 0 ? "en" : "zh-CN");
	struct bytes file;
	char *rest, *line;

	TRY(file_read(arena, path, &file));
	rest = (char *)(uintptr_t)file.p;
	*labels = (struct labels){ .rows = ARENA_ARRAY(arena, lines_of(rest), struct label) };
	while ((line = strsep(&rest, "\n"))) {
		char *middle = strstr(line, " = ");

		if (*line == '#' || !middle)
			continue;
		*middle = '\0';
		labels->rows[labels->count++] = (struct label){ line, middle + 3 };
	}
	qsort(labels->rows, labels->count, sizeof(*labels->rows), by_key);
	return ST_OK;
}

const char *label_of(const struct labels *labels, const char *key)
{
	const struct label *found = bsearch(&(struct label){ .key = key }, labels->rows, labels->count, sizeof(*labels->rows), by_key);

	return found ? found->text : key;
}
