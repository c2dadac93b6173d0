/* A ticket's deadlines as its events made them (domain/due.h), read from the database. */
#ifndef STORE_TRAIL_STORE_H
#define STORE_TRAIL_STORE_H

#include "domain/due.h"
#include "store/db.h"

MUST_CHECK enum status trail_load(struct db *db, struct arena *arena, uint64_t ticket_id, struct due_trail *trail);

#endif
