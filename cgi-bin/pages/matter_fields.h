/* What a matter is said in, on each form that takes one: the public's, an agent's, a correction. One limit for all of them. */
#ifndef PAGES_MATTER_FIELDS_H
#define PAGES_MATTER_FIELDS_H

#include "base/limits.h"
#include "web/fields.h"

#define MATTER_FIELDS \
	{ "content", FIELD_BLOCK, LIMIT_CONTENT_CHARS_MIN, LIMIT_CONTENT_CHARS, FIELD_REQUIRED }, \
	{ "wish", FIELD_BLOCK, 0, LIMIT_WISH_CHARS }, \
	{ "happened_at", FIELD_TIME }, \
	{ "place", FIELD_LINE, 0, LIMIT_SHORT_CHARS }, \
	{ "company", FIELD_LINE, 0, LIMIT_SHORT_CHARS }, \
	{ "plate", FIELD_PLATE }, \
	{ "line", FIELD_LINE, 0, LIMIT_SHORT_CHARS }

#endif
