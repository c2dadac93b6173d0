/* Telling the public about a fault or planned work: what is said, its end and its line in the trail of acts, in one transaction. */
#ifndef STORE_INCIDENT_STORE_H
#define STORE_INCIDENT_STORE_H

#include "base/crypto.h"
#include "domain/incident.h"
#include "statements.h"

struct incident_note {
	uint8_t key[HASH_BYTES];	/* of the intent */
	uint32_t staff_id;
	int64_t now_ms;
	uint32_t id;			/* 0: a new one, which `open` describes; set once it is written */
	struct incident_open_in open;
	enum incident_about about;
	uint32_t amends;		/* the word in whose place it stands; 0: in none's */
	const char *body;		/* "": nothing is said, and the key keeps nothing from being done twice */
	const char *body_en;
	int64_t ends_ms;		/* when it is over, or should be, from now on; 0: as before */
	const char *act;		/* of the trail of acts; NULL: no line there, whoever has a shell is not one of the staff */
	const char *detail;
};

/* ST_DUPLICATE: the same intent was carried out, id says of which, whatever became of it since. ST_CONFLICT: it is over, so its end stays. */
MUST_CHECK enum status incident_write(struct db *db, struct arena *arena, struct incident_note *note);

#endif
