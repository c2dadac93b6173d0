/* Names and values from outside: query strings, urlencoded forms, cookies.
 *
 * Everything is copied into the arena, so the source may go. Values are as they came, percent-decoded but not
 * yet cleaned: fields.c does that. What is malformed is marked, never dropped: the person is told beside the
 * field. Cost is O(n log n) in the number of parameters, and that number is capped by LIMIT_PARAMS.
 */
#ifndef WEB_PARAMS_H
#define WEB_PARAMS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/text.h"

struct param {
	const char *name;	/* valid UTF-8 */
	const char *value;	/* valid UTF-8: what was malformed stands as U+FFFD */
	bool malformed;		/* a bad %XX, a NUL or invalid UTF-8 was in the value */
	bool repeated;		/* the name came more than once; lists hold all of them, params_get the first */
};

/* Sorted by name, in the order they came within one name. */
struct params {
	struct param *list;
	size_t count;
};

/* A collection while it grows; params_done sorts it and marks repetitions. */
struct params_builder {
	struct arena *arena;
	struct param *list;
	size_t count;
};

/* application/x-www-form-urlencoded and query strings (the part behind '?'). ST_TOO_LARGE: over LIMIT_PARAMS,
 * or a name or value over its limit. ST_INVALID: a name that is malformed or empty. */
MUST_CHECK enum status params_parse(struct arena *arena, const char *text, size_t len, struct params *params);
/* A Cookie header; NULL counts as empty. What is not a cookie is skipped: other software sets them too. */
void params_parse_cookies(struct arena *arena, const char *header, struct params *params);

/* For parsers that find one parameter at a time; name and value are copied. Status as params_parse. */
MUST_CHECK enum status params_add(struct params_builder *builder, struct bytes name, struct bytes value);
void params_done(struct params_builder *builder, struct params *params);

/* The first of that name, or NULL. */
const struct param *params_find(const struct params *params, const char *name);
/* Its value, or NULL. */
const char *params_get(const struct params *params, const char *name);
/* All of that name, in order; count 0 and NULL for none. */
const struct param *params_all(const struct params *params, const char *name, size_t *count);

#endif
