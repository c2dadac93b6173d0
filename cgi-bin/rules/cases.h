/* Golden cases: the lines of a .cases file, each a question to a province's rules and the answer wanted.
 *
 * Cells stand between tabs: the operation, what is known, the answer, and last, if told, what the answer must rest on:
 * some words of its source, or "default" for none. plugins/README.md names the cells of each operation. A line that
 * begins with a kind is a clock. Whoever asks adds nothing: a case says all there is to know.
 */
#ifndef RULES_CASES_H
#define RULES_CASES_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/status.h"
#include "rules/load.h"
#include "rules/message.h"

struct rules_case {
	struct rules_question question;
	const char *wanted;	/* the cells of the answer with a space between */
	const char *source;	/* "" when not told */
};

/* line: without its newline, neither empty nor a comment. now_ms: when the matter is filed, unless the line says when.
 * ST_INVALID: fault names the cell and what it should be. */
MUST_CHECK enum status rules_case_read(struct arena *arena, const char *line, int64_t now_ms, struct rules_case *c,
				       const char **fault);
/* The first cell of an operation: "office_hours". */
const char *rules_case_word(uint32_t op);
/* An answer as such cells; "none … -" where nobody has an opinion. */
const char *rules_case_got(struct arena *arena, uint32_t op, const struct rules_answer *answer);
/* Does the answer rest on what the case says it rests on? True when the case does not say. */
bool rules_case_rests(const struct rules_case *c, const struct rules_answer *answer);
/* Who said so, of an answer to such a question. */
const struct rules_because *rules_case_because(const struct rules_case *c, const struct rules_answer *answer);

struct rules_case_at {
	const char *path;
	int line;
	const char *fault;	/* NULL; otherwise why the line cannot be read, and nothing below is set */
	struct rules_case golden;
	const struct province_rules *rules;	/* whom it asks: the plugin of the file's name; NULL: the national default */
};

/* The cases of one file of dir. ST_NOT_FOUND: there is none. */
MUST_CHECK enum status rules_cases_file(struct arena *arena, const struct rules_set *set, const char *dir, const char *file,
					void (*each)(void *context, const struct rules_case_at *at), void *context);
/* Every case of the .cases files of dir whose names begin with which (two digits), or of "all"; ordered by name, then line. */
MUST_CHECK enum status rules_cases_each(struct arena *arena, const struct rules_set *set, const char *dir, const char *which,
					void (*each)(void *context, const struct rules_case_at *at), void *context);

#endif
