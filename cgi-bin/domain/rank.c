/* Rights over people; see rank.h. */
#include "domain/rank.h"

#include <stddef.h>

/* A provincial admin cannot make another administrator, an auditor or anybody of the ministry. The administrator of the system runs
 * it and has no people; the one of the audit reads all and changes nothing. */
static const struct {
	unsigned by;
	bool own_province;
	unsigned over[RIGHT_COUNT];
} ranks[] = {
	{ ROLE_PROVINCE_ADMIN, true, { [RIGHT_SEE] = PEOPLE, [RIGHT_GRANT] = WORKERS, [RIGHT_LOCK] = WORKERS, [RIGHT_RENEW] = WORKERS, [RIGHT_END] = WORKERS } },
	{ ROLE_SECURITY_ADMIN, false, { [RIGHT_SEE] = PEOPLE, [RIGHT_GRANT] = PEOPLE, [RIGHT_LOCK] = PEOPLE, [RIGHT_RENEW] = PEOPLE, [RIGHT_END] = PEOPLE,
				      [RIGHT_MOVE] = PEOPLE, [RIGHT_ABSENT] = WORKERS } },
	{ ROLE_SUPERVISOR, true, { [RIGHT_ABSENT] = WORKERS & ~(unsigned)ROLE_SUPERVISOR } },
};

bool rank_may(const struct ranked *by, enum right right, const struct ranked *whom)
{
	if (right == RIGHT_ABSENT && by->id == whom->id)
		return by->role & WORKERS;
	for (size_t i = 0; i < sizeof(ranks) / sizeof(ranks[0]); i++)
		if (ranks[i].by == by->role)
			return ranks[i].over[right] & whom->role && (!ranks[i].own_province || (by->province && by->province == whom->province)) &&
			       (right == RIGHT_SEE || by->id != whom->id);
	return false;
}

unsigned rank_over(unsigned role, enum right right)
{
	for (size_t i = 0; i < sizeof(ranks) / sizeof(ranks[0]); i++)
		if (ranks[i].by == role)
			return ranks[i].over[right];
	return 0;
}
