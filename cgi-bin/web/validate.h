/* One field's value judged: pure functions on text, without a request. Called by fields.c and its tests. */
#ifndef WEB_VALIDATE_H
#define WEB_VALIDATE_H

#include "web/fields.h"

/* What came of it: key NULL when the value holds. text belongs to the arena. */
struct verdict {
	const char *key;	/* label key of the error, without "error." */
	int64_t min, max;
	const char *text;
	int64_t number;
	const char *warning;
};

/* clean: has passed text_clean, not empty. now_ms: for times that must not lie in the future. */
struct verdict validate(struct arena *arena, const struct field *field, const char *clean, int64_t now_ms);

/* The effective upper limit of a text field, in characters; 0 for fields that are not text. */
int64_t validate_max(const struct field *field);

#endif
