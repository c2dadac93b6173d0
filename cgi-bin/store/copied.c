/* Copied replies; see copied.h. */
#include "store/copied.h"

#include "base/limits.h"
#include "statements.h"

static bool has_print(const struct measure_mark *mark)
{
	return mark->m.what == MEASURE_COPIED_REPLY && mark->m.unit[0] && mark->printed;
}

static enum status write_prints(struct db *db, struct arena *arena, const struct measure_mark *marks, size_t count)
{
	struct reply_print_add_in *rows = ARENA_ARRAY(arena, count, struct reply_print_add_in);
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		if (has_print(&marks[i]))
			rows[found++] = (struct reply_print_add_in){ marks[i].ticket_id, marks[i].m.seq, marks[i].m.unit,
				{ marks[i].print, PRINT_BYTES }, marks[i].matter, marks[i].m.at_ms };
	return db_run_many(db, arena, SQL_reply_print_add, rows, sizeof(*rows), found);
}

enum status copied_judge(struct db *db, struct arena *arena, struct measure_mark *marks, size_t count)
{
	struct reply_print_matters_out found;

	TRY(write_prints(db, arena, marks, count));
	for (size_t i = 0; i < count; i++) {
		struct measured *m = &marks[i].m;

		if (!has_print(&marks[i]))
			continue;
		TRY(reply_print_matters(db, arena, &(struct reply_print_matters_in){
			m->unit, { marks[i].print, PRINT_BYTES }, m->at_ms - LIMIT_REPLY_PRINT_MS, m->at_ms, marks[i].matter }, &found));
		m->hit = found.count + 1 >= MEASURE_COPIED_MATTERS;
	}
	return ST_OK;
}
