/* Standing in; see absence.h. */
#include "domain/absence.h"

#include "base/text.h"
#include "domain/flow.h"

bool absence_can_stand_in(const struct hands_person *absent, const struct hands_person *other)
{
	if (!other->active || !flow_covers((enum role)other->role, (enum role)absent->role))
		return false;
	if (absent->role == ROLE_UNIT)
		return *absent->unit && text_equal(other->unit, absent->unit);
	return region_covers(other->region, absent->region) && (other->region || !absent->region);
}

bool absence_days_fit(int32_t from, int32_t until, int32_t today)
{
	return from <= until && until >= today && until - from < ABSENCE_DAYS_MAX;
}
