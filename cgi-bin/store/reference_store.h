/* Loads the facts that every program keeps in memory from start: regions and the taxonomy. */
#ifndef STORE_REFERENCE_STORE_H
#define STORE_REFERENCE_STORE_H

#include "domain/item.h"
#include "domain/region.h"
#include "store/db.h"

MUST_CHECK enum status regions_load(struct db *db, struct arena *arena, struct regions *regions);
MUST_CHECK enum status items_load(struct db *db, struct arena *arena, struct items *items);

#endif
