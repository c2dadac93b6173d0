/* The calendar from its table; see calendar_store.h. */
#include "store/calendar_store.h"

#include <string.h>

#include "statements.h"

enum status calendar_load(struct db *db, struct arena *arena, struct calendar *calendar)
{
	struct holiday_all_out *rows;
	struct calendar_row *copy;
	size_t count;

	TRY(holiday_all_list(db, arena, &rows, &count));
	copy = ARENA_ARRAY(arena, count, struct calendar_row);
	for (size_t i = 0; i < count; i++)
		copy[i] = (struct calendar_row){ rows[i].day, rows[i].scope, rows[i].worked != 0,
						 strcmp(rows[i].status, "announced") == 0, rows[i].name };
	*calendar = (struct calendar){ copy, count };
	return ST_OK;
}
