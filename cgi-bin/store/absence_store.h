/* Absences: written with their line in the trail of acts; and for whom somebody acts by standing in. */
#ifndef STORE_ABSENCE_STORE_H
#define STORE_ABSENCE_STORE_H

#include "domain/absence.h"
#include "store/people.h"

struct absence {
	uint32_t staff_id;
	uint32_t delegate_id;
	int32_t from, until;	/* days, both included */
};

/* fault: "unfit_delegate" cannot stand in · "delegate_away" is away then as well · "absence_twice" is away then already ·
 * "delegate_enough" stands in for ABSENT_MAX within those days. ST_INVALID with one. */
MUST_CHECK enum status absence_set(struct db *db, struct arena *arena, const struct people_by *by, const struct absence *absence, const char **fault);
/* Before its time. ST_CONFLICT: it is over already. */
MUST_CHECK enum status absence_cut(struct db *db, const struct people_by *by, uint32_t id, const char *login);

/* In a transaction that holds that person's row, so that nothing new is agreed of them meanwhile: what they stand in for ends, each with a line
 * that says why. */
MUST_CHECK enum status absence_end_delegated(struct db *db, struct arena *arena, const struct people_by *by, uint32_t delegate_id, const char *why);
/* The same of the days that they are away themselves. */
MUST_CHECK enum status absence_end_own(struct db *db, struct arena *arena, const struct people_by *by, uint32_t staff_id, const char *why);

/* For whom somebody stands in now: all of them, as nobody judges what one of them asked. ST_BUG: more than absence_set lets there be. */
MUST_CHECK enum status absence_stands_in(struct db *db, struct arena *arena, uint32_t staff_id, int64_t now_ms, struct stands_in *for_whom);

#endif
