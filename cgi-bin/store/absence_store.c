/* Absences; see absence_store.h. */
#include "store/absence_store.h"

#include "base/now.h"
#include "statements.h"
#include "store/acted.h"
#include "store/tx.h"

struct setting {
	struct arena *arena;
	const struct people_by *by;
	const struct absence *absence;
	const char **fault;
};

/* Both are locked, the lower number first, so that nobody is sent away while they are made to stand in. */
static enum status lock_both(struct db *db, struct arena *arena, const struct absence *a, struct staff_lock_out *absent, struct staff_lock_out *other)
{
	bool first = a->staff_id < a->delegate_id;

	TRY(staff_lock(db, arena, &(struct staff_lock_in){ first ? a->staff_id : a->delegate_id }, first ? absent : other));
	return staff_lock(db, arena, &(struct staff_lock_in){ first ? a->delegate_id : a->staff_id }, first ? other : absent);
}

static enum status is_away(struct db *db, struct arena *arena, uint32_t id, const struct absence *a, bool *away)
{
	struct absence_within_out held;

	TRY(absence_within(db, arena, &(struct absence_within_in){ id, ms_of_day(a->from), ms_of_day(a->until + 1) }, &held));
	*away = held.count > 0;
	return ST_OK;
}

/* One more than absence_stands_in can tell of would be judged as if they were nobody's. */
static enum status has_enough(struct db *db, struct arena *arena, const struct absence *a, bool *enough)
{
	struct absence_delegated_within_out held;

	TRY(absence_delegated_within(db, arena, &(struct absence_delegated_within_in){ a->delegate_id, ms_of_day(a->from), ms_of_day(a->until + 1) }, &held));
	*enough = held.count >= ABSENT_MAX;
	return ST_OK;
}

static enum status set_in_tx(struct db *db, void *work)
{
	const struct setting *s = work;
	const struct absence *a = s->absence;
	struct staff_lock_out absent, other;
	enum status status = lock_both(db, s->arena, a, &absent, &other);
	bool away, twice, enough;

	*s->fault = "unfit_delegate";
	if (status == ST_NOT_FOUND)
		return ST_INVALID;
	TRY(status);
	if (!absence_can_stand_in(&(struct hands_person){ true, absent.role, absent.region, absent.unit },
				  &(struct hands_person){ other.active, other.role, other.region, other.unit }))
		return ST_INVALID;
	TRY(is_away(db, s->arena, a->delegate_id, a, &away));
	TRY(is_away(db, s->arena, a->staff_id, a, &twice));
	TRY(has_enough(db, s->arena, a, &enough));
	*s->fault = away ? "delegate_away" : twice ? "absence_twice" : "delegate_enough";
	if (away || twice || enough)
		return ST_INVALID;
	TRY(absence_insert(db, &(struct absence_insert_in){
		a->staff_id, a->delegate_id, ms_of_day(a->from), ms_of_day(a->until + 1), s->by->id, s->by->now_ms }));
	return staff_act_insert(db, &(struct staff_act_insert_in){
		.at_ms = s->by->now_ms, .staff_id = s->by->id, .program = s->by->program, .act = "absence_set", .object = absent.login,
		.detail = arena_printf(s->arena, "→ %s, %s – %s", other.login, day_text(s->arena, a->from), day_text(s->arena, a->until)) });
}

enum status absence_set(struct db *db, struct arena *arena, const struct people_by *by, const struct absence *a, const char **fault)
{
	*fault = "unfit_delegate";
	if (a->staff_id == a->delegate_id)
		return ST_INVALID;
	return tx_run(db, set_in_tx, &(struct setting){ arena, by, a, fault });
}

enum status absence_cut(struct db *db, const struct people_by *by, uint32_t id, const char *login)
{
	return acted_change(db, SQL_absence_end, &(struct absence_end_in){ by->now_ms, by->id, id, by->now_ms }, &(struct staff_act_insert_in){
		.at_ms = by->now_ms, .staff_id = by->id, .program = by->program, .act = "absence_ended", .object = login, .detail = "" });
}

static enum status end_those(struct db *db, const struct people_by *by, const struct absence_agreed *rows, size_t count, const char *why)
{
	for (size_t i = 0; i < count; i++) {
		uint64_t affected;

		TRY(db_run(db, SQL_absence_end, &(struct absence_end_in){ by->now_ms, by->id, rows[i].id, by->now_ms }, &affected));
		if (affected == 1)
			TRY(staff_act_insert(db, &(struct staff_act_insert_in){
				.at_ms = by->now_ms, .staff_id = by->id, .program = by->program, .act = "absence_ended", .object = rows[i].login, .detail = why }));
	}
	return ST_OK;
}

enum status absence_end_delegated(struct db *db, struct arena *arena, const struct people_by *by, uint32_t delegate_id, const char *why)
{
	struct absence_agreed *rows;
	size_t count;

	TRY(absence_delegated_list(db, arena, &(struct absence_delegated_in){ delegate_id, by->now_ms }, &rows, &count));
	return end_those(db, by, rows, count, why);
}

enum status absence_end_own(struct db *db, struct arena *arena, const struct people_by *by, uint32_t staff_id, const char *why)
{
	struct absence_agreed *rows;
	size_t count;

	TRY(absence_own_list(db, arena, &(struct absence_own_in){ staff_id, by->now_ms }, &rows, &count));
	return end_those(db, by, rows, count, why);
}

enum status absence_stands_in(struct db *db, struct arena *arena, uint32_t staff_id, int64_t now, struct stands_in *for_whom)
{
	struct absence_stood_in_out *rows;
	size_t count;

	for_whom->count = 0;
	TRY(absence_stood_in_list(db, arena, &(struct absence_stood_in_in){ staff_id, now, now, ABSENT_MAX + 1 }, &rows, &count));
	if (count > ABSENT_MAX)
		return ST_BUG;
	for (size_t i = 0; i < count; i++)
		for_whom->ids[for_whom->count++] = rows[i].staff_id;
	return ST_OK;
}
