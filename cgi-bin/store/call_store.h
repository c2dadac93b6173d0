/* Who calls back: taking a number from the list of missed calls, with its line in the trail of acts. */
#ifndef STORE_CALL_STORE_H
#define STORE_CALL_STORE_H

#include "store/db.h"

struct call_back {
	uint64_t id;		/* one of the calls that nobody answered; all of the same number go with it */
	uint32_t province;
	uint32_t staff;
	int64_t now_ms;
};

/* ST_NOT_FOUND: no such missed call in this province · ST_CONFLICT: somebody took it already. */
MUST_CHECK enum status call_back_take(struct db *db, struct arena *arena, const struct call_back *back);
/* Nobody took the call back: it stands in the list again, with one try more. ST_CONFLICT: it is not this person's. */
MUST_CHECK enum status call_back_return(struct db *db, struct arena *arena, const struct call_back *back);

#endif
