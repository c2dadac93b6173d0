/* Loads the trigger words of the scope check, folded once. */
#ifndef STORE_REFER_STORE_H
#define STORE_REFER_STORE_H

#include "domain/refer.h"
#include "store/db.h"

MUST_CHECK enum status refer_load(struct db *db, struct arena *arena, struct refer_table *table);

#endif
