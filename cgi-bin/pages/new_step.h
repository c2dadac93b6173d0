/* The way through the form for a new matter: its steps in order, which is open, and what every step's page does alike.
 *
 * Each step saves its answers in the draft and leads on. Nothing is filed on the way; ticket_submit.c does that. Going
 * back, forward or away loses nothing, because a GET shows what the draft holds.
 */
#ifndef PAGES_NEW_STEP_H
#define PAGES_NEW_STEP_H

#include "pages/portal_visit.h"
#include "web/fields.h"

/* One of the steps, in order. */
enum new_step {
	NEW_KIND, NEW_REGION, NEW_COUNTY, NEW_ITEM, NEW_CONTENT, NEW_FILES, NEW_CONTACT, NEW_CHECK, NEW_END
};

const char *new_path(enum new_step step);
/* The first step that is not answered yet; NEW_CHECK when all are. */
enum new_step new_first_open(const struct site *site, struct arena *arena, const struct draft *draft);

/* An answer that is a number; 0 when not answered. */
uint32_t new_number(const struct draft *draft, const char *name);

/* Opens the draft for a step; a visitor who jumps ahead is led to the first open question. */
MUST_CHECK enum status new_open(struct request *req, enum new_step step, struct draft *draft);
/* Answers of a step on the way: the draft must be where the step is, else the person starts at the open question. */
MUST_CHECK enum status new_begin(struct request *req, enum new_step step, struct draft *draft, bool *ready);
/* The form shows what the draft holds, unless something was just typed. */
void new_show(struct request *req, const struct draft *draft, const struct field *fields);
/* What was typed goes into the draft; files do not. */
MUST_CHECK enum status new_keep(struct request *req, struct draft *draft, const struct field *fields);
/* Saves and leads to the next open question; whoever came from the check page returns there. */
MUST_CHECK enum status new_go_on(struct request *req, const struct draft *draft);

#endif
