/* The calendar from its table; see calendar_store.h. */
#include "store/calendar_store.h"

#include <string.h>

#include "base/log.h"
#include "base/now.h"
#include "statements.h"
#include "store/tx.h"

#define CALENDAR_BYTES ((size_t)8 * 1024 * 1024)

static bool is_announced(const char *status)
{
	return strcmp(status, "announced") == 0;
}

enum status calendar_load(struct db *db, struct arena *arena, struct calendar *calendar)
{
	struct holiday_all_out *rows;
	struct calendar_row *copy;
	size_t count;

	TRY(holiday_all_list(db, arena, &rows, &count));
	copy = ARENA_ARRAY(arena, count, struct calendar_row);
	for (size_t i = 0; i < count; i++)
		copy[i] = (struct calendar_row){ rows[i].day, rows[i].scope, rows[i].worked != 0, is_announced(rows[i].status), rows[i].name };
	*calendar = (struct calendar){ copy, count };
	return ST_OK;
}

enum status calendar_past_load(struct db *db, struct arena *arena, struct calendar_past *past)
{
	struct holiday_change_all_out *rows;
	struct calendar_change *changes;
	struct calendar now;
	size_t count;

	TRY(calendar_load(db, arena, &now));
	TRY(holiday_change_all_list(db, arena, &rows, &count));
	changes = ARENA_ARRAY(arena, count, struct calendar_change);
	for (size_t i = 0; i < count; i++)
		changes[i] = (struct calendar_change){ rows[i].at_ms, rows[i].was_there != 0, {
			rows[i].day, rows[i].scope, rows[i].worked != 0, is_announced(rows[i].status), rows[i].name } };
	*past = calendar_past_of(arena, &now, changes, count);
	return ST_OK;
}

enum status calendar_entries_load(struct db *db, struct arena *arena, struct calendar_table *table)
{
	struct holiday_all_out *rows;

	*table = (struct calendar_table){ .arena = arena };
	TRY(holiday_all_list(db, arena, &rows, &table->count));
	table->entries = ARENA_ARRAY(arena, table->count, struct calendar_entry);
	for (size_t i = 0; i < table->count; i++)
		table->entries[i] = (struct calendar_entry){
			{ rows[i].day, rows[i].scope, rows[i].worked != 0, is_announced(rows[i].status), rows[i].name }, rows[i].source, 0 };
	return ST_OK;
}

struct applying {
	const struct calendar_diff *diff;
	const struct staff_act_insert_in *act;
};

static enum status apply_in_tx(struct db *db, void *context)
{
	const struct applying *a = context;
	const struct calendar_diff *diff = a->diff;

	for (size_t i = 0; i < diff->count; i++) {
		const struct calendar_entry *before = diff->all[i].before;
		const struct calendar_entry *after = diff->all[i].after;

		if (after)
			TRY(holiday_set(db, &(struct holiday_set_in){
				after->row.day, after->row.scope, after->row.worked, after->row.name,
				after->row.announced ? "announced" : "provisional", after->source }));
		else
			TRY(holiday_unset(db, &(struct holiday_unset_in){ before->row.day, before->row.scope }));
	}
	return staff_act_insert(db, a->act);
}

enum status calendar_apply(struct db *db, const struct calendar_diff *diff, const struct staff_act_insert_in *act)
{
	return diff->count > 0 ? tx_run(db, apply_in_tx, &(struct applying){ diff, act }) : ST_OK;
}

enum status calendar_change_number(struct db *db, struct arena *arena, uint64_t *number)
{
	struct holiday_change_last_out last = { 0 };
	enum status status = holiday_change_last(db, arena, &last);

	*number = last.id;
	return status;
}

/* ---- kept fresh ----------------------------------------------------------------------------------------- */

static void free_live(void *handle)
{
	struct calendar_live *live = handle;

	arena_free(live->arena);
}

/* The number first: a change between the two reads is seen at the next look. */
static enum status reload(struct db *db, struct calendar_live *live)
{
	struct calendar_live fresh = { .arena = arena_new("calendar", CALENDAR_BYTES), .looked_ms = now_monotonic_ms() };
	struct holiday_change_last_out last;
	enum status status = holiday_change_last(db, fresh.arena, &last);

	if (status == ST_OK)
		status = calendar_load(db, fresh.arena, &fresh.calendar);
	if (status != ST_OK) {
		arena_free(fresh.arena);
		return status;
	}
	fresh.change = last.id;
	if (live->arena)
		arena_free(live->arena);
	*live = fresh;
	return ST_OK;
}

enum status calendar_live_open(struct db *db, struct arena *owner, struct calendar_live **live)
{
	*live = ARENA_NEW(owner, struct calendar_live);
	TRY(reload(db, *live));
	arena_on_reset(owner, free_live, *live);
	return ST_OK;
}

const struct calendar *calendar_live_look(struct db *db, struct calendar_live *live)
{
	struct holiday_change_last_out last;

	if (now_monotonic_ms() - live->looked_ms < CALENDAR_REACH_MS)
		return &live->calendar;
	live->looked_ms = now_monotonic_ms();
	if (holiday_change_last(db, live->arena, &last) == ST_OK && last.id != live->change && reload(db, live) == ST_OK)
		log_info("the calendar changed: %zu days that are not as others", live->calendar.count);
	return &live->calendar;
}
