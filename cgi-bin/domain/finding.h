/* What an auditor found, and what becomes of it: open → answered → closed, each step a note that stays. Pure.
 *
 * The note is its author's: nobody else adds remarks, sends an answer back or closes it. Who is to answer answers.
 */
#ifndef DOMAIN_FINDING_H
#define DOMAIN_FINDING_H

#include <stdbool.h>

/* Stored: append, never renumber. */
enum finding_step {
	FINDING_OPENED = 1,
	FINDING_REMARK,		/* moves nothing */
	FINDING_ANSWERED,	/* by those whose matter it is */
	FINDING_SENT_BACK,	/* the answer does not do: open again, with a new time */
	FINDING_CLOSED,
	FINDING_STEP_END
};

enum finding_state { FINDING_NONE, FINDING_IS_OPEN, FINDING_IS_ANSWERED, FINDING_IS_CLOSED, FINDING_STATE_END };

enum finding_by { FINDING_BY_AUTHOR, FINDING_BY_SUBJECT };

const char *finding_step_word(int step);	/* "opened" …; NULL: none */
const char *finding_state_word(int state);	/* "open", "answered", "closed" */
int finding_step_from_word(const char *word);	/* 0: none */
int finding_state_from_word(const char *word);

/* The state that a step leads to; a remark leads nowhere: FINDING_NONE. */
enum finding_state finding_after(enum finding_step step);
bool finding_may(enum finding_state state, enum finding_step step, enum finding_by by);
/* Does the step say by when an answer is wanted? */
bool finding_has_due(enum finding_step step);

#endif
