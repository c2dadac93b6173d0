/* What a program's pages are made from, read at start: each template parsed once a language, and what all requests share. */
#ifndef WEB_TEMPLATES_H
#define WEB_TEMPLATES_H

#include <ClearSilver.h>

#include "base/arena.h"
#include "base/config.h"
#include "base/status.h"

enum language { LANGUAGE_ZH, LANGUAGE_EN, LANGUAGES };

struct templates;
struct web_program;

/* Every template the program can show; lives in the process's arena. The reason of a failure is logged. */
MUST_CHECK enum status templates_open(struct arena *process, const struct web_program *program, const struct config *config,
				      struct templates **templates);
void templates_close(struct templates *templates);
/* NULL when the program names none of that name. */
CSPARSE *templates_find(struct templates *templates, const char *name, enum language language);
/* L.* the labels, Static.* the links of static parts, Site.*: the global tree of each render. */
HDF *templates_shared(const struct templates *templates, enum language language);

/* Logs an error of ClearSilver and lets go of it. */
MUST_CHECK enum status templates_told(NEOERR *err, const char *doing, const char *what);
/* Setting a value fails only for want of memory. */
void templates_must(NEOERR *err, const char *name);

#endif
