/* The labels of one language outside of pages: for what the worker writes. A file of `key = text` lines, as templates/labels has them. */
#ifndef PAGES_LABELS_H
#define PAGES_LABELS_H

#include "base/arena.h"
#include "base/config.h"
#include "base/status.h"

struct labels {
	struct label *rows;
	size_t count;
};

/* language: zh-CN or en. Logged and ST_NOT_FOUND: no such file. */
MUST_CHECK enum status labels_load(struct arena *arena, const struct config *config, const char *language, struct labels *labels);
/* The label's text; the key itself when there is none. */
const char *label_of(const struct labels *labels, const char *key);

#endif
