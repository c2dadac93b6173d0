/* Who works on a ticket; see hands.h. */
#include "domain/hands.h"

#include "base/text.h"

static const unsigned hands[STATE_END] = {
	[STATE_ACCEPTED] = ROLE_AGENT | ROLE_SUPERVISOR, [STATE_RETURNED] = ROLE_AGENT | ROLE_SUPERVISOR, [STATE_REWORK] = ROLE_AGENT | ROLE_SUPERVISOR,
	[STATE_DISPATCHED] = ROLE_UNIT, [STATE_SIGNED] = ROLE_UNIT, [STATE_WAITING] = ROLE_UNIT,
	[STATE_REPLIED] = ROLE_REVIEWER | ROLE_SUPERVISOR,
	[STATE_ANSWERED] = ROLE_FOLLOWUP | ROLE_SUPERVISOR, [STATE_FOLLOWUP] = ROLE_FOLLOWUP | ROLE_SUPERVISOR,
};

unsigned hands_of(enum ticket_state state)
{
	return state < STATE_END ? hands[state] : 0;
}

bool hands_stay(enum ticket_state from, enum ticket_state to)
{
	return hands_of(to) != 0 && hands_of(from) == hands_of(to);
}

bool hands_fit(const struct hands_person *p, enum ticket_state state, uint32_t region, const char *unit)
{
	if (!p->active || !(hands_of(state) & p->role))
		return false;
	return p->role == ROLE_UNIT ? *unit && text_equal(p->unit, unit) : region_covers(p->region, region);
}
