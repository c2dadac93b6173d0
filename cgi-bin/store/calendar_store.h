/* Loads the calendar that start-up keeps in memory. */
#ifndef STORE_CALENDAR_STORE_H
#define STORE_CALENDAR_STORE_H

#include "domain/calendar.h"
#include "store/db.h"

MUST_CHECK enum status calendar_load(struct db *db, struct arena *arena, struct calendar *calendar);

#endif
