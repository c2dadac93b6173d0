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

bool absence_is_for(const struct stands_in *for_whom, uint32_t id)
{
	for (size_t i = 0; id && i < for_whom->count; i++)
		if (for_whom->ids[i] == id)
			return true;
	return false;
}

bool absence_days_fit(int32_t from, int32_t until, int32_t today)
{
	return from <= until && until >= today && until - from < ABSENCE_DAYS_MAX;
}
