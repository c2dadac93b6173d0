/* The words of label.dir for a program that serves no pages: the same files that templates show as L.*. */
#ifndef WEB_LABELS_H
#define WEB_LABELS_H

#include "base/arena.h"
#include "base/config.h"
#include "base/status.h"

struct labels;

/* Both languages; lives in the arena. */
MUST_CHECK enum status labels_open(struct arena *arena, const struct config *config, struct labels **labels);
/* language: "en", or Chinese. NULL: no such key. */
const char *labels_find(const struct labels *labels, const char *language, const char *key);

#endif
