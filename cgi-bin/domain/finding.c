/* Findings as a table; see finding.h. */
#include "domain/finding.h"

#include <stddef.h>
#include <string.h>

#define BIT(state) (1u << (state))

static const char *const steps[FINDING_STEP_END] = {
	[FINDING_OPENED] = "opened", [FINDING_REMARK] = "remark", [FINDING_ANSWERED] = "answered", [FINDING_SENT_BACK] = "sent_back",
	[FINDING_CLOSED] = "closed",
};

static const char *const states[FINDING_STATE_END] = {
	[FINDING_IS_OPEN] = "open", [FINDING_IS_ANSWERED] = "answered", [FINDING_IS_CLOSED] = "closed",
};

static const struct { unsigned in; enum finding_by by; enum finding_state to; bool due; } table[FINDING_STEP_END] = {
	[FINDING_OPENED] = { BIT(FINDING_NONE), FINDING_BY_AUTHOR, FINDING_IS_OPEN, true },
	[FINDING_REMARK] = { BIT(FINDING_IS_OPEN) | BIT(FINDING_IS_ANSWERED) | BIT(FINDING_IS_CLOSED), FINDING_BY_AUTHOR, FINDING_NONE, false },
	[FINDING_ANSWERED] = { BIT(FINDING_IS_OPEN), FINDING_BY_SUBJECT, FINDING_IS_ANSWERED, false },
	[FINDING_SENT_BACK] = { BIT(FINDING_IS_ANSWERED), FINDING_BY_AUTHOR, FINDING_IS_OPEN, true },
	[FINDING_CLOSED] = { BIT(FINDING_IS_OPEN) | BIT(FINDING_IS_ANSWERED), FINDING_BY_AUTHOR, FINDING_IS_CLOSED, false },
};

const char *finding_step_word(int step)
{
	return step > 0 && step < FINDING_STEP_END ? steps[step] : NULL;
}

const char *finding_state_word(int state)
{
	return state > 0 && state < FINDING_STATE_END ? states[state] : NULL;
}

int finding_step_from_word(const char *word)
{
	for (int i = 1; i < FINDING_STEP_END; i++)
		if (strcmp(steps[i], word) == 0)
			return i;
	return 0;
}

int finding_state_from_word(const char *word)
{
	for (int i = 1; i < FINDING_STATE_END; i++)
		if (strcmp(states[i], word) == 0)
			return i;
	return 0;
}

enum finding_state finding_after(enum finding_step step)
{
	return step > 0 && step < FINDING_STEP_END ? table[step].to : FINDING_NONE;
}

bool finding_may(enum finding_state state, enum finding_step step, enum finding_by by)
{
	return step > 0 && step < FINDING_STEP_END && table[step].in & BIT(state) && table[step].by == by;
}

bool finding_has_due(enum finding_step step)
{
	return step > 0 && step < FINDING_STEP_END && table[step].due;
}
