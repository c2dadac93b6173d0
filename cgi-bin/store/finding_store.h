/* Findings and samples for inspection, each with its line in the trail of acts by the same transaction. */
#ifndef STORE_FINDING_STORE_H
#define STORE_FINDING_STORE_H

#include "base/crypto.h"
#include "domain/finding.h"
#include "domain/lot.h"
#include "statements.h"
#include "store/db.h"

struct finding_note {
	uint8_t key[HASH_BYTES];	/* of the intent */
	const char *program;
	uint32_t staff_id;
	int64_t now_ms;
	uint64_t id;			/* 0: a new one; filled in */
	uint32_t seq;			/* of the step that is added */
	uint32_t region;		/* this and the next three of a new one */
	const char *number;
	uint32_t event_seq;
	const char *title;
	enum finding_step step;
	int32_t due_day;
	const char *body;
};

/* ST_DUPLICATE: the same intent was carried out (then id says which it made), or another step came in between. */
MUST_CHECK enum status finding_write(struct db *db, struct arena *arena, struct finding_note *note);

struct inspection_draw {
	struct inspection_insert_in head;
	const struct lots *lots;
	uint64_t id;			/* filled in */
};

/* ST_DUPLICATE: the same intent was carried out already, id says which it made. */
MUST_CHECK enum status inspection_write(struct db *db, struct arena *arena, struct inspection_draw *draw);

#endif
